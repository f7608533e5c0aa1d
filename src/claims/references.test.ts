import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOf } from './reference.js';
import { findReferences } from './references.js';
import type { Grammar } from './script.js';

const context = { number: 12, known: Array.from({ length: 20 }, (_, index) => index + 1) };

function read(text: string, grammar: Grammar): { numbers: number[]; alternative: boolean } {
  const references = findReferences(text, grammar, context);
  return { numbers: numbersOf(references), alternative: references.every(({ alternative }) => alternative) };
}

describe('Korean references', () => {
  it.each([
    ['제1항에 있어서, 상기 전극은 다공성인 전지.', [1]],
    ['제 1 항에 있어서, 상기 전극은 다공성인 전지.', [1]],
    ['청구항 1에 있어서, 상기 전극은 다공성인 전지.', [1]],
    ['제1항 또는 제2항에 있어서, 전지.', [1, 2]],
    ['제1항 내지 제3항 중 어느 한 항에 있어서, 전지.', [1, 2, 3]],
    ['제 1 내지 3항 중 어느 한 항의 전지.', [1, 2, 3]],
    ['청구항 1 내지 3 및 5 중 어느 한 항에 따른 전지.', [1, 2, 3, 5]],
    ['청구항 2-4 중 임의의 한 항에 있어서, 전지.', [2, 3, 4]],
    ['제1항, 제4항 내지 제6항 및 제8항 중 어느 하나의 항에 있어서, 전지.', [1, 4, 5, 6, 8]],
    ['제3항 또는 제1항의 전지를 포함하는 차량.', [3, 1]],
    ['제1,2,4항 중 어느 한 항의 전지.', [1, 2, 4]],
    ['제1항의 방법으로 제조된 제2항의 분말.', [1, 2]],
    ['제１항에 있어서, 전지.', [1]],
    ['제1항 내지 제3항 중 어느 한 항 또는 제6항에 있어서, 전지.', [1, 2, 3, 6]],
    ['제3항 내지 제1항 중 어느 한 항에 있어서, 전지.', [1, 2, 3]],
    ['전항 중 어느 한 항에 있어서, 전지.', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['전항들 중 어느 한 항에 있어서, 전지.', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['선행하는 청구항 중 어느 한 항에 있어서, 전지.', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  ])('reads %s', (text, numbers) => {
    expect(read(text, 'ko').numbers).toEqual(numbers);
  });

  it.each([
    '제1 항체와 제2 항원을 포함하는 조성물.',
    '제1 항-PD-1 항체를 투여하는 방법.',
    '제2 항바이러스제를 더 포함하는 조성물.',
    '특허법 제42조 제4항에 관한 장치.',
    '10 내지 20 중량%의 물을 포함하는 조성물.',
    '제1 전극과 제2 전극을 포함하는 전지.',
  ])('finds no claim in %s', (text) => {
    expect(read(text, 'ko').numbers).toEqual([]);
  });

  it('does not take the heading of a claim that was glued to the one before as a reference', () => {
    expect(read('전지. 청구항 4 제3항에 있어서, 상기 전극은 얇은 전지.', 'ko').numbers).toEqual([3]);
  });

  it.each([
    ['제1항, 제2항에 있어서, 전지.', false],
    ['제1항 및 제2항에 있어서, 전지.', false],
    ['제1항 내지 제3항에 있어서, 전지.', false],
    ['제1항 및 제2항 또는 제3항 중 어느 한 항에 있어서, 전지.', false],
    ['제1항, 제2항 및 제4항 내지 제7항 중 어느 한 항에 있어서, 전지.', true],
    ['제1항 또는 제2항에 있어서, 전지.', true],
    ['제1항 내지 제3항 중 어느 한 항 또는 제6항에 있어서, 전지.', true],
    ['제1항 내지 제3항 중 어느 한 항 또는 제6항 내지 제8항에 있어서, 전지.', false],
    ['제1항 내지 제3항의 방법 중 어느 하나의 방법을 실행하는 장치.', true],
  ])('says whether one can be chosen: %s', (text, alternative) => {
    expect(read(text, 'ko').alternative).toBe(alternative);
  });
});

describe('references in other languages', () => {
  it.each<[Grammar, string, number[]]>([
    ['en', 'The cell as claimed in claim 1, wherein the anode is thin.', [1]],
    ['en', 'The cell according to any one of claims 1 to 3, wherein', [1, 2, 3]],
    ['en', 'The cell of claims 1, 2 or 4-6.', [1, 2, 4, 5, 6]],
    ['en', 'The cell of claim 1 or claim 3.', [1, 3]],
    ['en', 'The cell according to Claims 1 and/or 2, wherein', [1, 2]],
    ['en', 'The cell of claim 1 or of claim 3.', [1, 3]],
    ['fr', 'Pile selon la revendication 1 ou la revendication 3', [1, 3]],
    ['en', 'The composition of claim 1, 2 wt% of which is water.', [1]],
    ['en', 'The cell according to any preceding claim.', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['en', 'The cell of any of the preceding claims.', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['ja', '請求項１又は２に記載の電池。', [1, 2]],
    ['ja', '請求項1から3のいずれか一項に記載の電池。', [1, 2, 3]],
    ['ja', '請求項1乃至4の何れか1項に記載の電池。', [1, 2, 3, 4]],
    ['zh', '根据权利要求1或2所述的电池，其特征在于，', [1, 2]],
    ['zh', '如权利要求1至3任一项所述的电池', [1, 2, 3]],
    ['de', 'Zelle nach einem der Ansprüche 1 bis 3, dadurch gekennzeichnet, dass', [1, 2, 3]],
    ['de', 'Zelle nach Anspruch 2, wobei', [2]],
    ['fr', "Pile selon l'une quelconque des revendications 1 à 3, caractérisée en ce que", [1, 2, 3]],
    ['es', 'Pila según la reivindicación 1 o 2, caracterizada porque', [1, 2]],
  ])('reads %s: %s', (grammar, text, numbers) => {
    expect(read(text, grammar).numbers).toEqual(numbers);
  });

  it('sees that claims 1 and 2 together leave no choice', () => {
    expect(read('The cell of claims 1 and 2, wherein', 'en').alternative).toBe(false);
    expect(read('The cell of any one of claims 1 and 2, wherein', 'en').alternative).toBe(true);
  });
});

it('keeps every reference inside the text, in order, with numbers that the text could name', () => {
  const pieces = [
    '제1항',
    '청구항 2',
    ' 내지 ',
    '또는',
    ', ',
    '제 3 항',
    '에 있어서',
    'claim 4',
    '항체',
    '10',
    ' 및 ',
    '중 어느 한 항',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const references = findReferences(text, 'ko', context);
      let position = 0;
      for (const { start, end, numbers } of references) {
        expect(start).toBeGreaterThanOrEqual(position);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(numbers.length).toBeGreaterThan(0);
        position = end;
      }
    }),
  );
});
