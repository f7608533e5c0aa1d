import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimsaError, type Span } from '../core/index.js';
import { type Bench, madeUp, newBench } from '../index/testing/made-up.js';
import { openSearcher } from './searcher.js';
import type { Searcher } from './types.js';

let bench: Bench;
let searcher: Searcher;
let close: () => Promise<void>;

const BATTERY =
  '본 발명은 리튬 이온 전지의 양극 활물질에 관한 것으로, 코팅층이 형성된 양극 활물질을 제공하여 전지의 수명을 늘린다.';

beforeAll(async () => {
  bench = newBench();
  bench.put(
    madeUp('1020190000001', {
      title: '리튬이온전지용 양극 활물질',
      titleEn: 'Cathode active material',
      abstract: BATTERY,
      claims: ['리튬이온전지를 포함하는 장치에 있어서, 양극 활물질이 코팅된 것을 특징으로 하는 장치.'],
      description: ['양극 활물질의 표면에 코팅층을 형성하는 온도는 300℃이다.', '비교예에서는 코팅층이 없다.'],
      applicant: '삼성전자주식회사',
      inventor: '김발명',
      classes: ['H01M 10/0525'],
      filed: '2019-03-02',
      published: '2020-09-01',
      status: '등록',
    }),
    madeUp('1020200000002', {
      title: '리튬 이온 전지의 양극 활물질',
      abstract: BATTERY,
      filed: '2020-01-05',
      classes: ['H01M 4/36'],
    }),
    madeUp('1020150000003', {
      title: '태양 전지 모듈',
      abstract: '태양 전지 모듈과 그 제조 방법을 제공한다.',
      filed: '2015-01-05',
      published: '2016-02-02',
      applicant: '엘지화학',
    }),
    madeUp('1020170000004', {
      title: '리튬 이온 전지의 양극 활물질을 만드는 방법',
      abstract: '양극 활물질 분말을 소성하여 리튬 이온 전지에 쓰는 방법이다.',
      filed: '2017-01-05',
      published: '2018-07-07',
      status: '공개',
    }),
    madeUp('1020180000005', {
      title: '다공성 분리막 및 필터',
      abstract: '다공성 분리막을 제공한다. 먼지를 막는 필터이다.',
      applicant: '주식회사 한빛소재',
      filed: '2013-01-05',
    }),
    madeUp('1020180000006', {
      title: '먼지 분리 장치',
      abstract: '먼지의 분리와 소음을 막는 막을 제공한다.',
      applicant: '한빛전기 주식회사',
      filed: '2013-01-06',
    }),
    madeUp('1020180000007', { title: '먼지 분리 방법', abstract: '먼지의 분리 방법을 제공한다.', filed: '2013-01-07' }),
    madeUp('US10123456B2', {
      title: 'Pneumatic tires',
      abstract: 'A pneumatic tire having a tread with grooves.',
      filed: '2016-01-01',
      published: '2018-01-01',
      classes: ['B60C 11/00'],
    }),
    madeUp('US9999999B1', {
      title: 'Wireless charger',
      applicant: 'Acme Coil Co., Ltd.',
      abstract: 'A coil for wireless charging of a tire sensor.',
      filed: '2014-01-01',
      published: '2015-01-01',
    }),
  );
  await bench.index();
  const engine = bench.open();
  searcher = openSearcher(bench.store, engine);
  close = () => engine.close();
});
afterAll(async () => {
  await close();
  bench.remove();
});

const ids = async (query: string) =>
  (await searcher.search({ query, collapse: false })).hits.map(({ publication }) => publication).toSorted();

function expectToCut(span: Span): void {
  const passage = bench.store
    .passages(span.publication)
    .find((one) => one.part === span.part && one.paragraph === span.paragraph && one.claim === span.claim);
  expect(passage?.text.slice(span.start, span.end)).toBe(span.text);
}

