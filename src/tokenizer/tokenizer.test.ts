import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SENTENCES, smallTokenizer } from './testing/small-tokenizer.js';
import type { Algorithm } from './types.js';

const ALGORITHMS: readonly Algorithm[] = ['unigram', 'bpe', 'wordpiece'];

const hostile = fc.oneof(
  fc.constantFrom(
    ...SENTENCES,
    ' ',
    '  ',
    '\n',
    '\t',
    '▁',
    '▁▁ ▁',
    '[CLS]',
    '<0x41>',
    '##',
    '## a',
    '\u3000',
    '\u00a0',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '\ud800',
    '\udc00x',
    '👩‍🔬',
    '𠀀電池',
    'ㄱㅏ',
    '\u1112\u1161\u11ab',
    'e\u0301',
    '\u0000\u001b',
    '㎛ 10²',
    '\r\n',
  ),
);
const texts = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(''));

describe.each(ALGORITHMS)('a tokenizer of %s', (algorithm) => {
  const tokenizer = smallTokenizer(algorithm);

  it('gives every text back in NFC', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(tokenizer.decode(tokenizer.ids(text))).toBe(text.normalize('NFC'));
      }),
      { numRuns: 500 },
    );
  });

  it('knows every character', () => {
    fc.assert(fc.property(texts, (text) => !tokenizer.ids(text).includes(tokenizer.specials.unknown)));
  });

  it('cuts texts where its offsets say', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { offsets, ids } = tokenizer.encode(text, { specials: false });
        let covered = '';
        let last = 0;
        for (let token = 0; token < ids.length; token++) {
          const [start, end] = [offsets[2 * token]!, offsets[2 * token + 1]!];
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
          if (end > last) covered += text.slice(Math.max(start, last), end);
          last = Math.max(last, end);
        }
        expect(covered.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('gives the same ids with places as without, and when asked again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(tokenizer.encode(text, { specials: false }).ids).toEqual(tokenizer.ids(text));
      }),
    );
  });

  it('gives the ids of a text from its pre-tokenised form', () => {
    for (const text of [...SENTENCES, '두  칸\t과 탭', '전극 ▁ 과 ㎛']) {
      expect(tokenizer.idsOfPretokenised(tokenizer.pretokenise(text))).toEqual(tokenizer.ids(text));
    }
  });

  it('shows the text of its pieces', () => {
    const text = '상기 이차전지는 전극을 포함한다.';
    const { ids, offsets } = tokenizer.encode(text, { specials: false });
    ids.forEach((id, i) => {
      const shown = tokenizer.token(id).replace(/^##/, '').replace('▁', '');
      if (shown !== '' && !shown.startsWith('<0x')) expect(text.slice(offsets[2 * i], offsets[2 * i + 1])).toBe(shown);
    });
  });
});

describe('encoding', () => {
  const tokenizer = smallTokenizer('unigram');
  const { begin, separator, pad } = tokenizer.specials;

  it('sets a text between [CLS] and [SEP] and fills it to the length', () => {
    const { ids, mask, segments } = tokenizer.encode('상기 전극', { maxLen: 8 });
    const inner = tokenizer.ids('상기 전극');
    expect([...ids]).toEqual([begin, ...inner, separator, ...Array(6 - inner.length).fill(pad)]);
    expect([...mask].reduce((sum, bit) => sum + bit, 0)).toBe(inner.length + 2);
    expect(segments.every((segment) => segment === 0)).toBe(true);
  });

  it('cuts the longer of two texts first and marks the second', () => {
    const { ids, segments, units } = tokenizer.encode('상기 전극 활물질 및 전해질 및 하우징', {
      pair: '상기 전극',
      maxLen: 9,
    });
    const second = tokenizer.ids('상기 전극');
    expect(ids.length).toBe(9);
    expect([...ids.slice(-1 - second.length, -1)]).toEqual([...second]);
    expect([...segments]).toEqual([...Array(8 - second.length).fill(0), ...Array(second.length + 1).fill(1)]);
    expect(units[0]).toBe(-1);
    expect(units[1]).toBe(0);
  });

  it('keeps to a length shorter than the special tokens', () => {
    expect(tokenizer.encode('상기', { maxLen: 1 }).ids.length).toBe(1);
    expect(tokenizer.encode('상기', { maxLen: 0 }).ids.length).toBe(0);
  });

  it('passes over special tokens when decoding', () => {
    expect(tokenizer.decode(tokenizer.encode('상기 전극', { maxLen: 12 }).ids)).toBe('상기 전극');
    expect(tokenizer.decode(tokenizer.encode('상기', { pair: '전극' }).ids)).toBe('상기 전극');
  });

  it('never takes the name of a special token in a text for the token', () => {
    expect([...tokenizer.ids('[CLS] [PAD]')]).not.toContain(begin);
  });

  it('spells the same character alike wherever a composed or a decomposed form stands', () => {
    expect(tokenizer.ids('\u1112\u1161\u11ab')).toEqual(tokenizer.ids('한'));
  });

  it('refuses ids outside the vocabulary', () => {
    expect(() => tokenizer.decode([tokenizer.size])).toThrow(expect.objectContaining({ code: 'tokenizer.bad-ids' }));
    expect(() => tokenizer.decode([0.5])).toThrow(expect.objectContaining({ code: 'tokenizer.bad-ids' }));
  });

  it('reads a long text without a blank', () => {
    const text = '가'.repeat(50_000) + 'a'.repeat(3_000);
    expect(tokenizer.decode(tokenizer.ids(text))).toBe(text);
  });
});

describe('the same text', () => {
  it('trains the same vocabulary', () => {
    const [once, again] = [smallTokenizer('unigram'), smallTokenizer('unigram')];
    expect(again.hash).toBe(once.hash);
  });
});
