import { type ClaimDraft, completeClaims, type Draft } from '../../parts.js';

/** One wording of the claims: as published, or as a later paper changed them. */
export interface Wording {
  /** The source's own name for it. */
  readonly version: string;
  readonly date: string | null;
  readonly document: string | null;
  readonly claims: readonly ClaimDraft[];
}

/** Claims and their versions out of wordings, oldest first: the last one counts, and one alone is no version. */
export function claimsFromWordings(wordings: readonly Wording[]): Pick<Draft, 'claims' | 'claimVersions'> {
  const last = wordings.at(-1);
  if (!last) return {};
  if (wordings.length === 1) return { claims: last.claims };
  return {
    claims: last.claims,
    claimVersions: wordings.map(({ version, date, document, claims }) => ({
      version,
      date,
      document,
      claims: completeClaims(claims).map((claim) => ({ ...claim, change: null })),
    })),
  };
}

/** Claims in which each amended one takes the place of the one with its number; new numbers follow. */
export function mergeClaims(claims: readonly ClaimDraft[], amended: readonly ClaimDraft[]): ClaimDraft[] {
  const merged = new Map(claims.map((claim, place) => [claim.number ?? place + 1, claim]));
  for (const [place, claim] of amended.entries()) merged.set(claim.number ?? place + 1, claim);
  return [...merged.entries()].sort(([a], [b]) => a - b).map(([, claim]) => claim);
}