describe('search', () => {
  it('finds the same for two spellings of a compound and for a particle', async () => {
    const expected = ['KR1020170000004', 'KR1020190000001', 'KR1020200000002'];
    expect(await ids('리튬이온전지')).toEqual(expected);
    expect(await ids('리튬 이온 전지')).toEqual(expected);
    expect(await ids('리튬이온 전지를')).toEqual(expected);
  });

  it.each([
    ['tires', ['US10123456B2', 'US9999999B1']],
    ['"pneumatic tire"', ['US10123456B2']],
    ['tire NOT wireless', ['US10123456B2']],
    ['tir*', ['US10123456B2', 'US9999999B1']],
    ['H01M 10/05', ['KR1020190000001']],
    ['H01M 양극', ['KR1020190000001', 'KR1020200000002']],
    ['전지 2016..2018', ['KR1020150000003', 'KR1020170000004']],
    ['10-2019-0000001', ['KR1020190000001']],
    ['KR 10-2019-0000001', ['KR1020190000001']],
    ['US 10,123,456 B2', ['US10123456B2']],
    ['us10123456', ['US10123456B2']],
    ['공개번호 10-2019-0000001', ['KR1020190000001']],
    ['2020-09-01', ['KR1020190000001']],
    ['20200901', ['KR1020190000001']],
    ['tire -wireless', ['US10123456B2']],
    ['pa:삼성전자', ['KR1020190000001']],
    ['in:김발명', ['KR1020190000001']],
    ['ti:cathode', ['KR1020190000001']],
    ['de:300', ['KR1020190000001']],
    ['st:공개', ['KR1020170000004']],
    ['co:US AND (coil OR tread)', ['US10123456B2', 'US9999999B1']],
    ['소성 NEAR/3 분말', ['KR1020170000004']],
    ['태양 ADJ/0 전지', ['KR1020150000003']],
    ['전지 ADJ/0 태양', []],
  ])('finds for %s exactly %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('asks for all parts of a compound, ranks it whole first and marks it whole', async () => {
    const { hits, relaxed } = await searcher.search({ query: '분리막', collapse: false });
    expect(hits.map(({ publication }) => publication)).toEqual(['KR1020180000005', 'KR1020180000006']);
    expect(relaxed).toBe(false);
    expect(hits[0]!.score).toBeGreaterThan(hits[1]!.score * 1.5);
    const everything = (await searcher.search({ query: 'NOT 태양정밀', collapse: false })).total;
    expect((await searcher.search({ query: 'NOT 분리막', collapse: false })).total).toBe(everything - 2);
    const besides = hits[0]!.matches.map((match) =>
      bench.store
        .passages(match.publication)
        .find((one) => one.part === match.part)!
        .text.slice(match.start - 1, match.end + 1),
    );
    expect(besides.some((text) => text.includes('막는'))).toBe(false);
    expect(hits[0]!.matches.map(({ text }) => text)).toContain('막');
    expect(hits[1]!.matches.length).toBeGreaterThan(0);
  });

  it.each([
    ['pa:한빛소재', ['KR1020180000005']],
    ['pa:한빛소재주식회사', ['KR1020180000005']],
    ['pa:"(주) 한빛전기"', ['KR1020180000006']],
    ['pa:"Acme Coil Company"', ['US9999999B1']],
    ['pa:없는회사', []],
    ['pa:한빛화학', []],
    ['pa:"삼성전자 (주)"', ['KR1020190000001']],
  ])('finds by name for %s exactly %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('filters by the whole name of an applicant', async () => {
    const found = async (applicant: string) => (await searcher.search({ query: '', filters: { applicant } })).total;
    expect(await found('(주)한빛전기')).toBe(1);
    expect(await found('없는회사')).toBe(0);
  });

  it('hides equal texts behind the best of them and says so', async () => {
    const { hits, total } = await searcher.search({ query: '리튬이온전지' });
    expect(total).toBe(3);
    expect(hits).toHaveLength(2);
    expect(hits.flatMap(({ collapsed }) => collapsed)).toHaveLength(1);
  });

  it('turns pages without repeating or leaving out', async () => {
    const whole = (await searcher.search({ query: '전지 OR tire', collapse: false })).hits;
    const pages = await Promise.all(
      [0, 2, 4].map((offset) => searcher.search({ query: '전지 OR tire', collapse: false, offset, limit: 2 })),
    );
    expect(pages.flatMap(({ hits }) => hits.map((hit) => hit.publication))).toEqual(
      whole.map((hit) => hit.publication),
    );
  });

  it('shows spans that cut their text and parts that sum to the score', async () => {
    const pieces = fc.constantFrom('리튬', '전지', '양극 활물질', 'tire', '"리튬 이온"', 'coil', 'OR', '코팅*');
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 4 }), async (parts) => {
        const result = await searcher.search({ query: parts.join(' ') }).catch((error: unknown) => error);
        if (result instanceof SimsaError) return;
        for (const hit of (result as Awaited<ReturnType<Searcher['search']>>).hits) {
          expect(hit.explain.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(hit.score, 3);
          expect(hit.spans.length).toBeGreaterThan(0);
          for (const span of [...hit.spans, ...hit.matches]) expectToCut(span);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts facets over all matches', async () => {
    const { facets } = await searcher.search({ query: '', filters: { from: '2014' }, facets: true, limit: 1 });
    expect(facets.country).toEqual([
      { value: 'KR', count: 4 },
      { value: 'US', count: 2 },
    ]);
    expect(facets.year?.[0]).toEqual({ value: '2020', count: 2 });
    expect(facets.section).toContainEqual({ value: 'H', count: 2 });
  });

  it('lists what only filters choose by date, youngest first', async () => {
    const { hits } = await searcher.search({ query: '', filters: { applicant: '엘지화학' } });
    expect(hits.map(({ publication, score }) => [publication, score])).toEqual([['KR1020150000003', 0]]);
    const { hits: all } = await searcher.search({ query: 'co:US' });
    expect(all.map(({ publication }) => publication)).toEqual(['US10123456B2', 'US9999999B1']);
  });

  it('names an empty query and takes 100,000 characters for text', async () => {
    await expect(searcher.search({ query: '  ' })).rejects.toThrow(
      expect.objectContaining({ code: 'search.empty-query' }),
    );
    await expect(searcher.search({ query: '++' })).rejects.toThrow(
      expect.objectContaining({ code: 'search.empty-query' }),
    );
    const { hits, understood } = await searcher.search({ query: `${BATTERY} (a) "b `.repeat(1500).slice(0, 100_000) });
    expect(hits[0]?.publication).toBe('KR1020190000001');
    expect(understood).toMatch(/^text:/);
  });

  it('refuses a limit that is none', async () => {
    await expect(searcher.search({ query: 'tire', limit: 0 })).rejects.toThrow(
      expect.objectContaining({ code: 'usage.bad-option' }),
    );
    await expect(searcher.search({ query: 'tire', limit: 1e6 })).rejects.toThrow(
      expect.objectContaining({ code: 'usage.bad-option' }),
    );
  });
});

