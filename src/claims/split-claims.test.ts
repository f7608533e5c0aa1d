import { describe, expect, it } from 'vitest';
import { splitClaims } from './split-claims.js';

function shown(text: string): string[] {
  return splitClaims(text).map(
    (claim) => `${claim.number}${claim.status === 'cancelled' ? ' cancelled' : ''}: ${claim.text}`,
  );
}

describe('claims in plain text', () => {
  it('reads the headings of Korean filings', () => {
    expect(
      shown(
        '【청구범위】\n【청구항 1】\n전극을 포함하는 전지.\n【청구항 2】\n제1항에 있어서, 얇은 전지.\n【청구항 3】\n삭제',
      ),
    ).toEqual(['1: 전극을 포함하는 전지.', '2: 제1항에 있어서, 얇은 전지.', '3 cancelled: 삭제']);
  });

  it('does not take a reference at the start of a line for a heading', () => {
    expect(
      shown('청구항 1\n전지.\n청구항 2\n청구항 1에 있어서, 얇은 전지.\n청구항 3\n청구항 1 또는 2에 있어서, 전지.'),
    ).toEqual(['1: 전지.', '2: 청구항 1에 있어서, 얇은 전지.', '3: 청구항 1 또는 2에 있어서, 전지.']);
  });

  it('reads serial numbers but not the steps inside a claim', () => {
    const text =
      'What is claimed is:\n1. A method comprising:\n1) heating;\n2) cooling.\n2. The method of claim 1.\n3-4. (canceled)\n5. A device.';
    expect(shown(text)).toEqual([
      '1: A method comprising:\n1) heating;\n2) cooling.',
      '2: The method of claim 1.',
      '3 cancelled: (canceled)',
      '4 cancelled: (canceled)',
      '5: A device.',
    ]);
  });

  it('reads Chinese and Japanese claims, also on one line', () => {
    expect(shown('1.一种电池，包括电极。2.根据权利要求1所述的电池。')).toEqual([
      '1: 一种电池，包括电极。',
      '2: 根据权利要求1所述的电池。',
    ]);
    expect(shown('【請求項１】\n電池。\n【請求項２】\n請求項１に記載の電池。')).toEqual([
      '1: 電池。',
      '2: 請求項１に記載の電池。',
    ]);
  });

  it('reads 제1항. as a heading and keeps gaps for the issues', () => {
    expect(splitClaims('제1항. 전지.\n제3항. 제1항에 있어서, 전지.').map(({ number }) => number)).toEqual([1, 3]);
  });

  it('takes text without headings as claim 1 and empty text as none', () => {
    expect(shown('전극을 포함하는 전지.')).toEqual(['1: 전극을 포함하는 전지.']);
    expect(shown(' \n')).toEqual([]);
  });
});
