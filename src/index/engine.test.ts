import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { best } from './best.js';
import { wordsOf } from './positional.js';
import { type Bench, madeUp, newBench } from './testing/made-up.js';
import type { IndexQuery, Positional, SearchEngine } from './types.js';

let bench: Bench;
beforeEach(() => {
  bench = newBench();
});
afterEach(() => bench.remove());

const words = (text: string, required = 1): IndexQuery => ({
  type: 'words',
  terms: text.split(' ').map((term) => ({ term, weight: 1 })),
  required,
});
const phrase = (text: string): Positional => ({
  type: 'phrase',
  parts: text.split(' ').map((term) => ({ type: 'word', term })),
});

async function found(engine: SearchEngine, query: IndexQuery): Promise<string[]> {
  const ranked = best(await engine.match(query), 1000);
  return Promise.all(ranked.map(async ({ document }) => (await engine.card(document)).id));
}

/** Reference: which of the texts (letters apart by spaces) meet a query, by looking. */
function looks(query: IndexQuery, text: string): boolean {
  const letters = text.split(' ');
  switch (query.type) {
    case 'words':
      return query.terms.filter(({ term }) => letters.includes(term)).length >= query.required;
    case 'positions':
      return ` ${text} `.includes(` ${wordsOf(query.positional).join(' ')} `);
    case 'and':
      return query.children.every((child) => looks(child, text));
    case 'or':
    case 'best':
      return query.children.some((child) => looks(child, text));
    case 'not':
      return !looks(query.child, text);
    default:
      throw new Error(query.type);
  }
}

const NAMES = ['alpha', 'bravo', 'delta', 'tango', 'kilo'];
const text = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
const { query } = fc.letrec<{ query: IndexQuery }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .tuple(text, fc.integer({ min: 1, max: 2 }))
      .map(([all, required]) => words([...new Set(all.split(' '))].join(' '), required)),
    fc
      .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
      .filter(([a, b]) => a !== b)
      .map(([a, b]): IndexQuery => ({ type: 'positions', positional: phrase(`${a} ${b}`) })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const, 'best' as const),
        fc.array(tie('query') as fc.Arbitrary<IndexQuery>, { minLength: 1, maxLength: 3 }),
      )
      .map(([type, children]): IndexQuery => ({ type, children })),
    (tie('query') as fc.Arbitrary<IndexQuery>).map((child): IndexQuery => ({ type: 'not', child })),
  ),
}));

