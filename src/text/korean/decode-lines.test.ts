import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeLines } from './decode-lines.js';

describe('decoding lines', () => {
  it('reads lines of UTF-8 and of CP949 side by side', () => {
    const bytes = Buffer.concat([
      Buffer.from('전지의 음극\r\n'),
      iconv.encode('리튬 이온 전지, 쀍\n', 'cp949'),
      Buffer.from('\n끝'),
    ]);
    expect(decodeLines(bytes)).toEqual(['전지의 음극', '리튬 이온 전지, 쀍', '', '끝']);
  });

  it('shows bytes lost from UTF-8 as U+FFFD and keeps the Hangul beside them', () => {
    const bytes = Buffer.concat([Buffer.from('전지'), Buffer.from('를').subarray(0, 2), Buffer.from('가나\n다')]);
    expect(decodeLines(bytes)).toEqual(['전지\ufffd가나', '다']);
  });

  it('shows what is in neither encoding as U+FFFD', () => {
    expect(decodeLines(Uint8Array.of(0x41, 0xff, 0x20))).toEqual(['A\ufffd ']);
  });

  it('gives back the lines of any text in UTF-8', () => {
    const piece = fc.constantFrom('전지', '를 ', 'é', '漢', '😀', '\ufeff', '\u2028', '\u0000', '\ufffd', 'a');
    const line = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        expect(decodeLines(Buffer.from(`${lines.join('\n')}\n`))).toEqual(lines);
      }),
    );
  });
});
