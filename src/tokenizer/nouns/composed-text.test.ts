import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composed, documentsIn, readable, unreadableIn } from './composed-text.js';

const compose = (text: string) => composed(Buffer.from(text)).toString();

describe('composed', () => {
  it('composes what NFC composes, whatever the character', () => {
    let text = '';
    for (let point = 1; point < 0x10000; point++) {
      if (point < 0xd800 || point > 0xdfff) text += `가${String.fromCharCode(point)}A\n`;
    }
    const right = text.normalize('NFC').split('\n');
    const lines = compose(text).split('\n');
    expect(lines.filter((line, n) => line !== right[n])).toEqual([]);
  }, 20_000);

  it('composes lines as the whole text would be', () => {
    const piece = fc.constantFrom('전극', '\u1112\u1161\u11ab', 'A\u0301', 'Å', '\n', ' ', '㎛', '\u{1d15e}', 'が');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(compose(pieces.join(''))).toBe(pieces.join('').normalize('NFC'));
      }),
    );
  });

  it('counts what is no UTF-8 and keeps the text around it', () => {
    const bytes = Buffer.concat([Buffer.from('전극'), Buffer.from([0xc0, 0xfe]), Buffer.from('기판')]);
    const text = readable(bytes);
    expect([text.toString(), unreadableIn(text)]).toEqual(['전극\ufffd\ufffd기판', 2]);
  });
});

it('counts documents that hold more than white space', () => {
  for (const [text, documents] of [
    ['', 0],
    ['전극', 1],
    ['전극\n\n\n\n \u3000\n\n기판\n행\n\n', 2],
    ['\u3000\n\n\u3000가\n\n+', 2],
  ] as const)
    expect(documentsIn(Buffer.from(text))).toBe(documents);
});
