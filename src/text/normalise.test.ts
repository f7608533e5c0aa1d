import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.js';

/** Text rich in what normalisation touches. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '전지',
        '전지'.normalize('NFD'),
        'é',
        'e\u0301',
        'ＡＢ',
        'ｶﾞ',
        'ﾡ',
        '㎛',
        '℃',
        '①',
        '²',
        '10²',
        '½',
        'ﬁ',
        '\u00a0',
      ),
      fc.constantFrom(
        '\u00ad',
        '\u200b',
        '\ufeff',
        '\u0301',
        '\u1161',
        '\ud83d',
        '\udc00',
        '😀',
        '金',
        '\ufe0f',
        ' ',
        '\n',
        'a',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .map((fragments) => fragments.join(''));

describe('normalise', () => {
  it.each([
    ['전지'.normalize('NFD'), '전지'],
    ['ＡＢＣ１２３', 'ABC123'],
    ['ｶﾞﾗｽ', 'ガラス'],
    ['ﾡﾢￂ', 'ㄱㄲㅏ'],
    ['ㄱ자 ㄷ형강', 'ㄱ자 ㄷ형강'],
    ['25℃ 5㎛', '25°C 5μm'],
    ['H₂O 10² m²', 'H2O 10² m2'],
    ['3½', '3½'],
    ['bat\u00adtery\u200b\u00a0x\u3000y', 'battery x y'],
    ['①전극 Ⅳ', '1전극 IV'],
    ['ﾡ\u00adᅡ', '가'],
    ['e\u200b\u0301', 'é'],
    ['10\u00ad²', '10²'],
    ['3½\u00ad', '3½'],
  ])('makes %j into %j', (from, to) => {
    expect(normalise(from).text).toBe(to);
  });

  it('changes nothing that is in normal form', () => {
    fc.assert(
      fc.property(text, (original) => {
        const once = normalise(original).text;
        expect(normalise(once).text).toBe(once);
      }),
    );
  });

  it('maps the whole back to the whole, and every piece to where it came from', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (original, a, b) => {
        const normal = normalise(original);
        const [start, end] = [a % (normal.text.length + 1), b % (normal.text.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const range = normal.original(start, end);
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(original.length);
        expect(range.start).toBeLessThanOrEqual(range.end);
        // What the original range holds, normalised by itself, holds the piece.
        if (end > start)
          expect(normalise(original.slice(0, range.end)).text.startsWith(normal.text.slice(0, end))).toBe(true);
      }),
    );
  });

  it('maps a folded sign to the whole sign', () => {
    const normal = normalise('두께 5㎛의');
    const at = normal.text.indexOf('μm');
    expect(normal.original(at, at + 2)).toEqual({ start: 4, end: 5 });
    expect(normal.original(at + 1, at + 2)).toEqual({ start: 4, end: 5 });
  });
});
