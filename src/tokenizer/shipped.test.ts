import { describe, expect, it } from 'vitest';
import { openTokenizer } from './open.js';

describe('the tokenizer that ships', () => {
  const tokenizer = openTokenizer();

  it('has 21,400 tokens and keeps common words of the field whole', () => {
    expect(tokenizer.size).toBe(21_400);
    for (const word of ['전극', '기판', '데이터', '반도체', 'substrate', 'electrode'])
      expect(tokenizer.encode(word, { specials: false }).ids.length, word).toBe(1);
  });

  it('gives every text back', () => {
    for (const text of [
      '제1항에 있어서, 상기 음극 활물질층은 실리콘(Si)을 5 내지 10 중량% 포함하는 이차전지.',
      'The method of claim 1, wherein R1 is C1-C6 alkyl; 10² Å at 25 °C.',
      '揮發性 ㎛ 👩‍🔬 \u0001 ᄒ',
    ]) {
      const { ids } = tokenizer.encode(text, { specials: false });
      expect(tokenizer.decode(ids)).toBe(text.normalize('NFC'));
      expect([...ids]).not.toContain(1);
    }
  });
});
