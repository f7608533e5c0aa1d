import type { Range } from '../types.js';

/** Longest text that is read as one lattice, in UTF-16 units; a lattice takes some 350 bytes a unit. */
export const LONGEST_PIECE = 16_384;

/**
 * Cuts a text into pieces short enough for one lattice: at the last line end, else sentence end, else
 * space of its second half, else between characters.
 */
export function* pieces(text: string, longest = LONGEST_PIECE): Generator<Range> {
  let start = 0;
  while (text.length - start > longest) {
    const end = cut(text, start, longest);
    yield { start, end };
    start = end;
  }
  yield { start, end: text.length };
}

function cut(text: string, start: number, longest: number): number {
  const half = start + (longest >> 1);
  const limit = start + longest;
  for (const mark of ['\n', '. ', ' ']) {
    const at = text.lastIndexOf(mark, limit - mark.length);
    if (at >= half) return at + mark.length;
  }
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? limit - 1 : limit;
}
