import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTokenizer, SHIPPED_TOKENIZER } from '../../tokenizer/index.js';
import { maskedIds } from './masked-text.js';

const tokenizer = openTokenizer(SHIPPED_TOKENIZER);
const tokens = (text: string, most = 512) =>
  [...maskedIds(text, tokenizer, most)].slice(1, -1).map((id) => tokenizer.token(id));

test.each([
  ['상기 [MASK]는 배터리의 전압을 측정한다.', '상기 배터리는 배터리의 전압을 측정한다.', '▁배터리'],
  ['리튬 이차 [MASK]에 관한 것이다.', '리튬 이차 전지에 관한 것이다.', '▁전지'],
  ['A [MASK] for storing data.', 'A device for storing data.', '▁device'],
  ['[MASK]을 포함하는 장치', '금속을 포함하는 장치', '▁금속'],
  ['두께가 5[MASK]인 층', '두께가 5□인 층', '□'],
])('%s is read as with a word in place of the mask', (masked, whole, word) => {
  const wanted = [...tokenizer.ids(whole)].map((id) => tokenizer.token(id));
  const at = wanted.indexOf(word);
  expect(at).toBeGreaterThanOrEqual(0);
  expect(tokens(masked)).toEqual(wanted.with(at, '[MASK]'));
});

test('masks one after the other stay as many', () => {
  expect(tokens('상기 [MASK][MASK]는')).toEqual(['▁상기', '[MASK]', '[MASK]', '는']);
});

test('every mask is there, in order, whatever is around', () => {
  const part = fc.oneof(
    fc.constant('[MASK]'),
    fc.constantFrom('가', ' ', 'x', '5', '\n', '是', '[', 'MASK'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (parts) => {
      const text = `${parts.join('')}[MASK]`;
      const masks = text.split('[MASK]').length - 1;
      expect(tokens(text, 100_000).filter((token) => token === '[MASK]')).toHaveLength(masks);
    }),
    { numRuns: 200 },
  );
});

test('a mask beyond what is read is none', () => {
  expect(() => maskedIds(`${'전지 '.repeat(20)}[MASK]`, tokenizer, 10)).toThrow(
    expect.objectContaining({ code: 'model.no-mask' }),
  );
});
