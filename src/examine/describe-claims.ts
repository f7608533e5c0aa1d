import type { ClaimSet, ParsedClaim } from '../claims/index.js';
import { type Finding, findingOf, numbers } from './report-parts.js';
import { type Wording, wordingFor } from './wording.js';

/** Claims in the words of a report, in Korean for Korean claims and in English for any other. */
export interface DescribedClaims {
  /** What each claim is, in the order of the claims: `독립항, 물건; 인용 8`. */
  readonly claims: readonly { readonly claim: ParsedClaim; readonly words: string }[];
  readonly findings: readonly Finding[];
}

export function describeClaims(set: ClaimSet): DescribedClaims {
  const words = wordingFor(set.language);
  return {
    claims: set.claims.map((claim) => ({ claim, words: kindInWords(claim, words) })),
    findings: set.issues.map((issue) => findingOf(issue, set, words)),
  };
}

/** Kind, category and the claims referred to, as they stand beside a claim's number. */
export function kindInWords({ kind, category, refersTo }: ParsedClaim, words: Wording): string {
  if (kind === 'cancelled') return words.kinds.cancelled!;
  const refers = refersTo.length ? `; ${words.refersTo} ${numbers(refersTo)}` : '';
  return `${words.kinds[kind]}, ${words.categories[category]}${refers}`;
}
