import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citation, Claim, Paragraph, Publication } from '../core/index.js';
import { mergeRecords } from './merge.js';
import { packPublication, unpack } from './pack.js';
import { openStore } from './store.js';
import { anyRecord } from './testing/arbitrary.js';
import { exampleApplication, exampleDocument } from './testing/example.js';

const APPLICATION = '1020190100885';
const KEY = `KR${APPLICATION}`;
const record = (changes: Partial<Publication>) => exampleApplication(APPLICATION, changes);
const merged = (...records: Publication[]) => mergeRecords(KEY, records);
const claim = (number: number, text: string): Claim => ({
  number,
  text,
  status: text ? 'active' : 'cancelled',
  refersTo: [],
});
const paragraph = (label: string, text: string): Paragraph => ({
  label,
  origin: label.startsWith('#') ? 'order' : 'office',
  section: 'other',
  kind: 'text',
  text,
});
const citation = (changes: Partial<Citation>): Citation => ({
  document: 'US1234567A',
  text: 'US 1,234,567',
  citedBy: 'unknown',
  categories: [],
  claims: null,
  passages: null,
  date: null,
  ...changes,
});

describe('a publication of several records', () => {
  it('does not depend on the order of its records', () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (records, ranks) => {
          const shuffled = records.map((it) => ({ it, rank: ranks.next().value as number }));
          const again = shuffled.sort((a, b) => a.rank - b.rank).map(({ it }) => it);
          expect(mergeRecords(KEY, again)).toEqual(mergeRecords(KEY, records));
        },
      ),
    );
  });

  it('loses no source, class, event, language of a title or document cited', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 4 }), (records) => {
        const result = mergeRecords(KEY, records);
        const all = <T>(of: (publication: Publication) => readonly T[]) => new Set(records.flatMap((it) => of(it)));
        const has = <T>(of: (publication: Publication) => readonly T[]) => expect(new Set(of(result))).toEqual(all(of));
        has(({ sources }) => sources.map(({ hash }) => hash));
        has(({ titles }) => titles.map(({ language }) => language));
        has(({ legalEvents }) => legalEvents.map(({ date, text }) => `${date} ${text}`));
        has(({ citations }) => citations.map(({ document }) => document));
        has(({ citations }) => citations.filter(({ citedBy }) => citedBy !== 'unknown').map(({ citedBy }) => citedBy));
      }),
    );
  });

  it('takes the longest text of each language', () => {
    const short = record({ titles: [{ language: 'ko', text: '전지' }], status: '등록' });
    const long = record({
      titles: [
        { language: 'en', text: 'Battery' },
        { language: 'ko', text: '리튬 이온 전지' },
      ],
    });
    const titles = Object.fromEntries(merged(short, long).titles.map(({ language, text }) => [language, text]));
    expect(titles).toEqual({ ko: '리튬 이온 전지', en: 'Battery' });
    expect(merged(short, long).status).toBe('등록');
  });

  it('takes the claims of which more have text', () => {
    const first = record({ claims: [claim(1, 'A very long first claim, alone in its record.'), claim(2, '')] });
    const all = record({ claims: [claim(1, 'Short.'), claim(2, 'Shorter.')] });
    expect(merged(first, all).claims).toEqual(all.claims);
  });

  it('puts claims together that come one a record, but adds none to a whole set', () => {
    const rows = [3, 1, 2].map((number) => record({ claims: [claim(number, `Claim ${number}.`)] }));
    expect(merged(...rows).claims.map(({ number }) => number)).toEqual([1, 2, 3]);
    const set = record({ claims: [claim(1, 'One.'), claim(2, 'Two.')] });
    expect(merged(...rows, set).claims).toEqual(set.claims);
  });

  it('takes the claims in force from the record that knows their versions', () => {
    const asFiled = record({ claims: [claim(1, 'One.'), claim(2, 'Two.')] });
    const claims = [claim(1, 'One, as amended.')];
    const version = { version: '2', date: '2020-01-01', document: '보정서', claims: [{ ...claims[0]!, change: null }] };
    expect(merged(asFiled, record({ claims, claimVersions: [version] }))).toMatchObject({
      claims,
      claimVersions: [version],
    });
  });

  it('takes the longest description, but keeps the office’s paragraph numbers when little is missing', () => {
    const split = record({ description: [paragraph('#1', 'x'.repeat(100))] });
    const numbered = record({ description: [paragraph('0001', 'x'.repeat(85))] });
    const cut = record({ description: [paragraph('0001', 'x'.repeat(20))] });
    expect(merged(split, numbered).description).toEqual(numbered.description);
    expect(merged(split, cut).description).toEqual(split.description);
  });

  it('keeps claims of another language as a translation', () => {
    const korean = record({ language: 'ko', claims: [claim(1, '분리막을 가지는 리튬 이온 전지.')] });
    const english = record({ language: 'en', claims: [claim(1, 'A battery.')] });
    expect(merged(korean, english)).toMatchObject({
      language: 'ko',
      claims: korean.claims,
      claimTranslations: [{ language: 'en', claims: english.claims }],
    });
  });

  it('counts a citation once a citer, and learns the citer from the source that knows', () => {
    const unsaid = record({ citations: [citation({ categories: ['X'], date: '1999' })] });
    const said = record({ citations: [citation({ citedBy: 'examiner', categories: ['Y'], claims: '1' })] });
    const applicant = record({ citations: [citation({ citedBy: 'applicant' })] });
    const { citations } = merged(unsaid, said, applicant);
    expect(citations.map(({ citedBy }) => citedBy).sort()).toEqual(['applicant', 'examiner']);
    const examiner = citations.find(({ citedBy }) => citedBy === 'examiner');
    expect(examiner).toMatchObject({ claims: '1', date: '1999' });
    expect(examiner?.categories.toSorted()).toEqual(['X', 'Y']);
  });

  it('prefers a date known to the day', () => {
    const year = { filed: '2019', published: null, opened: null, granted: null };
    const day = { ...year, filed: '2019-08-19' };
    expect(merged(record({ dates: year, status: 'x' }), record({ dates: day })).dates.filed).toBe('2019-08-19');
  });
});

