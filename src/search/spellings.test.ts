import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, madeUp, newBench } from '../index/testing/made-up.js';
import { openSearcher } from './searcher.js';
import type { Searcher } from './types.js';

const TITLES = [
  '터치스크린 패널의 제조',
  '터치 스크린이 달린 냉장고',
  '이차전지용 분리막',
  '이차 전지의 양극',
  '이동 차량의 전지 교환',
  '돼지의 사육방법',
  '돼지의 사육 방법',
  '차량용 네트워크',
  '디지털도어락의 손잡이',
  '디지털 도어락의 열쇠',
  '사용자가 상태를 인지하는 사용자 단말',
];

let bench: Bench;
let searcher: Searcher;
let close: () => Promise<void>;

beforeAll(async () => {
  bench = newBench();
  TITLES.forEach((title, index) => {
    bench.put(madeUp(`10201900000${String(index).padStart(2, '0')}`, { title }));
  });
  await bench.index();
  const engine = bench.open();
  searcher = openSearcher(bench.store, engine);
  close = () => engine.close();
});
afterAll(async () => {
  await close();
  bench.remove();
});

const found = async (query: string) => {
  const { hits } = await searcher.search({ query });
  return hits.map(({ title, score }) => [title, Math.round(score * 1000) / 1000]);
};

describe('two spellings of a compound', () => {
  it.each([
    ['터치 스크린', '터치스크린', 2],
    ['이차 전지', '이차전지', 2],
    ['사육 방법', '사육방법', 2],
    ['디지털 도어락', '디지털도어락', 2],
    ['이차 전지를', '이차전지를', 2],
  ])('%s and %s find the same, ranked alike', async (apart, joined, count) => {
    const first = await found(apart);
    expect(first).toHaveLength(count);
    expect(await found(joined)).toEqual(first);
  });

  it('explains the reading that fits best, and marks it', async () => {
    const { hits } = await searcher.search({ query: '터치 스크린' });
    for (const { explain, score, matches } of hits) {
      expect(explain.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 3);
      expect(matches.map(({ text }) => text).join('')).toBe('터치스크린');
    }
  });

  it('divides no word that nobody divides', async () => {
    expect(await found('네트워크')).toHaveLength(1);
  });

  it('loses no word by reading two as one', async () => {
    expect(await found('사용자 인지')).toHaveLength(1);
    expect((await found('사용자 단말')).map(([title]) => title)).toEqual([TITLES[10]]);
  });
});
