import { describe, expect, it } from 'vitest';
import type { Claim } from '../core/index.js';
import { parseClaims } from './parse-claims.js';

function claims(...texts: string[]): Claim[] {
  return texts.map((text, index) => ({ number: index + 1, text, status: 'active', refersTo: [] }));
}

function kinds(language: string, ...texts: string[]): string[] {
  return parseClaims(claims(...texts), language).claims.map(({ kind }) => kind);
}

function rules(language: string, ...texts: string[]): [string, number][] {
  return parseClaims(claims(...texts), language).issues.map(({ rule, claim }) => [rule, claim]);
}

describe('kind by 특허법 시행령 제5조', () => {
  const method = '금속염을 가열하는 단계를 포함하는 분말의 제조 방법.';

  it('calls a claim that narrows another one dependent', () => {
    expect(kinds('ko', method, '제1항에 있어서, 상기 금속염은 질산염인 분말의 제조 방법.')).toEqual([
      'independent',
      'dependent',
    ]);
  });

  it('calls a claim of another category that refers independent and still lists what it names', () => {
    const [, powder, use] = parseClaims(
      claims(method, '제1항의 방법으로 제조된 분말.', '제2항의 분말을 사용하여 벽을 칠하는 방법.'),
      'ko',
    ).claims;
    expect(powder).toMatchObject({ kind: 'independent', category: 'product', dependsOn: [], refersTo: [1] });
    expect(use).toMatchObject({ kind: 'independent', category: 'process', dependsOn: [], refersTo: [2] });
  });

  it('calls a product made by the device of another claim independent (guidelines part 2, chapter 4, 6.2)', () => {
    expect(kinds('ko', '노즐을 포함하는 압출 장치.', '제1항의 장치로 제조된 면.')).toEqual([
      'independent',
      'independent',
    ]);
  });

  it('calls a claim that puts another feature in place of one independent (the same guideline)', () => {
    const gear = '기어 전동기구를 구비한 동력전달장치.';
    const belt = '청구항 1에 있어서, 기어 전동기구 대신 벨트 전동기구를 구비한 동력전달장치.';
    expect(kinds('ko', gear, belt)).toEqual(['independent', 'independent']);
  });

  it.each([
    ['표시 장치.', '제1항의 표시 장치를 제조하는 제조 장치.'],
    ['산화물 박막.', '제1항의 박막을 증착하기 위한 타겟.'],
  ])('calls what makes the thing of another claim independent: %s %s', (thing, maker) => {
    const [, second] = parseClaims(claims(thing, maker), 'ko').claims;
    expect(second).toMatchObject({ kind: 'independent', dependsOn: [], refersTo: [1] });
  });

  it('calls the same device named again with what it makes dependent', () => {
    expect(
      kinds('ko', '노즐을 포함하고 필름을 제조하는 장치.', '제1항의 필름을 제조하는 장치를 둘 갖는 장치.'),
    ).toEqual(['independent', 'dependent']);
  });

  it('calls a system that uses a thing and a method of other claims independent', () => {
    const [, , third] = parseClaims(
      claims('이차전지.', '이차전지의 제조방법.', '제1항의 이차전지 및 제2항의 제조방법을 이용하는 시스템.'),
      'ko',
    ).claims;
    expect(third).toMatchObject({ kind: 'independent', dependsOn: [], refersTo: [1, 2] });
  });

  it('compares with the category of a later claim as with that of an earlier one', () => {
    const { claims: read, issues } = parseClaims(
      claims('제2항에 있어서, 센서를 더 포함하는 낙상 감지 장치.', '낙상을 감지하는 방법.'),
      'ko',
    );
    expect(read[0]).toMatchObject({ kind: 'independent', category: 'product', dependsOn: [], refersTo: [2] });
    expect(issues).toEqual([{ rule: 'forward-reference', claim: 1, details: { reference: 2 } }]);
  });

  it('reads the same in English', () => {
    expect(
      kinds(
        'en',
        'A device comprising a nozzle and a pump.',
        'The device of claim 1, wherein the pump is a piston pump.',
        'A method of coating a wall using the device of claim 1 or 2.',
        'A vehicle comprising the device of claim 1.',
        'The method of claim 3, wherein the wall is dry.',
      ),
    ).toEqual(['independent', 'dependent', 'independent', 'dependent', 'dependent']);
  });

  it('takes the claim narrowed as the one depended on, not those named further on', () => {
    const [, , third] = parseClaims(
      claims('전극.', '제1항의 전극을 포함하는 전지.', '제2항에 있어서, 상기 전지는 제1항의 전극을 둘 포함하는 전지.'),
      'ko',
    ).claims;
    expect(third).toMatchObject({ dependsOn: [2], refersTo: [2, 1], multiple: false });
  });

  it.each(['삭제', '(삭제)', '삭제 <2020.1.1>', '(canceled)', '(Cancelled).', '【削除】'])(
    'knows %s as cancelled',
    (text) => {
      const [claim] = parseClaims(claims(text), 'und').claims;
      expect(claim).toMatchObject({ kind: 'cancelled', elements: [] });
    },
  );

  it('uses the numbers of the markup where the words name none', () => {
    const marked: Claim = { number: 2, text: 'Le dispositif amélioré.', status: 'active', refersTo: [1] };
    const [, second] = parseClaims([...claims('A device.'), marked], 'xx').claims;
    expect(second).toMatchObject({ kind: 'dependent', dependsOn: [1], refersTo: [1] });
  });
});

