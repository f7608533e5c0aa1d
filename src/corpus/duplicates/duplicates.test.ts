import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentOf } from '../testing/document.js';
import type { CorpusDocument } from '../types.js';
import { evaluationSetOf, withoutEvaluation } from './evaluation-set.js';
import { Meetings } from './meetings.js';
import { bandKeys, bandsOf, Neighbours } from './neighbours.js';
import { applyDuplicates, duplicateOf, estimatedSimilarity, planDuplicates, planFor } from './plan.js';
import { visitShingles } from './shingles.js';
import { sketchDocument } from './sketch.js';

/** Made-up prose: words from a seed, so that two seeds share none of their shingles. */
function prose(seed: number, words: number): string {
  let state = seed * 7919 + 1;
  return Array.from({ length: words }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return `w${(state >>> 8) % 5000}`;
  }).join(' ');
}

const english = (id: string, ...paragraphs: string[]): CorpusDocument =>
  documentOf([{ language: 'en', paragraphs }], { id });

function plan(documents: readonly CorpusDocument[]) {
  return planDuplicates(documents.map(sketchDocument));
}

test('the same letters are one document, whatever their case and marks', () => {
  const documents = [
    english('a', prose(1, 80)),
    english('b', `${prose(1, 80).toUpperCase()}!`),
    english('c', prose(2, 80)),
  ];
  const duplicates = plan(documents);
  expect(documents.map((_, i) => duplicateOf(duplicates, i))).toEqual([null, 0, null]);
  expect(applyDuplicates(documents[1]!, 1, duplicates).drops[0]?.rule).toBe('duplicates.exact');
});

test('of nearly the same texts the richer one stays, wherever it stands', () => {
  const documents = [english('a', prose(1, 200)), english('b', `${prose(1, 200)} ${prose(9, 20)}`)];
  const duplicates = plan(documents);
  expect(duplicateOf(duplicates, 0)).toBe(1);
  expect(applyDuplicates(documents[0]!, 0, duplicates)).toMatchObject({
    document: null,
    drops: [{ rule: 'duplicates.near' }],
  });
  expect(applyDuplicates(documents[1]!, 1, duplicates).document).toBe(documents[1]);
});

test('items that share a key are marked, hardly any others', () => {
  const random = (seed: number) => Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const keys = Uint32Array.from({ length: 5000 }, (_, i) => random(i % 4990));
  const meetings = new Meetings(keys.length);
  meetings.mark(keys, 5);
  const shared = Array.from(keys.keys()).filter((i) => i < 10 || i >= 4990);
  expect(shared.every((i) => meetings.met[i] === 1 << 5)).toBe(true);
  expect(meetings.met.filter((bits) => bits !== 0).length).toBeLessThan(500);
});

test('looked up only in the bands in which it meets others, an item has the same neighbour', () => {
  const shape = { stride: 8, words: 8, threshold: 0.5 };
  // Few different words, so that many items meet in some bands and not in others.
  const words = fc.array(fc.nat(2), { minLength: 8 * 12, maxLength: 8 * 12 });
  fc.assert(
    fc.property(words, (all) => {
      const signatures = Uint32Array.from(all, (word) => word * 0x10001);
      const meetings = new Meetings(12);
      for (let band = 0; band < bandsOf(shape); band++) meetings.mark(bandKeys(signatures, shape, band), band);
      const [everywhere, met] = [new Neighbours(signatures, shape), new Neighbours(signatures, shape)];
      for (let item = 0; item < 12; item++) {
        expect(met.find(item, undefined, meetings.met[item])).toBe(everywhere.find(item));
        everywhere.add(item);
        met.add(item, meetings.met[item]);
      }
    }),
  );
});

test('Korean texts are the same although a page moved their blanks', () => {
  const text =
    '상기 제어부는 온도를 측정하는 센서의 출력에 따라 밸브의 개도를 조절하고, 조절한 개도를 표시부에 나타내는 것을 특징으로 하는 냉각 장치이다. 이때 상기 센서는 벽의 안쪽에 놓인다.';
  const documents = [
    documentOf([{ paragraphs: [text] }]),
    documentOf([{ paragraphs: [text.replace('제어부', '제 어부')] }]),
  ];
  expect(duplicateOf(plan(documents), 1)).toBe(0);
});

test('a long paragraph of an earlier document goes, a short one and one said twice in a document stay', () => {
  const shared = prose(5, 60);
  const documents = [
    english('a', prose(1, 300), shared, shared),
    english('b', prose(2, 300), shared.replace('w', 'x'), 'short words'),
    english('c', prose(3, 300), shared, 'short words'),
  ];
  const duplicates = plan(documents);
  const kept = documents.map((document, i) => applyDuplicates(document, i, duplicates));
  expect(kept.map(({ document }) => document?.parts[0]?.paragraphs.length)).toEqual([3, 2, 2]);
  expect(kept.map(({ drops }) => drops.map(({ rule }) => rule))).toEqual([
    [],
    ['duplicates.paragraph-near'],
    ['duplicates.paragraph-exact'],
  ]);
  expect(kept[2]?.drops[0]?.paragraph).toBe(1);
});

test('a plan cut to a range says the same of its documents', () => {
  const documents = Array.from({ length: 12 }, (_, i) => english(`${i}`, prose(i % 5, 100), prose(i % 3, 60)));
  const whole = plan(documents);
  const part = planFor(whole, 4, 9);
  for (let i = 4; i < 9; i++) {
    expect(duplicateOf(part, i)).toBe(duplicateOf(whole, i));
    expect(applyDuplicates(documents[i]!, i, part)).toEqual(applyDuplicates(documents[i]!, i, whole));
  }
});