describe('priorArt', () => {
  it('finds what was there before, and never the query, its twin or what came later', async () => {
    const { hits } = await searcher.priorArt({ publication: 'KR1020190000001' });
    expect(hits[0]?.publication).toBe('KR1020170000004');
    expect(hits.map(({ publication }) => publication)).not.toContain('KR1020190000001');
    expect(hits.map(({ publication }) => publication)).not.toContain('KR1020200000002');
    for (const hit of hits) {
      expect(hit.explain.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(hit.score, 3);
      for (const span of hit.spans) expectToCut(span);
    }
  });

  it('takes pasted text with a cut-off', async () => {
    const text = { title: '양극 활물질', abstract: BATTERY };
    const all = await searcher.priorArt({ text, collapse: false });
    expect(all.hits[0]?.publication).toMatch(/KR1020(?:19|20)/);
    const early = await searcher.priorArt({ text, before: '2018-12-31' });
    expect(early.hits[0]?.publication).toBe('KR1020170000004');
  });

  it('says when there is nothing to compare, or no such publication', async () => {
    await expect(searcher.priorArt({ text: { title: ' ' } })).rejects.toThrow(
      expect.objectContaining({ code: 'search.nothing-to-compare' }),
    );
    await expect(searcher.priorArt({ publication: 'KR1' })).rejects.toThrow(
      expect.objectContaining({ code: 'search.no-such-publication' }),
    );
  });
});

describe('passages', () => {
  it('finds the paragraph that answers a question', async () => {
    const [first] = await searcher.passages({ query: '코팅층을 형성하는 온도는 몇 도인가요?' });
    expect(first?.span).toMatchObject({ publication: 'KR1020190000001', part: 'description', paragraph: '0001' });
    expectToCut(first!.span);
    for (const match of first!.matches) expectToCut(match);
  });

  it('looks only where it is told to', async () => {
    const found = await searcher.passages({ query: 'What is a tire?', publications: ['US9999999B1'] });
    expect(found.map(({ span }) => span.publication)).toEqual(['US9999999B1']);
  });

  it('finds nothing for what nobody wrote', async () => {
    expect(await searcher.passages({ query: '양자얽힘 teleportation' })).toEqual([]);
  });
});
