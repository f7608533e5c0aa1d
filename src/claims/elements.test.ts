import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitElements } from './elements.js';
import type { Grammar } from './script.js';
import type { ClaimElement } from './types.js';

function shown(text: string, grammar: Grammar): string[] {
  return splitElements(text, grammar, 1).map((element) => `${element.role}: ${element.text}`);
}

describe('elements', () => {
  it('divides a Korean claim at semicolons and connective endings and sets the closing name apart', () => {
    const text =
      '프레임(10); 상기 프레임에 결합된 모터(20); 및 상기 모터를 제어하는 제어부(30)를 포함하고, 상기 제어부는 속도를 낮추는 것을 특징으로 하는 자전거.';
    expect(shown(text, 'ko')).toEqual([
      'element: 프레임(10)',
      'element: 상기 프레임에 결합된 모터(20)',
      'element: 상기 모터를 제어하는 제어부(30)를 포함하고',
      'wherein: 상기 제어부는 속도를 낮추는 것을 특징으로 하는',
      'preamble: 자전거',
    ]);
  });

  it('divides a Korean dependent claim after its reference', () => {
    expect(shown('제1항에 있어서,\n상기 모터의 열을 식히는 팬을 더 포함하는 자전거.', 'ko')).toEqual([
      'preamble: 제1항에 있어서',
      'element: 상기 모터의 열을 식히는 팬을 더 포함하는',
      'preamble: 자전거',
    ]);
  });

  it('leaves particles with the words they belong to, and the claimed thing by itself', () => {
    expect(shown('제1항에 있어서, 상기 분리막은 폴리올레핀을 포함하는 이차전지.', 'ko')).toEqual([
      'preamble: 제1항에 있어서',
      'wherein: 상기 분리막은 폴리올레핀을 포함하는',
      'preamble: 이차전지',
    ]);
    expect(shown('제1항에 따른 이차전지를 단위전지로 포함하는 전지모듈.', 'ko')).toEqual([
      'element: 제1항에 따른 이차전지를 단위전지로 포함하는',
      'preamble: 전지모듈',
    ]);
    expect(shown('양극; 및\n음극을 포함하는,\n리튬 전지.', 'ko')).toEqual([
      'element: 양극',
      'element: 음극을 포함하는',
      'preamble: 리튬 전지',
    ]);
    expect(shown('다음을 포함하는 전지:\n양극; 및\n음극.', 'ko')).toEqual([
      'preamble: 다음을 포함하는 전지',
      'element: 양극',
      'element: 음극',
    ]);
  });

  it('does not divide between a subject and what it does', () => {
    const text =
      '프로세서와 메모리를 포함하고,\n상기 메모리는 상기 프로세서가,\n맥박을 재도록 하는 명령을 저장하는 장치.';
    expect(shown(text, 'ko')).toHaveLength(2);
  });

  it.each([
    '(보정) 장치에 있어서, 팬을 포함하는 장치.',
    '(Currently amended) A device comprising: a fan.',
    '(Original) A device comprising: a fan.',
    '(withdrawn) A device comprising: a fan.',
  ])('leaves the mark of an amendment outside: %s', (text) => {
    const [first] = splitElements(text, /[가-힣]/.test(text) ? 'ko' : 'en', 1);
    expect(first).toMatchObject({ role: 'preamble', start: text.indexOf(')') + 2 });
  });

  it('does not divide at nouns that end like a verb, nor inside brackets', () => {
    expect(shown('광고, 문구 및 소리(크고, 맑고, 짧은)를 내는 장치.', 'ko')).toHaveLength(1);
  });

  it('divides an English claim after its preamble, at semicolons and before wherein', () => {
    const text =
      'A bicycle comprising: a frame; a motor mounted on the frame; and a controller, wherein the controller is waterproof.';
    expect(shown(text, 'en')).toEqual([
      'preamble: A bicycle comprising',
      'element: a frame',
      'element: a motor mounted on the frame',
      'element: a controller',
      'wherein: wherein the controller is waterproof',
    ]);
  });

  it('divides an English list of members at its commas where there is nothing stronger', () => {
    expect(shown('A bicycle comprising a frame, a motor mounted on the frame, and a controller.', 'en')).toEqual([
      'preamble: A bicycle comprising',
      'element: a frame',
      'element: a motor mounted on the frame',
      'element: a controller',
    ]);
  });

  it('divides steps by their labels', () => {
    expect(
      shown('A method comprising the steps of (a) heating a salt, (b) cooling it and (c) grinding it.', 'en'),
    ).toEqual([
      'preamble: A method comprising the steps of',
      'element: (a) heating a salt',
      'element: (b) cooling it',
      'element: (c) grinding it',
    ]);
  });

  it('divides Japanese and Chinese claims', () => {
    expect(shown('フレームと、前記フレームに取り付けられたモータと、を備える自転車。', 'ja')).toEqual([
      'element: フレームと',
      'element: 前記フレームに取り付けられたモータと',
      'preamble: を備える自転車',
    ]);
    expect(shown('一种自行车，其特征在于，包括：车架；安装在车架上的电机；以及控制器。', 'zh').slice(-2)).toEqual([
      'element: 安装在车架上的电机',
      'element: 控制器',
    ]);
  });
});

/** What may stand between elements: joining words and whatever is neither letter nor digit. */
const SEPARATOR = /^(?:[^\p{L}\p{N}]|및|그리고|and|und|sowie|et|y|及び|および|並びに|以及|和|及)*$/u;

function expectWhole(text: string, elements: readonly ClaimElement[]): void {
  let position = 0;
  for (const { start, end, text: cut } of elements) {
    expect(start).toBeGreaterThanOrEqual(position);
    expect(text.slice(start, end)).toBe(cut);
    expect(text.slice(position, start)).toMatch(SEPARATOR);
    position = end;
  }
  const rest = text.slice(position);
  if (/[\p{L}\p{N}]/u.test(rest)) expect(rest).toMatch(SEPARATOR);
}

it('cuts exactly the text it shows, in order, and leaves out nothing but separators', () => {
  const pieces = fc.constantFrom(
    '제1항에 있어서,',
    ' 상기 전극은',
    ' 얇고,',
    ' 넓은 판과,',
    '; ',
    '\n',
    '(a) ',
    '(b) ',
    ' 및 ',
    '를 포함하는',
    ' 전지',
    '.',
    'A cell comprising:',
    ' an anode',
    ', and ',
    ' wherein ',
    ' the anode is thin',
    '😀',
    '(',
    ')',
    '、前記',
    'と、',
    '，其特征在于，',
    ' ',
  );
  const grammar = fc.constantFrom<Grammar>('ko', 'en', 'ja', 'zh', 'de', 'fr', 'es');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), grammar, (parts, language) => {
      const text = parts.join('');
      expectWhole(text, splitElements(text, language, 1));
    }),
    { numRuns: 400 },
  );
});
