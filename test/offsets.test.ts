import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Publication, Span } from '../src/core/index.js';
import { openSimsa } from '../src/simsa.js';
import { json, ROOT, SAMPLES, simsa } from './support/command-line.js';
import * as records from './support/records.js';
import { filesBelow, temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('offsets');
const store = join(folder.path, 'store');
/** Every publication as `simsa read --json` prints it; nothing else is used to look a span up. */
const publications = new Map<string, Publication>();

beforeAll(async () => {
  const readers = join(ROOT, 'src', 'gazette', 'readers');
  const fixtures = readdirSync(readers, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => filesBelow(join(readers, name)))
    .filter((file) => /[\\/]fixtures[\\/]/.test(file) && !/\.truth\.json$|README\.md$/.test(file));
  const opened = await openSimsa({ store });
  const read = new Set<string>();
  for await (const _event of opened.import([SAMPLES, ...fixtures]));
  for await (const _event of opened.index());
  for await (const { publication } of everyHit()) read.add(publication);
  await opened.close();
  for (const id of read) publications.set(id, await json<Publication>(['read', id, '--store', store]));
}, 60_000);

afterAll(folder.remove);

async function* everyHit() {
  for (let offset = 0; ; offset += 1000) {
    const words = ['search', 'NOT zzzzzz', '--no-collapse', '-n', '1000', '--offset', String(offset), '--store', store];
    const { hits } = await json<{ hits: { publication: string }[] }>(words);
    yield* hits;
    if (hits.length < 1000) return;
  }
}

/** The text that a span's address names, by hand from the published record. */
function textAt({ publication, part, paragraph, claim }: Span): string | undefined {
  const record = publications.get(publication);
  switch (part) {
    case 'title':
      return record?.titles.find(({ language }) => language === paragraph)?.text;
    case 'abstract':
      return record?.abstracts.find(({ language }) => language === paragraph)?.text;
    case 'claims':
      return record?.claims.find(({ number }) => number === claim)?.text;
    case 'description':
      return record?.description.find(({ label }) => label === paragraph)?.text;
  }
}

/** Looks every span up, wherever it stands in a record. @returns how many there were */
function expectSpansToCut(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let spans = 0;
  if ('part' in value && 'start' in value && 'end' in value) {
    const span = records.Span.parse(value) as Span;
    if (textAt(span)?.slice(span.start, span.end) !== span.text || span.text === '')
      expect.fail(`${JSON.stringify(span)} does not cut ${JSON.stringify(textAt(span))}`);
    spans += 1;
  }
  for (const child of Object.values(value)) spans += expectSpansToCut(child);
  return spans;
}

/** A passage of some publication, as text. */
function passage(): fc.Arbitrary<string> {
  const texts = [...publications.values()].flatMap(({ titles, abstracts, claims, description }) => [
    ...[...titles, ...abstracts, ...claims].map(({ text }) => text),
    ...description.map(({ text }) => text),
  ]);
  return fc.constantFrom(...texts.filter((text) => wordsOf(text).length > 0));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Some words of a text that stand in a row. */
function row(least: number, most: number): fc.Arbitrary<string> {
  return fc.tuple(passage(), fc.nat(), fc.integer({ min: least, max: most })).map(([text, at, length]) => {
    const words = wordsOf(text);
    return words.slice(at % words.length, (at % words.length) + length).join(' ');
  });
}

/** What somebody may type, made of the documents' own words. */
function query(): fc.Arbitrary<string> {
  const words = row(1, 5).map((text) => text.replace(/\b(AND|OR|NOT|NEAR)\b/g, ''));
  const word = row(1, 1).map((text) => text.toLowerCase());
  return fc.oneof(
    words,
    row(2, 4).map((text) => `"${text}"`),
    fc.tuple(word, word).map(([one, other]) => `"${one}" OR "${other}"`),
    fc.tuple(word, word).map(([one, other]) => `"${one}" NEAR/5 "${other}"`),
    fc.tuple(fc.constantFrom('ti', 'ab', 'cl', 'de'), word).map(([field, text]) => `${field}:"${text}"`),
    word.map((text) => `${text.slice(0, 3)}*`),
    // A whole passage, as pasted.
    passage().map((text) => wordsOf(text).slice(0, 60).join(' ')),
  );
}

/** Runs a batch of lines, and checks the spans of all results. */
async function expectBatch(words: readonly string[], lines: readonly string[]) {
  const file = join(folder.path, `batch-${words[0]}`);
  writeFileSync(file, lines.map((line) => line.replace(/\s+/g, ' ')).join('\n'));
  const { out } = await simsa([...words, '--batch', file, '--store', store]);
  const results = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(results.length).toBe(lines.length);
  return { results, spans: results.reduce((sum: number, result) => sum + expectSpansToCut(result), 0) };
}

describe('every span cuts exactly the text it shows', () => {
  it('in publications of every format', () => {
    const formats = new Set([...publications.values()].flatMap(({ sources }) => sources.map(({ format }) => format)));
    expect(publications.size).toBeGreaterThan(100);
    expect(formats.size).toBeGreaterThan(25);
  });

  it('of search hits, for words, phrases, fields, truncation and pasted passages', async () => {
    const lines = fc.sample(query(), { numRuns: 400, seed: 20_261_121 });
    const { results, spans } = await expectBatch(['search', '-n', '20', '--spans', '5'], lines);
    // Words that every text has, such as 것이다, are nothing to look for.
    const faults = results.flatMap(({ error }, at) => (error ? [`${lines[at]}: ${error.code}`] : []));
    expect(faults.filter((fault) => !fault.endsWith(': search.empty-query'))).toEqual([]);
    expect(faults.length).toBeLessThan(20);
    const found = results.filter(({ hits }) => hits?.length > 0).length;
    expect(found).toBeGreaterThan(300);
    expect(spans).toBeGreaterThan(2000);
  });

  it('of prior art, for every publication', async () => {
    const ids = [...publications.keys()];
    const { spans } = await expectBatch(['search', '--like', '-', '--before', '2100', '-n', '5'], ids);
    expect(spans).toBeGreaterThan(ids.length);
  });

  it('of answers, with their documents, paragraphs and grounds', async () => {
    const questions = fc.sample(
      fc.tuple(row(2, 8), fc.constantFrom('?', '은 무엇인가?', '의 두께는?', ' how?')).map((parts) => parts.join('')),
      { numRuns: 60, seed: 9 },
    );
    const { results, spans } = await expectBatch(['ask'], questions);
    expect(results.filter(({ refused }) => refused === false).length).toBeGreaterThan(20);
    expect(spans).toBeGreaterThan(500);
    for (const { answer } of results) {
      for (const { text, citations } of answer?.sentences ?? [])
        expect(
          citations.some((span: Span) => comparable(span.text) === comparable(text)),
          text,
        ).toBe(true);
    }
  });

  it('of charts and claim elements, for the claims of every publication', async () => {
    const opened = await openSimsa({ store, readOnly: true });
    const encoder = new TextEncoder();
    let spans = 0;
    for (const publication of publications.values()) {
      // Some keep nothing but the numbers of cancelled claims.
      if (!publication.claims.some(({ text }) => text !== '')) continue;
      const application = { name: `${publication.id}.json`, bytes: encoder.encode(JSON.stringify(publication)) };
      for await (const event of opened.examine(application, { before: '2100' })) {
        if (event.type !== 'done') continue;
        spans += expectSpansToCut(event.examination);
        for (const claim of event.examination.claims)
          for (const { start, end, text: shown } of claim.elements) expect(claim.text.slice(start, end)).toBe(shown);
      }
    }
    await opened.close();
    expect(spans).toBeGreaterThan(500);
  });
});

/** An extractive sentence is its citation, but for white space and a mark at its end. */
function comparable(text: string): string {
  return text.replace(/[\s.。]/g, '');
}

describe('Korean compounds', () => {
  it.each([
    '수분 센서',
    '세라믹 코팅층',
    '열 수축',
    '유산균 조성물',
    '전도성 원사',
    '종이 빨대',
    '충전 커넥터',
    '무기 입자',
    '내열 층',
    '리튬 이온 전지',
  ])('%s is found however it is spaced, with a particle or without', async (compound) => {
    const joined = compound.replaceAll(' ', '');
    const particle = (joined.at(-1)!.charCodeAt(0) - 0xac00) % 28 === 0 ? '를' : '을';
    const spellings = [compound, joined, `${joined}${particle}`, `${compound}${particle}`];
    const { results } = await expectBatch(['search', '-n', '100'], spellings);
    const found = results.map(({ hits }) => hits.map((hit: { publication: string }) => hit.publication).sort());
    expect(found[0].length).toBeGreaterThan(0);
    for (const each of found) expect(each).toEqual(found[0]);
  });
});
