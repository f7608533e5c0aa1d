import type { ClaimDraft } from '../../parts.js';

/** The printed head of the next claim inside the text of one: `… 장치. 청구항 4 제3항에 있어서, …`. */
const PRINTED_HEAD = /(?<=[.。])\s*청구항\s*(\d{1,4})\s+(?=\S)/g;

/**
 * Takes apart claims that text from gazette pages has run together: where a claim ends and the head of the very
 * next number follows, and that number is missing from the list. A reference (`청구항 4에 있어서`) never has a
 * space and a sentence end before it, so it stays.
 */
export function withoutGlue(claims: readonly ClaimDraft[]): ClaimDraft[] {
  const known = new Set(claims.map(({ number }) => number));
  return claims.flatMap((claim) => [...parted(claim, known)]);
}

function* parted(claim: ClaimDraft, known: ReadonlySet<number | null | undefined>): Generator<ClaimDraft> {
  let { number } = claim;
  let from = 0;
  for (const head of claim.text.matchAll(PRINTED_HEAD)) {
    const next = Number(head[1]);
    if (typeof number !== 'number' || next !== number + 1 || known.has(next)) continue;
    yield { ...claim, number, text: claim.text.slice(from, head.index).trim() };
    number = next;
    from = head.index + head[0].length;
  }
  yield { ...claim, number, text: claim.text.slice(from).trim() };
}
