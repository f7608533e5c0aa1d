import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paragraphOf } from '../../testing/document.js';
import { lineBreakStep } from '../line-breaks.js';
import { CLAIMS_PAGE, DESCRIPTION_PAGE, lineStarts } from './layout.js';
import { Places } from './places.js';
import { findChanges, withChanges } from './repair.js';
import { blankOdds, FEATURES, oddsOf, packSpacingModel, placeFeatures, readSpacingModel } from './spacing-model.js';

const model = readSpacingModel();

const CLEAN =
  '본 발명은 차량의 실내 온도를 조절하는 장치에 관한 것으로서, 더욱 상세하게는 운전자의 체온과 실외의 온도를 함께 측정하여 냉방과 난방을 자동으로 전환하는 공조 장치 및 그 제어 방법에 관한 것이다. 상기 공조 장치는 온도를 측정하는 센서와, 센서가 측정한 값을 받아 밸브의 개도를 계산하는 제어부와, 계산한 개도에 따라 냉매의 유량을 조절하는 밸브를 포함한다. 이러한 구성에 따르면 에너지의 소비를 줄이면서도 쾌적한 환경을 유지할 수 있는 효과가 있다.';

/** The text as it comes from a page of 104 columns where a line end inside a word leaves a blank. */
function fromPage(text: string): string {
  let result = '';
  let columns = 0;
  for (const letter of text) {
    const width = letter.charCodeAt(0) > 0x2000 ? 2 : 1;
    if (columns + width > 104) {
      if (letter !== ' ' && !result.endsWith(' ')) result += ' ';
      columns = 0;
    }
    result += letter;
    columns += width;
  }
  return result;
}

const repair = (text: string, page = DESCRIPTION_PAGE) => withChanges(text, findChanges(model, text, page));

test('words cut at the ends of printed lines are whole again, and nothing else changes', () => {
  const damaged = fromPage(CLEAN);
  expect(damaged).not.toBe(CLEAN);
  expect(repair(damaged)).toBe(CLEAN);
});

test('clean text is left as it is', () => {
  expect(repair(CLEAN)).toBe(CLEAN);
});

test('the lines of a page are found by their width', () => {
  const damaged = fromPage(CLEAN);
  const starts = lineStarts(new Places(model, damaged), DESCRIPTION_PAGE);
  const count = starts.reduce((sum, start) => sum + start, 0);
  expect(count).toBeGreaterThanOrEqual(3);
  expect(count).toBeLessThanOrEqual(6);
});

test('clauses run together in a claim are parted', () => {
  expect(repair('온도를 측정하는 센서를 포함하며,상기 센서는 벽에 고정되는 장치', CLAIMS_PAGE)).toContain(
    '포함하며, 상기',
  );
});

test('only Korean text of printed pages is touched, and a repair is counted by places', () => {
  const step = lineBreakStep(model);
  const damaged = fromPage(CLEAN);
  expect(step.clean(paragraphOf(damaged)).drops).toEqual([]);
  const { document, drops } = step.clean(paragraphOf(damaged, { fromPrintedPage: true }));
  expect(document?.parts[0]?.paragraphs).toEqual([CLEAN]);
  expect(drops.map(({ rule }) => rule)).toEqual(['line-breaks.joined']);
  expect(drops[0]?.characters).toBe(damaged.length - CLEAN.length);
});

test('whatever the text, only blanks come and go', () => {
  const letter = fc.constantFrom(...'가나다의를이 는 한  a1(),.;');
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 300 }), fc.boolean(), (raw, isClaim) => {
      const text = raw.replace(/ +/g, ' ').trim();
      const repaired = repair(text, isClaim ? CLAIMS_PAGE : DESCRIPTION_PAGE);
      expect(repaired.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test('the odds of a place are the sum of the features that were learned', () => {
  const mask = model.weights.length - 1;
  const slots = new Int32Array(FEATURES);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'가힣나다 는을  aZ19(),.\u3000ü'), minLength: 2 }),
      fc.nat(),
      (text, seed) => {
        const right = 1 + (seed % (text.length - 1));
        const left = text[right - 1] === ' ' && right > 1 ? right - 2 : right - 1;
        placeFeatures(text, left, right, mask, slots);
        const weight = slots.reduce((sum, slot) => sum + model.weights[slot]!, 0);
        expect(blankOdds(model, text, left, right)).toBe(oddsOf(model, weight));
      },
    ),
  );
});

test('a packed model reads back as it was, another file is refused', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'simsa-spacing-'));
  const file = path.join(folder, 'model.bin');
  const small = { weights: Int8Array.from({ length: 1024 }, (_, i) => (i % 255) - 127), bias: 0.5 };
  writeFileSync(file, packSpacingModel(small));
  expect(readSpacingModel(file)).toEqual(small);
  writeFileSync(file, 'something else');
  expect(() => readSpacingModel(file)).toThrow(expect.objectContaining({ code: 'corpus.bad-model' }));
});
