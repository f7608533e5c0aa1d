import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Publication, passagesOf } from '../src/core/index.js';
import { APPLICATIONS, json, PROGRAM, ROOT, SAMPLES } from './support/command-line.js';
import { ErrorRecord } from './support/records.js';
import { makeStore, temporaryFolder } from './support/stores.js';

const MOST_BYTES = 20_000;
const folder = temporaryFolder('mcp');
const store = join(folder.path, 'store');
const application = readFileSync(join(APPLICATIONS, 'coated-separator.ko.md'), 'utf8');
const separator = 'KR1020229900011A';
let client: Client;

/** One passage of some 100,000 characters, three bytes each, with a pair of surrogates at every fifth place. */
const long = {
  number: 'US9000001A',
  country: 'US',
  kind: 'A',
  title: 'Made-up sheet',
  description: ['분리막𠮷'.repeat(20_000), 'A short end.'],
};

beforeAll(async () => {
  const gazette = join(folder.path, 'long.jsonl');
  writeFileSync(gazette, JSON.stringify(long));
  await makeStore(store, [SAMPLES, gazette]);
  client = new Client({ name: 'test', version: '1' });
  const args = [...PROGRAM, 'mcp', '--store', store];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd: ROOT, stderr: 'inherit' }));
});

afterAll(async () => {
  await client.close();
  folder.remove();
});

const Result = z.object({
  content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })]),
  isError: z.boolean().optional(),
});

interface Cited {
  readonly publication: string;
  readonly part: string;
  readonly paragraph?: string;
  readonly claim?: number;
  readonly text: string;
}

/** What the tools answer with, all of them together. */
interface ToolAnswer {
  readonly total: number;
  readonly left: number;
  readonly refused: boolean;
  readonly hits: readonly { readonly publication: string; readonly spans: readonly Cited[] }[];
  readonly sentences: readonly { readonly numbers: readonly number[]; readonly citations: readonly Cited[] }[];
  readonly references: readonly { readonly number: number }[];
  readonly passages: readonly Cited[];
  readonly next: Readonly<Record<string, number>> | null;
  readonly claims: readonly unknown[];
  readonly symbols: readonly unknown[];
  readonly neighbours: readonly unknown[];
  readonly chart: readonly unknown[];
  readonly priorArt: readonly unknown[];
}

async function call(name: string, input: Readonly<Record<string, unknown>>): Promise<ToolAnswer> {
  const { content, isError } = Result.parse(await client.callTool({ name, arguments: input }));
  const [{ text }] = content;
  expect(isError ?? false, text).toBe(false);
  expect(Buffer.byteLength(text), name).toBeLessThan(MOST_BYTES);
  expectSpansToCut(JSON.parse(text));
  return JSON.parse(text);
}

async function refused(name: string, input: Record<string, unknown>) {
  const { content, isError } = Result.parse(await client.callTool({ name, arguments: input }));
  expect(isError).toBe(true);
  return ErrorRecord.parse(JSON.parse(content[0].text));
}

const texts = new Map<string, string>();

beforeAll(async () => {
  for (const id of await publicationIds()) {
    const publication = await json<Publication>(['read', id, '--store', store]);
    for (const { part, paragraph, claim, text } of passagesOf(publication))
      texts.set([id, part, paragraph ?? claim].join(' '), text);
  }
});

async function publicationIds(): Promise<readonly string[]> {
  type Hits = { hits: { publication: string; collapsed: string[] }[] };
  const { hits } = await json<Hits>(['search', '1900..2100', '--no-collapse', '-n', '100', '--store', store]);
  return [...hits.map(({ publication }) => publication), 'US9000001A'];
}

/** Every span anywhere in an answer cuts exactly the text it shows. */
function expectSpansToCut(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if ('part' in value && 'start' in value) {
    const { publication, part, paragraph, claim, start, end, text } = value as Record<string, unknown>;
    const whole = texts.get([publication, part, paragraph ?? claim].join(' '));
    expect(whole?.slice(Number(start), Number(end))).toBe(text);
  }
  for (const child of Object.values(value)) expectSpansToCut(child);
}

