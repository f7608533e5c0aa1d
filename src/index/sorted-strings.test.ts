import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packStrings, SortedStrings, sortStrings } from './sorted-strings.js';

function sortedStrings(texts: readonly string[]): SortedStrings {
  const { sorted } = sortStrings(texts);
  const { bytes, offsets } = packStrings(sorted);
  return new SortedStrings(bytes, offsets);
}

const texts = fc.uniqueArray(
  fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('전지', '전지판', '전', '리튬', '𠮷')),
);
// A lone surrogate has no UTF-8 and cannot come back.
const wellFormed = texts.filter((all) => all.every((text) => Buffer.from(text).toString() === text));

it('finds what is there, and only that', () => {
  fc.assert(
    fc.property(wellFormed, fc.string(), (all, other) => {
      const strings = sortedStrings(all);
      for (const text of all) expect(strings.at(strings.indexOf(text))).toBe(text);
      if (!all.includes(other)) expect(strings.indexOf(other)).toBe(-1);
    }),
  );
});

it('finds everything that begins alike', () => {
  fc.assert(
    fc.property(wellFormed, fc.constantFrom('', '전', '전지', 'a'), (all, prefix) => {
      const strings = sortedStrings(all);
      const { start, end } = strings.withPrefix(prefix);
      const found = Array.from({ length: end - start }, (_, index) => strings.at(start + index));
      expect(found.toSorted()).toEqual(all.filter((text) => text.startsWith(prefix)).toSorted());
    }),
  );
});
