import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitEojeols } from './eojeol.js';

function words(text: string): string[] {
  const found: string[] = [];
  visitEojeols(Buffer.from(text), (units, length) => found.push(String.fromCharCode(...units.subarray(0, length))));
  return found;
}

describe('visitEojeols', () => {
  it('takes reference signs out of words and keeps what is before and after together', () => {
    expect(words('바디(10)의 상면과 전극(11a, 11b)을 단계(S10)는 램프(1)')).toEqual([
      '바디의',
      '상면과',
      '전극을',
      '단계는',
      '램프',
    ]);
  });

  it('takes glosses without Hangul out of words, and leaves those with Hangul as words', () => {
    expect(words('발광다이오드(LED)를 음극(캐소드)에')).toEqual(['발광다이오드를', '음극', '캐소드', '에']);
  });

  it('takes ordinals away from nouns', () => {
    expect(words('제1전극과 제12 기판')).toEqual(['전극과', '기판']);
    expect(words('제1전극 제 제품')).toEqual(['전극', '제', '제품']);
  });

  it('takes words apart that an ordinal stands between', () => {
    const follows: boolean[] = [];
    visitEojeols(Buffer.from('전극 기판 제3 기판'), (_units, _length, { followsWord }) => follows.push(followsWord));
    expect(follows).toEqual([false, true, false]);
  });

  it('keeps Latin letters and digits that stand in a word with Hangul, and passes over words without any', () => {
    expect(words('LED램프 3차원 USB 100')).toEqual(['LED램프', '3차원']);
  });

  it('passes over ten megabytes without a space, and lone surrogates and jamo', () => {
    expect(words(`전극 ${'가'.repeat(10_000_000)} 기판 \ud800 ㄱㄴ`)).toEqual(['전극', '기판']);
  });

  it('names a place in the text for every word', () => {
    const text = fc
      .array(fc.constantFrom('전극', '바디(10)의', ' ', '\n', '제1', 'LED', '(', ')', '.', '기판을'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (sentence) => {
        const bytes = Buffer.from(sentence);
        visitEojeols(bytes, (units, length, { start, end }) => {
          const cut = bytes.toString('utf8', start, end).replace(/\([^)]*\)/g, '');
          expect(cut).toContain(String.fromCharCode(...units.subarray(0, length)));
        });
      }),
    );
  });
});