describe('simsa mcp', () => {
  it('lists at most ten tools, each explained and reading only', async () => {
    const { tools } = await client.listTools();
    expect(tools.length).toBeLessThanOrEqual(10);
    const names = tools.map(({ name }) => name);
    for (const name of ['search', 'read', 'ask', 'claims', 'examine', 'verify_citation']) expect(names).toContain(name);
    for (const { description, inputSchema, annotations } of tools) {
      expect(description?.length).toBeGreaterThan(20);
      expect(inputSchema.type).toBe('object');
      expect(annotations?.readOnlyHint).toBe(true);
    }
  });

  it('searches and finds prior art', async () => {
    const { hits, total } = await call('search', { query: '분리막의 열수축', limit: 50 });
    expect(total).toBeGreaterThan(0);
    expect(hits[0]?.spans.length).toBeGreaterThan(0);
    const everything = await call('search', { query: '1900..2100', limit: 50 });
    expect(everything.hits.length + everything.left).toBeGreaterThan(30);
    const like = await call('prior_art', { number: separator, before: '2030' });
    expect(like.hits.length).toBeGreaterThan(0);
    const pasted = await call('prior_art', {
      text: '다공성 고분자 기재에 세라믹 코팅층을 형성한 분리막',
      before: '2030',
    });
    expect(pasted.hits.map(({ publication }) => publication)).toContain(separator);
  });

  it('answers with citations and numbers', async () => {
    const { refused: isRefused, sentences, references } = await call('ask', { question: '세라믹 코팅층의 두께는?' });
    expect(isRefused).toBe(false);
    for (const { citations, numbers } of sentences) {
      expect(citations.length).toBeGreaterThan(0);
      for (const number of numbers) expect(references.map((each) => each.number)).toContain(number);
    }
  });

  it('reads a publication page by page, whole, however long its passages are', async () => {
    for (const number of [separator, long.number]) {
      const read = new Map<string, string>();
      for (let from: ToolAnswer['next'] = { from: 0 }; from; ) {
        const page: ToolAnswer = await call('read', { number, ...from });
        for (const { part, paragraph, claim, text } of page.passages) {
          const place = [number, part, paragraph ?? claim].join(' ');
          read.set(place, (read.get(place) ?? '') + text);
        }
        from = page.next;
      }
      expect([...read]).toEqual([...texts].filter(([place]) => place.startsWith(number)));
    }
  });

  it('reads claims, classifies and examines', async () => {
    const { claims } = await call('claims', { text: application });
    expect(claims.length).toBeGreaterThan(3);
    const many = Array.from({ length: 400 }, (_, at) => `${at + 1}. A frame ${at} comprising a bar and a pin.`);
    const long = await call('claims', { text: many.join('\n') });
    expect(long.claims.length + long.left).toBe(400);
    const { symbols, neighbours } = await call('classify', { text: application });
    expect(symbols.length).toBeGreaterThan(0);
    expect(neighbours.length).toBeGreaterThan(0);
    const { chart, priorArt } = await call('examine', { text: application });
    expect(priorArt.length).toBeGreaterThan(0);
    expect(chart.length).toBeGreaterThan(0);
  });

  it('checks a quotation and its own health', async () => {
    const { sentences } = await call('ask', { question: '세라믹 코팅층의 두께는?' });
    const { publication, text } = sentences[0]!.citations[0]!;
    expect(await call('verify_citation', { number: publication, quotation: text })).toMatchObject({ found: true });
    expect(await call('verify_citation', { number: publication, quotation: 'not there' })).toMatchObject({
      found: false,
    });
    expect(await call('health', {})).toMatchObject({ publications: 40, healthy: true });
  });

  it('tells every fault as an error with our record', async () => {
    expect((await refused('search', { query: '"분리막' })).code).toBe('search.open-quote');
    expect((await refused('search', { query: ' ' })).code).toBe('search.empty-query');
    expect((await refused('search', { query: '분리막', limit: 1000 })).code).toBe('mcp.bad-arguments');
    expect((await refused('search', {})).code).toBe('mcp.bad-arguments');
    expect((await refused('search', { query: '분리막', from: 'soon' })).code).toBe('search.bad-date');
    expect((await refused('read', { number: 'KR1020000000000A' })).code).toBe('input.no-publication');
    expect((await refused('prior_art', {})).code).toBe('search.nothing-to-compare');
    expect((await refused('ask', { question: '' })).code).toBe('ask.empty-question');
    expect((await refused('examine', { text: '' })).code).toBe('examine.no-text');
    const unknown = await refused('no_such_tool', {});
    expect(unknown.code).toBe('mcp.unknown-tool');
    expect(unknown.hint).toContain('verify_citation');
  });
});