describe('category', () => {
  it.each([
    ['ko', '노즐을 포함하는 압출 장치.', 'product'],
    ['ko', '다음 단계를 포함하는 분말의 제조 방법: (a) 가열하는 단계; 및 (b) 냉각하는 단계.', 'process'],
    ['ko', '물을 포함하는 세정용 조성물.', 'composition'],
    ['ko', '분말의 안료로서의 용도.', 'use'],
    ['ko', '제1항의 방법을 실행하는 프로그램을 기록한 컴퓨터로 읽을 수 있는 기록매체.', 'medium'],
    ['en', 'A computer implemented method for sorting, comprising reading a list.', 'process'],
    ['en', 'In a network having nodes, links, and a master, a method of routing comprising sending.', 'process'],
    ['en', 'A process chamber comprising a door.', 'product'],
    ['en', 'A device for performing a method, comprising a door.', 'product'],
    ['en', 'A non-transitory computer-readable medium storing instructions.', 'medium'],
    ['en', 'A composition comprising water.', 'composition'],
    ['en', 'Use of a powder as a pigment.', 'use'],
    ['ja', '第1工程を含む電池の製造方法。', 'process'],
    ['zh', '一种电池，其特征在于，包括电极。', 'product'],
    ['de', 'Verfahren zur Herstellung einer Zelle, umfassend Erhitzen.', 'process'],
  ])('%s: %s is %s', (language, text, category) => {
    expect(parseClaims(claims(text), language).claims[0]?.category).toBe(category);
  });
});

describe('issues', () => {
  it('names unknown, forward and self references with the claim and the number', () => {
    const { issues } = parseClaims(
      claims('전지.', '제9항에 있어서, 얇은 전지.', '제4항에 있어서, 넓은 전지.', '제4항에 있어서, 긴 전지.'),
      'ko',
    );
    expect(issues).toEqual([
      { rule: 'unknown-reference', claim: 2, details: { reference: 9 } },
      { rule: 'forward-reference', claim: 3, details: { reference: 4 } },
      { rule: 'self-reference', claim: 4, details: { reference: 4 } },
    ]);
  });

  it.each([
    ['ko', '제⑨항에 있어서, 얇은 전지.', '⑨'],
    ['ko', '제1.5항에 있어서, 얇은 전지.', '1.5'],
    ['ko', '청구항 1a에 있어서, 얇은 전지.', '1a'],
    ['en', 'The cell according to claim IV, wherein it is thin.', 'IV'],
  ] as const)('names what stands where a claim number should (%s: %s)', (language, text, reference) => {
    const { issues } = parseClaims(claims('A cell.', text), language);
    expect(issues).toContainEqual({ rule: 'unknown-reference', claim: 2, details: { reference } });
  });

  it('takes nothing else for a number nobody can read', () => {
    for (const text of [
      '제1 항체에 있어서 특이적인 조성물.',
      'A cell to claim in an emergency.',
      '상기 항에 따른 전지.',
    ]) {
      expect(parseClaims(claims('전지.', text), 'und').issues).toEqual([]);
    }
  });

  it('finds a claim of several that cites a claim of several, also through one that cites one', () => {
    const texts = [
      '장치.',
      '제1항에 있어서, 장치.',
      '제1항 또는 제2항에 있어서, 장치.',
      '제3항에 있어서, 장치.',
      '제2항 또는 제4항에 있어서, 장치.',
      '제5항에 있어서, 장치.',
    ];
    expect(parseClaims(claims(...texts), 'ko').issues).toEqual([
      { rule: 'multiple-on-multiple', claim: 5, details: { reference: 4, references: '4', through: '3' } },
    ]);
  });

  it('finds references that leave no choice, cancelled ones and empty claims', () => {
    expect(rules('ko', '장치.', '삭제', '제1항 및 제2항에 있어서, 장치.', ' ')).toEqual([
      ['cancelled-reference', 3],
      ['not-in-alternative', 3],
      ['empty', 4],
    ]);
  });

  it('names a number far beyond the claims, and does not write out the way there', () => {
    for (const [language, text] of [
      ['ko', '제1항 내지 제100000000항 중 어느 한 항에 있어서, 얇은 전지.'],
      ['en', 'The cell of any of claims 1 to 100000000, wherein it is thin.'],
    ] as const) {
      const { claims: read, issues } = parseClaims(claims('전지.', text), language);
      expect(read[1]).toMatchObject({ dependsOn: [1, 100000000] });
      expect(issues).toEqual([{ rule: 'unknown-reference', claim: 2, details: { reference: 100000000 } }]);
    }
  });

  it('reads a range from its end as the range it means, and says so', () => {
    const { claims: read, issues } = parseClaims(
      claims('전지.', '얇은 전지.', '긴 전지.', '제3항 내지 제1항 중 어느 한 항에 있어서, 넓은 전지.'),
      'ko',
    );
    expect(read[3]).toMatchObject({ dependsOn: [1, 2, 3] });
    expect(issues).toEqual([{ rule: 'backward-range', claim: 4, details: { range: '3–1' } }]);
  });

  it('takes the claims before that still stand as those that 전항 means', () => {
    const [, , , fourth] = parseClaims(
      claims('전지.', '삭제', '긴 전지.', '전항 중 어느 한 항에 있어서, 전지.'),
      'ko',
    ).claims;
    expect(fourth).toMatchObject({ kind: 'dependent', dependsOn: [1, 3] });
  });

  it('finds gaps and doubles in the numbers', () => {
    const numbered = [1, 2, 4, 4].map((number): Claim => ({ number, text: '장치.', status: 'active', refersTo: [] }));
    expect(parseClaims(numbered, 'ko').issues).toEqual([
      { rule: 'numbering', claim: 4, details: { problem: 'gap', expected: 3 } },
      { rule: 'numbering', claim: 4, details: { problem: 'duplicate' } },
    ]);
  });

  it('has none for claims that are in order', () => {
    expect(rules('en', 'A device.', 'The device of claim 1.', 'The device of claim 1 or 2.')).toEqual([]);
  });
});