test('the estimate of similarity is near the true one', () => {
  for (const shared of [0, 100, 300, 500]) {
    const common = prose(1, shared);
    const a = `${common} ${prose(2, 500 - shared)}`;
    const b = `${common} ${prose(3, 500 - shared)}`;
    const estimate = estimatedSimilarity(sketchDocument(english('a', a)), sketchDocument(english('b', b)));
    expect(Math.abs(estimate - jaccard(a, b))).toBeLessThan(0.15);
  }
});

function jaccard(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => {
    const set = new Set<number>();
    visitShingles(text, 'words', (hash) => set.add(hash));
    return set;
  }) as [Set<number>, Set<number>];
  const both = [...left].filter((hash) => right.has(hash)).length;
  return both / (left.size + right.size - both);
}

test('a document stays for every one that goes, and nothing without letters is alike by accident', () => {
  const document = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(document, { maxLength: 20 }), (seeds) => {
      const documents = seeds.map((own, i) =>
        english(`${i}`, ...own.map((seed) => prose(seed, 40)), prose(100 + i, 5)),
      );
      const duplicates = plan(documents);
      for (let i = 0; i < documents.length; i++) {
        const kept = duplicateOf(duplicates, i);
        if (kept !== null) expect(duplicateOf(duplicates, kept)).toBeNull();
      }
    }),
    { numRuns: 50 },
  );
});

test('thirteen words or fifty syllables of an evaluation set are found, fewer are not', () => {
  const words = prose(1, 40).split(' ');
  const set = evaluationSetOf([words.join(' '), 'too short']);
  expect(set.tooShort).toBe(1);
  const around = (count: number) =>
    english('a', `${prose(7, 60)} ${words.slice(3, 3 + count).join(', ')} ${prose(8, 60)}`, prose(6, 30));
  expect(withoutEvaluation(around(13), set).document?.parts[0]?.paragraphs).toHaveLength(1);
  expect(withoutEvaluation(around(12), set).drops).toEqual([]);
});

test('a shared stretch is found wherever it begins in either text', () => {
  const words = prose(1, 60).split(' ');
  const syllables = Array.from({ length: 120 }, (_, i) => String.fromCharCode(0xac00 + ((i * 7919) % 11172))).join('');
  const set = evaluationSetOf([words.join(' '), syllables]);
  const place = fc.record({ before: fc.nat(40), from: fc.nat(47), isKorean: fc.boolean() });
  fc.assert(
    fc.property(place, ({ before, from, isKorean }) => {
      const stretch = isKorean ? syllables.slice(from, from + 50) : words.slice(from, from + 13).join(' ');
      const lead = isKorean ? '하'.repeat(before) : prose(3, before);
      const { drops } = withoutEvaluation(english('a', `${lead} ${stretch} 끝 the end`, prose(6, 300)), set);
      expect(drops.map(({ rule }) => rule)).toEqual(['evaluation.paragraph']);
    }),
  );
});

test('a document of which two paragraphs, or half of its text, are in an evaluation set goes whole', () => {
  const [one, other, own] = [prose(1, 120), prose(2, 120), prose(3, 900)];
  const set = evaluationSetOf([one, other]);
  for (const document of [english('a', one, other, own), english('b', one, prose(4, 50))]) {
    const { document: left, drops } = withoutEvaluation(document, set);
    expect(left).toBeNull();
    expect(drops.map(({ rule }) => rule)).toEqual(['evaluation.document']);
  }
});

test('one paragraph that a set has as well goes alone, however often the document says it', () => {
  const formula = prose(1, 60);
  const { document, drops } = withoutEvaluation(
    english('a', formula, prose(2, 400), formula),
    evaluationSetOf([formula]),
  );
  expect(document?.parts[0]?.paragraphs).toHaveLength(1);
  expect(drops.map(({ rule }) => rule)).toEqual(['evaluation.paragraph', 'evaluation.paragraph']);
});

test('a formula that stands in many texts of evaluation sets guards nothing', () => {
  const formula = prose(1, 40);
  const texts = Array.from({ length: 30 }, (_, i) => `${prose(10 + i, 30)} ${formula}`);
  const set = evaluationSetOf(texts);
  expect(withoutEvaluation(english('a', `${prose(5, 100)} ${formula}`), set).drops).toEqual([]);
  expect(withoutEvaluation(english('a', prose(12, 30)), set).document).toBeNull();
});

test('a text that may train weights stays for a somewhat longer one that may not, and so do its paragraphs', () => {
  const longer = `${prose(1, 200)} ${prose(9, 20)}`;
  const shared = prose(5, 60);
  const documents = [
    english('a', longer),
    english('b', prose(7, 300), shared),
    english('c', prose(1, 200)),
    english('d', prose(8, 300), shared),
  ];
  const duplicates = planDuplicates(documents.map(sketchDocument), { isPreferred: (i) => i >= 2 });
  const kept = documents.map((document, i) => applyDuplicates(document, i, duplicates).document);
  expect(kept.map((document) => document?.parts[0]?.paragraphs.length)).toEqual([undefined, 1, 1, 2]);
});

test('an article of law stays although sets of office actions quote it', () => {
  const article = prose(1, 80);
  const law = { work: '35 U.S.C.', article: '103', title: null, inForce: null };
  const document = { ...english('law', article), details: { law } };
  expect(withoutEvaluation(document, evaluationSetOf([article])).document).toBe(document);
});
