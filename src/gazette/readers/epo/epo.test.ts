import { describe, expect, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';

const FIXTURES = [
  'ep-specification.xml',
  'ep-application-malformed.xml',
  'docdb-delivery.xml',
  'full-text-package.xml',
  'ops-claims-one-line.xml',
  'ops-description.xml',
  'ops-biblio.xml',
  'ops-legal.xml',
  'ops-register.xml',
  'ops-search.xml',
  'ops-biblio.json',
  'ops-family.json',
];

describe('EPO readers', () => {
  it.each(FIXTURES)('read %s as its truth file says', async (name) => {
    await expectTruth(import.meta.url, name);
  });
});

async function publications(name: string) {
  const reads = await expectTruth(import.meta.url, name);
  return reads.flatMap((read) => (read.type === 'publication' ? [read.publication] : []));
}

describe('traps of the EPO formats', () => {
  it('a delete record of DOCDB is reported and its neighbours are read, though the prefix is unbound', async () => {
    const reads = await expectTruth(import.meta.url, 'docdb-delivery.xml');
    const ids = reads.map((read) => (read.type === 'publication' ? read.publication.id : read.error.code));
    expect(ids).toEqual(['WO2021999001A1', 'gazette.deleted', 'AP9990A']);
  });

  it('a page break inside a word leaves the word whole', async () => {
    const [publication] = await publications('ep-specification.xml');
    expect(publication!.description.find(({ label }) => label === '0001')!.text).toContain('sunlight');
  });

  it('a heading whose < was not escaped is kept and the repair reported', async () => {
    const [read] = await expectTruth(import.meta.url, 'ep-application-malformed.xml');
    expect(read).toMatchObject({
      type: 'publication',
      repairs: [expect.stringContaining('stray-less-than'), expect.any(String)],
    });
  });

  it('a claim set in one line becomes as many claims as it numbers', async () => {
    const [publication] = await publications('ops-claims-one-line.xml');
    expect(publication!.claims.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('scanned line numbers are never shown as numbers of the office', async () => {
    const [publication] = await publications('full-text-package.xml');
    expect(publication!.description.every(({ origin }) => origin === 'order')).toBe(true);
  });

  it('superseded entries of the register give way to the newest', async () => {
    const [publication] = await publications('ops-register.xml');
    expect(publication!.parties.map(({ name }) => name)).toEqual(['New Pots Oy']);
    expect(publication!.titles[0]!.text).toBe('POT WITH A LID');
  });
});