describe('match', () => {
  it('finds exactly what a look at every text finds, whatever the operators', async () => {
    const texts = fc.sample(text, { seed: 7, numRuns: 40 });
    texts.forEach((abstract, index) => {
      bench.put(madeUp(`102019${String(index).padStart(7, '0')}`, { abstract }));
    });
    await bench.index();
    const engine = bench.open();
    await fc.assert(
      fc.asyncProperty(query, async (one) => {
        const expected = texts.flatMap((abstract, index) =>
          looks(one, abstract) ? [`KR102019${String(index).padStart(7, '0')}`] : [],
        );
        expect((await found(engine, one)).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 150 },
    );
    await engine.close();
  });

  it('explains scores by shares that sum to them', async () => {
    bench.put(
      madeUp('1020190000001', { title: 'alpha bravo', abstract: 'alpha alpha tango', claims: ['bravo delta'] }),
      madeUp('1020190000002', { title: 'delta', abstract: 'alpha', description: ['bravo bravo alpha'] }),
      madeUp('1020190000003', { title: 'kilo' }),
    );
    await bench.index();
    const engine = bench.open();
    const boosted: IndexQuery = {
      type: 'boosted',
      child: words('alpha bravo delta'),
      bonuses: [phrase('alpha bravo'), phrase('bravo alpha')],
      share: 0.3,
    };
    const all: IndexQuery = { type: 'or', children: [boosted, { type: 'prefix', prefix: 'tan' }] };
    for (const { document, score } of best(await engine.match(all), 10)) {
      const [shares] = await engine.explain(all, [document]);
      expect(shares!.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 4);
    }
    await engine.close();
  });

  it('gives the best of several readings the score of the one that fits, and explains it', async () => {
    bench.put(
      madeUp('1020190000001', { title: 'alpha bravo' }),
      madeUp('1020190000002', { title: 'delta' }),
      madeUp('1020190000003', { title: 'alpha bravo delta' }),
    );
    await bench.index();
    const engine = bench.open();
    const readings = [words('alpha bravo', 2), words('delta')];
    const either: IndexQuery = { type: 'best', children: readings };
    const scores = new Map<number, number>();
    for (const reading of readings) {
      for (const { document, score } of best(await engine.match(reading), 10)) {
        scores.set(document, Math.max(score, scores.get(document) ?? 0));
      }
    }
    const ranked = best(await engine.match(either), 10);
    expect(new Map(ranked.map(({ document, score }) => [document, score]))).toEqual(scores);
    for (const { document, score } of ranked) {
      const [shares] = await engine.explain(either, [document]);
      expect(shares!.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 4);
    }
    await engine.close();
  });

  it('never finds a phrase or NEAR across two paragraphs', async () => {
    bench.put(madeUp('1020190000001', { description: ['one alpha', 'bravo two'] }));
    bench.put(madeUp('1020190000002', { description: ['one alpha bravo two'] }));
    await bench.index();
    const engine = bench.open();
    expect(await found(engine, { type: 'positions', positional: phrase('alpha bravo') })).toEqual(['KR1020190000002']);
    const near: Positional = {
      type: 'near',
      left: { type: 'word', term: 'bravo' },
      right: { type: 'word', term: 'one' },
      distance: 100,
      ordered: false,
    };
    expect(await found(engine, { type: 'positions', positional: near })).toEqual(['KR1020190000002']);
    await engine.close();
  });

  it('keeps NEAR to its distance and its order', async () => {
    bench.put(madeUp('1020190000001', { abstract: 'alpha x y bravo' }));
    await bench.index();
    const engine = bench.open();
    const near = (left: string, right: string, distance: number, ordered: boolean): IndexQuery => ({
      type: 'positions',
      positional: {
        type: 'near',
        left: { type: 'word', term: left },
        right: { type: 'word', term: right },
        distance,
        ordered,
      },
    });
    expect(await found(engine, near('alpha', 'bravo', 2, true))).toHaveLength(1);
    expect(await found(engine, near('alpha', 'bravo', 1, true))).toHaveLength(0);
    expect(await found(engine, near('bravo', 'alpha', 2, true))).toHaveLength(0);
    expect(await found(engine, near('bravo', 'alpha', 2, false))).toHaveLength(1);
    await engine.close();
  });

  it('takes a main group for all of its subgroups and a date for what it may stand for', async () => {
    bench.put(
      madeUp('1020190000001', { title: 'a', classes: ['H01M 10/0525'], published: '2019-05-03' }),
      madeUp('1020190000002', { title: 'b', classes: ['H01M 4/00'], published: '2020' }),
      madeUp('1020180000003', { title: 'c', classes: ['G06F 17/30'] }),
    );
    await bench.index();
    const engine = bench.open();
    const ofClass = (prefix: string): IndexQuery => ({
      type: 'condition',
      condition: { type: 'class', prefixes: [prefix] },
    });
    const between = (from: string, to: string): IndexQuery => ({
      type: 'condition',
      condition: { type: 'date', which: 'any', from, to },
    });
    expect(await found(engine, ofClass('H01M 10/00'))).toEqual(['KR1020190000001']);
    expect(await found(engine, ofClass('H01M'))).toHaveLength(2);
    expect(await found(engine, ofClass('H01M 10/05'))).toHaveLength(1);
    expect(await found(engine, between('2019-05-03', '2019-05-03'))).toEqual(['KR1020190000001']);
    expect(await found(engine, between('2020-06', '2020-12'))).toEqual(['KR1020190000002']);
    expect(await found(engine, between('2018', '2018'))).toEqual(['KR1020180000003']);
    await engine.close();
  });
});

describe('passages', () => {
  it('counts the parts of a compound only where it stands whole', async () => {
    bench.put(
      madeUp('1020190000001', { description: ['bravo alpha bravo', 'bravo kilo alpha', 'alpha bravo', 'kilo'] }),
    );
    await bench.index();
    const engine = bench.open();
    const found = async (compounds: readonly (readonly string[])[]) => {
      const terms = ['alpha', 'bravo', 'kilo'].map((term) => ({ term, weight: 1 }));
      const documents = new Map([[engine.find('KR1020190000001')!, 0]]);
      const passages = await engine.passages({ terms, documents, limit: 9, perDocument: 9, compounds });
      return passages.toSorted((a, b) => a.ordinal - b.ordinal).map(({ ordinal, terms: count }) => [ordinal, count]);
    };
    expect(await found([])).toEqual([
      [0, 2],
      [1, 3],
      [2, 2],
      [3, 1],
    ]);
    expect(await found([['alpha', 'bravo']])).toEqual([
      [0, 2],
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
    await engine.close();
  });
});

describe('compare', () => {
  it('finds a text most like itself', async () => {
    const abstracts = ['리튬 전지의 양극 활물질', '타이어 트레드의 홈', '무선 충전 코일의 차폐', '항암제 조성물'];
    abstracts.forEach((abstract, index) => {
      bench.put(madeUp(`102019000000${index}`, { title: abstract, abstract }));
    });
    await bench.index();
    const engine = bench.open();
    const { vectorOf } = await import('./analysis.js');
    for (const [index] of abstracts.entries()) {
      const vector = vectorOf(bench.store.passages(`KR102019000000${index}`));
      const own = engine.find(`KR102019000000${index}`)!;
      const { morphemes, bigrams, title } = await engine.compare(vector, Uint32Array.from([0, 1, 2, 3]));
      for (const cosines of [morphemes, bigrams, title]) {
        expect(cosines[own]).toBeCloseTo(1, 4);
        expect(Math.max(...cosines)).toBe(cosines[own]);
      }
    }
    await engine.close();
  });
});
