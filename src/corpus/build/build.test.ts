import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DocumentLine } from '../shards/index.js';
import { readSplits } from '../splits/lists.js';
import { filesBelow, koreanRecord, madeUpSources } from '../testing/made-up.js';
import { buildCorpus } from './build.js';
import { inspectDocument, inspectDrops } from './inspect.js';
import { splitCorpus } from './split.js';
import type { BuildOptions, BuildReport } from './types.js';

const SHARD = 30_000;

function outFolder(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'simsa-out-')), 'corpus');
}

async function build(sources: string, options: Partial<BuildOptions> = {}): Promise<BuildReport> {
  const whole = { out: outFolder(), splits: null, workers: 0, shardBytes: SHARD, ...options };
  for await (const event of buildCorpus([sources], whole)) if (event.type === 'done') return event.report;
  throw new Error('the build did not end');
}

async function split(sources: string): Promise<string> {
  const out = outFolder();
  for await (const event of splitCorpus([sources], { out, workers: 0, seed: 3 }))
    if (event.type === 'dealt') return out;
  throw new Error('nothing was dealt');
}

function documentsIn(folder: string): DocumentLine[] {
  const shards = [...filesBelow(folder)].filter(([name]) => name.endsWith('.jsonl.gz'));
  const lines = shards.flatMap(([, bytes]) => gunzipSync(bytes).toString().trimEnd().split('\n'));
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as DocumentLine);
}

describe('corpus build', () => {
  it('gives the same bytes with and without threads', async () => {
    const sources = madeUpSources();
    const [one, two] = await Promise.all([build(sources), build(sources, { workers: 2 })]);
    const [a, b] = [filesBelow(one.out), filesBelow(two.out)];
    expect([...b.keys()]).toEqual([...a.keys()]);
    expect([...a.keys()].filter((name) => name.startsWith('train/shard')).length).toBeGreaterThan(4);
    for (const [name, bytes] of a) expect(b.get(name)?.equals(bytes), name).toBe(true);
  }, 60_000);

  it('carries source, licence and rights into every document, and counts the record that is none', async () => {
    const { out, summary } = await build(madeUpSources(10));
    const documents = documentsIn(path.join(out, 'train'));
    const pair = documents.find(({ kind }) => kind === 'translation-pairs');
    expect(pair).toMatchObject({ source: 'pairs', licence: 'PSF-2.0', weights: false, file: 'pairs.jsonl', record: 1 });
    expect(documents.find(({ kind }) => kind === 'korean-gazettes')).toMatchObject({
      licence: 'own words',
      weights: true,
    });
    expect(summary.tally.rejects).toEqual({ 'gazette.not-json': 1 });
    expect(existsSync(path.join(out, 'work'))).toBe(false);
  });

  it('keeps the richer of two records of one application and lends it the title the other has', async () => {
    const { out } = await build(madeUpSources(10), { saveDrops: true });
    const id = `gazettes/KR${koreanRecord(1).applicationNumber}`;
    const document = await inspectDocument(out, id);
    expect(document.text.startsWith('Battery pack with a cooling plate')).toBe(true);
    const drops = [];
    for await (const drop of inspectDrops(out, { rule: 'duplicates.same-application', document: null }))
      drops.push(drop);
    expect(drops).toEqual([expect.objectContaining({ document: id.replace('gazettes/', 'titles/'), text: id })]);
  });

  it('goes on after it was stopped, and ends with the bytes of a build that was not', async () => {
    const sources = madeUpSources();
    const whole = await build(sources);
    for (const stopAfter of [1, 3, 4]) {
      const out = outFolder();
      const options = { out, splits: null, workers: 0, shardBytes: SHARD };
      let events = 0;
      for await (const event of buildCorpus([sources], options))
        if (event.type === 'progress' && ++events === stopAfter) break;
      const resumed = await build(sources, { out });
      expect(resumed.resumed).toBeGreaterThan(0);
      const [a, b] = [filesBelow(whole.out), filesBelow(out)];
      for (const [name, bytes] of a) expect(b.get(name)?.equals(bytes), name).toBe(true);
    }
  }, 60_000);
});

describe('frozen splits', () => {
  it('let no held-out document, and nothing that joins one, into train', async () => {
    const sources = madeUpSources();
    const splits = await split(sources);
    // A later file: the inventions of the first once more under other numbers of the same families, and with the same titles.
    const later = Array.from({ length: 120 }, (_, at) => {
      const { title_ko, ...record } = koreanRecord(at + 1);
      const own = {
        applicationNumber: `102031${String(at).padStart(7, '0')}`,
        abstract_ko: `${at}번째 새 글입니다. `.repeat(20),
      };
      return at % 2 === 0
        ? { ...own, title_ko }
        : {
            ...own,
            title_ko: `새 이름 ${at}`,
            priorities: [{ country: 'KR', number: record.applicationNumber, date: '2001.01.01' }],
          };
    });
    writeFileSync(path.join(sources, 'kr/later.jsonl'), later.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const { out } = await build(sources, { splits });
    const frozen = readSplits(splits);
    const sideOf = (number: unknown) => frozen.sideOf(`application:KR${number}`);
    const held = Array.from({ length: 120 }, (_, at) => at).filter((at) =>
      sideOf(koreanRecord(at + 1).applicationNumber),
    );
    expect(held.length).toBeGreaterThan(6);
    const train = new Set(documentsIn(path.join(out, 'train')).map(({ id }) => id));
    const tasks = readAll(path.join(out, 'tasks', 'train'));
    for (const at of held) {
      for (const number of [koreanRecord(at + 1).applicationNumber, later[at]!.applicationNumber]) {
        expect(
          [...train].some((id) => id.includes(String(number))),
          `${number}`,
        ).toBe(false);
        expect(tasks.includes(`KR${number}"`), `${number}`).toBe(false);
      }
    }
    const heldOut = ['dev', 'test'].flatMap((side) => documentsIn(path.join(out, side)).map(({ id }) => id));
    expect(heldOut.filter((id) => train.has(id))).toEqual([]);
    expect(heldOut.some((id) => id.startsWith('later/'))).toBe(true);
  }, 60_000);
});

function readAll(folder: string): string {
  const shards = [...filesBelow(folder)].filter(([name]) => name.endsWith('.jsonl.gz'));
  return shards.map(([, bytes]) => gunzipSync(bytes).toString()).join('');
}

describe('bad input', () => {
  it('names a source list that is none', async () => {
    const sources = madeUpSources(2);
    writeFileSync(path.join(sources, 'sources.json'), '{"sources": [{"files": "*"}]}');
    await expect(build(sources)).rejects.toThrow(expect.objectContaining({ code: 'corpus.bad-source-list' }));
  });

  it('names a path that is not there', async () => {
    await expect(build('/nowhere/at/all')).rejects.toThrow(expect.objectContaining({ code: 'input.not-found' }));
  });

  it('allows nothing where no list says what is allowed', async () => {
    const sources = madeUpSources(5);
    const { out } = await build(path.join(sources, 'pairs.jsonl'), { list: null });
    expect(readFileSync(path.join(out, 'corpus.json'), 'utf8')).toContain('"PSF-2.0"');
    const bare = path.join(mkdtempSync(path.join(tmpdir(), 'simsa-')), 'pairs.jsonl');
    writeFileSync(bare, readFileSync(path.join(sources, 'pairs.jsonl')));
    const { summary } = await build(bare);
    expect(summary.sources).toEqual([expect.objectContaining({ licence: 'not stated', weights: false })]);
  });
});
