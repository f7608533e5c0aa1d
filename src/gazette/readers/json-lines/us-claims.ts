import type { ClaimDraft } from '../../parts.js';

/** `1 - 15 . (canceled)`, `3-5. (canceled)`, `2. (canceled)`: one line for one or several cancelled claims. */
const CANCELLED = /^\s*(\d+)\s*\.?\s*(?:[-–—]|to|through)\s*(\d+)\s*\.?\s*\(?\s*cancell?ed\s*\.?\)?\s*\.?$/i;
const NUMBER = /^\s*(\d{1,4})(?:\s*[.)]\s*|\s+(?=\p{Lu}))/u;
const STATEMENT = /^\s*(?:what|we|i)\s+(?:is\s+)?claim/i;

/** More cancelled claims than this in one line is a misread number. */
const MOST_CANCELLED = 500;

/**
 * Claims out of a list of texts that mostly begin with their numbers. A range of cancelled claims becomes one claim
 * each; a text without number is a claim of its own with the next number, since sources have lost numbers (and the
 * preamble with them) in front of indented claims; the line `What is claimed is:` is no claim.
 */
export function usClaims(texts: readonly string[]): ClaimDraft[] {
  let last = 0;
  return texts.flatMap((text): ClaimDraft[] => {
    if (STATEMENT.test(text) && text.length < 60) return [];
    const range = cancelledRange(text);
    if (range.length > 0) {
      last = range.at(-1)!;
      return range.map((number) => ({ number, text: '', status: 'cancelled' as const }));
    }
    const printed = NUMBER.exec(text);
    const number = printed && Number(printed[1]) > last ? Number(printed[1]) : last + 1;
    const own = printed !== null && Number(printed[1]) === number;
    last = number;
    return [{ number, text: own ? text.slice(printed[0].length) : text }];
  });
}

function cancelledRange(text: string): number[] {
  const match = CANCELLED.exec(text);
  if (!match) return [];
  const first = Number(match[1]);
  const count = Number(match[2]) - first + 1;
  return count > 0 && count <= MOST_CANCELLED ? Array.from({ length: count }, (_, index) => first + index) : [];
}
