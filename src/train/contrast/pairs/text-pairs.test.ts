import { expect, test } from 'vitest';
import type { DocumentLine } from '../../../corpus/index.js';
import { pairsOf, type TextPair } from './text-pairs.js';

type Parts = readonly (readonly [name: string, language: string, ...paragraphs: string[]])[];

function documentOf(parts: Parts, more: Partial<DocumentLine> = {}): DocumentLine {
  let text = '';
  const lines = parts.map(([name, language, ...paragraphs]) => ({
    name: name as DocumentLine['parts'][number]['name'],
    language,
    paragraphs: paragraphs.map((paragraph): [number, number] => {
      const start = text.length;
      text += `${paragraph}\n`;
      return [start, start + paragraph.length];
    }),
  }));
  return {
    ...{
      id: 'made/1',
      split: 'train',
      kind: 'korean-gazettes',
      source: 'made',
      file: 'made',
      record: 1,
      licence: 'none',
    },
    ...{ weights: true, classes: [], keys: ['application:KR1020200000001'], text, parts: lines },
    ...more,
  };
}

const pairs = (document: DocumentLine, kind: TextPair['kind']) =>
  [...pairsOf(document)].filter((pair) => pair.kind === kind);

const TITLE = ['title', 'ko', '전극 조립체'] as const;
const ABSTRACT = ['abstract', 'ko', '본 발명은 전극 조립체에 관한 것이다.'] as const;
const CLAIMS = [
  'claims',
  'ko',
  '양극과 음극을 포함하는 전극 조립체.',
  '제1항에 있어서, 분리막을 더 포함하는 전극 조립체.',
] as const;

test('title and abstract go with the first claim alone', () => {
  const [pair, ...others] = pairs(documentOf([TITLE, ABSTRACT, CLAIMS]), 'claims');
  expect(others).toEqual([]);
  expect(pair).toMatchObject({ left: `${TITLE[2]}\n${ABSTRACT[2]}`, right: CLAIMS[2] });
});

test('an abstract goes with claims of its language only', () => {
  const english = ['claims', 'en', 'An electrode assembly.'] as const;
  expect(pairs(documentOf([TITLE, ABSTRACT, english]), 'claims')).toEqual([]);
});

test('the titles of both languages go together', () => {
  const document = documentOf([TITLE, ['title', 'en', 'Electrode assembly']]);
  expect(pairs(document, 'titles')).toMatchObject([{ left: '전극 조립체', right: 'Electrode assembly' }]);
});

test('paragraphs of all sections of a description go two and two, headings left out', () => {
  const long = (word: string) => `${word} `.repeat(60);
  const document = documentOf([
    ['description', 'ko', '기술분야', long('전극')],
    ['description', 'ko', long('분리막'), long('전해질')],
  ]);
  const found = pairs(document, 'paragraphs');
  expect(found).toHaveLength(1);
  expect(found[0]!.left).not.toBe(found[0]!.right);
  expect(pairs(document, 'paragraphs')).toEqual(found);
});

test('documents of one family, or with one abstract, share a key; others share none', () => {
  const [own] = pairs(documentOf([TITLE, ABSTRACT, CLAIMS]), 'claims');
  const shares = (document: DocumentLine) => {
    const [other] = pairs(document, 'claims');
    return other!.keys.some((key) => own!.keys.includes(key));
  };
  const parts: Parts = [
    ['title', 'ko', '모터'],
    ['abstract', 'ko', '회전하는 모터.'],
    ['claims', 'ko', '모터.'],
  ];
  const far = { id: 'made/2', keys: ['application:KR1020210000009'] };
  expect(shares(documentOf(parts, far))).toBe(false);
  expect(shares(documentOf(parts, { ...far, keys: [...far.keys, 'application:KR1020200000001'] }))).toBe(true);
  const reprinted = ['abstract', 'ko', '본 발명은  전극 조립체에 관한 것이다'] as const;
  expect(shares(documentOf([parts[0]!, reprinted, parts[2]!], far))).toBe(true);
});

test('sentences of a translated book go with their translations, and share no key for the book', () => {
  const book = { kind: 'translation-pairs', keys: ['work:book'] } as const;
  const one = documentOf(
    [
      ['body', 'ko', '하나'],
      ['body', 'en', 'one'],
    ],
    { ...book, id: 'book/1' },
  );
  const two = documentOf(
    [
      ['body', 'ko', '둘'],
      ['body', 'en', 'two'],
    ],
    { ...book, id: 'book/2' },
  );
  const [first, second] = [pairs(one, 'sentences')[0]!, pairs(two, 'sentences')[0]!];
  expect(first).toMatchObject({ left: '하나', right: 'one' });
  expect(first.keys.some((key) => second.keys.includes(key))).toBe(false);
});