describe('packing', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(anyRecord, (publication) => {
        expect(unpack(packPublication(publication))).toEqual(publication);
      }),
    );
  });
});

/** All that a store knows of its publications, by key. */
function contentOf(batches: readonly (readonly Publication[])[]): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'simsa-merge-'));
  const store = openStore(folder);
  for (const publications of batches) store.put({ publications, rejects: [] });
  const ids = [...store.ids()].sort();
  const numbers = ['1020190100885', '1020200000001', '101234567', '1020210000009'];
  const content = {
    publications: ids.map((id) => store.get(id)),
    passages: ids.map((id) => store.passages(id)),
    counts: store.counts(),
    found: numbers.map((number) => store.find(number)),
    alive: store
      .changesSince(0, 100)
      .filter(({ type }) => type === 'put')
      .map(({ publication }) => publication)
      .sort(),
    ids,
  };
  store.close();
  rmSync(folder, { recursive: true });
  return content;
}

describe('a store', () => {
  it('holds the same after any order of arrival and any batches', () => {
    const records = fc.uniqueArray(anyRecord, { minLength: 2, maxLength: 6, selector: (it) => it.sources[0]?.hash });
    const split = fc.nat({ max: 6 });
    fc.assert(
      fc.property(records, fc.infiniteStream(fc.nat()), split, (all, ranks, at) => {
        const ranked = all.map((it) => ({ it, rank: ranks.next().value as number }));
        const shuffled = ranked.sort((a, b) => a.rank - b.rank).map(({ it }) => it);
        expect(contentOf([shuffled.slice(0, at), shuffled.slice(at), shuffled])).toEqual(contentOf([all]));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps two publications of one application apart, and gives the application’s record to the one it names', () => {
    const opened = exampleDocument({ number: '1020210000009', kind: 'A', application: APPLICATION });
    const granted = exampleDocument({ number: '101234567', kind: 'B1', application: APPLICATION });
    const numbers = { publication: '1020210000009', application: APPLICATION, registration: null };
    const application = exampleApplication(APPLICATION, { numbers, status: '등록' });
    const content = contentOf([[application], [granted], [opened]]);
    expect(content).toMatchObject({ ids: ['KR101234567B1', 'KR1020210000009A'] });
    expect(content).toMatchObject({ publications: [{ status: null }, { status: '등록' }] });
  });
});
