import { parseClaims } from '../../src/claims/index.js';
import type { Claim, Language } from '../../src/core/index.js';

/** How the numbers read from the words of claims compare with those their source names. */
export class Agreement {
  compared = 0;
  equal = 0;
  /** Claims in which the words name a number that the source does not. */
  more = 0;
  /** Claims in which the source names a number that is not read from the words. */
  missed = 0;

  add(read: readonly number[], source: readonly number[]): void {
    const [ours, theirs] = [new Set(read), new Set(source)];
    const missed = [...theirs].some((number) => !ours.has(number));
    const more = [...ours].some((number) => !theirs.has(number));
    this.compared++;
    if (missed) this.missed++;
    else if (more) this.more++;
    else this.equal++;
  }
}

/** Claims from their words alone: what the source's markup names is taken away first. */
export function readWords(claims: readonly Claim[], language: Language) {
  return parseClaims(
    claims.map((claim) => ({ ...claim, refersTo: [] })),
    language,
  ).claims;
}

/** A claim as a row of a collection gives it. */
export function claimOf(number: number, text: string): Claim {
  return { number, text, status: text ? 'active' : 'cancelled', refersTo: [] };
}

/** What is wrong with the elements of a claim: a cut that is not its text, an overlap, or letters between two of them. */
export function faultsOf({ text, elements }: ReturnType<typeof readWords>[number]): number {
  let faults = 0;
  let at = 0;
  for (const element of elements) {
    if (text.slice(element.start, element.end) !== element.text || element.start < at) faults++;
    at = element.end;
  }
  return faults;
}
