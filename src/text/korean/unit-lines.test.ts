import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLines } from './decode-lines.js';
import { decodedLines, type UnitLines, unitLines } from './unit-lines.js';

function textsOf({ units, starts, ends }: UnitLines): string[] {
  return Array.from(ends, (end, line) => String.fromCharCode(...units.subarray(starts[line]!, end)));
}

const ANY_TEXT = fc.string({
  unit: fc.oneof(fc.constantFrom('\n', '\r', '가', 'é', '𝕏', '\ufeff'), fc.string({ unit: 'binary' })),
});

describe('lines as units', () => {
  it('hold every line as it is, halves of characters too', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.array(fc.uint16Array()), (lines, halves) => {
        const all = [...lines, ...halves.map((units) => String.fromCharCode(...units))];
        expect(textsOf(unitLines(all))).toEqual(all);
      }),
    );
  });

  it('are decoded from bytes as strings are', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          ANY_TEXT.map((text) => Buffer.from(text)),
          fc.uint8Array(),
        ),
        (bytes) => {
          expect(textsOf(decodedLines(bytes))).toEqual(decodeLines(bytes));
        },
      ),
    );
  });
});
