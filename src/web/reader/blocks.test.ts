import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks.js';

describe('blocks of a paragraph', () => {
  it('set a table off from the text around it', () => {
    const text = 'See the table.\n[TABLE 1]\na\tb\n1\t2\n[/TABLE]\nIt shows more.';
    const blocks = blocksOf(text);
    expect(blocks.map((block) => block.type)).toEqual(['text', 'table', 'text']);
    expect(blocks[1]).toMatchObject({
      title: 'TABLE 1',
      rows: [
        [{ text: 'a' }, { text: 'b' }],
        [{ text: '1' }, { text: '2' }],
      ],
    });
  });

  it('keep the offsets of the paragraph in texts and cells', () => {
    const cell = fc.stringMatching(/^[a-z가-힣 ]{0,6}$/);
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.oneof(cell, table), { maxLength: 5 }), (pieces) => {
        const text = pieces
          .map((piece) =>
            typeof piece === 'string' ? piece : `[TABLE 1]\n${piece.map((row) => row.join('\t')).join('\n')}\n[/TABLE]`,
          )
          .join('\n');
        for (const block of blocksOf(text)) {
          const parts = block.type === 'text' ? [block] : block.rows.flat();
          for (const part of parts) expect(text.slice(part.start, part.start + part.text.length)).toBe(part.text);
        }
      }),
    );
  });
});
