import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, madeUp, newBench } from '../index/testing/made-up.js';
import { openSearcher } from './searcher.js';
import type { Searcher } from './types.js';

const PUMP = '회전자와 고정자를 가지는 수중 펌프에 있어서, 임펠러가 회전자에 직접 결합되어 소음이 줄어든다.';

let bench: Bench;
let searcher: Searcher;
let close: () => Promise<void>;

beforeAll(async () => {
  bench = newBench();
  const parent = madeUp('1020120000001', {
    title: '수중 펌프',
    abstract: PUMP,
    filed: '2012-03-02',
    published: '2013-09-09',
    family: '77',
  });
  // A grant and its laid-open text: two publications of one application.
  const query = { title: '수중 펌프의 임펠러', abstract: PUMP, filed: '2016-05-05', family: '77' };
  const numbers = { publication: null, application: '15123456', registration: null };
  bench.put(
    parent,
    { ...madeUp('US10000002B2', query), numbers },
    { ...madeUp('US20160000002A1', query), numbers },
    madeUp('1020140000003', { title: '수중 모터', abstract: '수중 모터의 고정자를 감는 방법.', filed: '2014-01-01' }),
    // Later than the query.
    madeUp('1020180000004', { title: '수중 펌프', abstract: PUMP, filed: '2018-01-01' }),
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

describe('priorArt of a stored publication', () => {
  it('shows an earlier member of its family, which double patenting is judged by', async () => {
    const { hits } = await searcher.priorArt({ publication: 'US10000002B2' });
    expect(hits[0]?.publication).toBe('KR1020120000001');
  });

  it('leaves out other publications of its application and what came later', async () => {
    const { hits } = await searcher.priorArt({ publication: 'US10000002B2', collapse: false });
    expect(hits.map(({ publication }) => publication)).toEqual(['KR1020120000001', 'KR1020140000003']);
  });
});
