import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Publication, passagesOf } from '../src/core/index.js';
import { filesAt, readGazettes } from '../src/gazette/index.js';

const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url));

async function readSamples(): Promise<Publication[]> {
  const publications: Publication[] = [];
  for await (const source of filesAt(`${SAMPLES}/publications`)) {
    for await (const read of readGazettes(source)) {
      if (read.type === 'reject') throw read.error;
      publications.push(read.publication);
    }
  }
  return publications;
}

describe('the samples', () => {
  it('are read without a reject, in Korean and English, across the sections of the IPC', async () => {
    const publications = await readSamples();
    const keys = new Set(publications.map(({ id }) => id));
    expect(keys.size).toBe(39);
    expect(new Set(publications.flatMap(({ classes }) => classes.map(({ symbol }) => symbol[0])))).toEqual(
      new Set('ABCDEFGH'),
    );
    expect(publications.filter(({ language }) => language === 'ko').length).toBeGreaterThanOrEqual(20);
    const cited = publications.flatMap(({ citations }) => citations.map(({ document }) => document));
    expect(cited.filter((document) => document && keys.has(document)).length).toBeGreaterThanOrEqual(12);
  });

  it('have numbered paragraphs and claims that can be cited', async () => {
    for (const publication of await readSamples()) {
      if (publication.claims.length === 0) continue;
      const labels = [...passagesOf(publication)]
        .filter(({ part }) => part === 'description')
        .map(({ paragraph }) => paragraph);
      expect(new Set(labels).size).toBe(labels.length);
      expect(
        publication.description.filter(({ kind }) => kind === 'text').every(({ origin }) => origin === 'office'),
      ).toBe(true);
    }
  });

  it('are plainly marked as made up', () => {
    const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true }).filter((entry) =>
      /\.(xml|md)$/.test(entry.name),
    );
    for (const { parentPath, name } of files) {
      const text = readFileSync(`${parentPath}/${name}`, 'utf8');
      expect(text, name).toMatch(/made[- ]up|지어낸/i);
    }
  });
});
