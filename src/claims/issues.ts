import type { Reference } from './reference.js';
import type { ClaimIssue, ParsedClaim } from './types.js';

/** A parsed claim with the references it was read from. */
export interface ReadClaim {
  readonly claim: ParsedClaim;
  readonly references: readonly Reference[];
}

/** Findings about the form of the claims (특허법 시행령 제5조④–⑧; 37 CFR 1.75; PCT rule 6). */
export function findIssues(read: readonly ReadClaim[]): ClaimIssue[] {
  const claims = read.map(({ claim }) => claim);
  const byNumber = new Map(claims.map((claim) => [claim.number, claim]));
  return [
    ...numberingIssues(claims),
    ...read.flatMap((one) => [...referenceIssues(one, byNumber), ...choiceIssues(one, byNumber)]),
  ];
}

/** Serial Arabic numbers from 1 (시행령 제5조⑧). */
function numberingIssues(claims: readonly ParsedClaim[]): ClaimIssue[] {
  const issues: ClaimIssue[] = [];
  const seen = new Set<number>();
  let expected = 1;
  for (const { number } of claims) {
    if (seen.has(number)) issues.push({ rule: 'numbering', claim: number, details: { problem: 'duplicate' } });
    else if (number !== expected) {
      issues.push({
        rule: 'numbering',
        claim: number,
        details: { problem: number > expected ? 'gap' : 'order', expected },
      });
    }
    seen.add(number);
    expected = Math.max(expected, number) + (number >= expected ? 1 : 0);
  }
  return issues;
}

function referenceIssues({ claim, references }: ReadClaim, byNumber: ReadonlyMap<number, ParsedClaim>): ClaimIssue[] {
  const issues: ClaimIssue[] = [];
  if (claim.kind !== 'cancelled' && !/[\p{L}\p{N}]/u.test(claim.text)) {
    issues.push({ rule: 'empty', claim: claim.number, details: {} });
  }
  const unread = references.length === 0 && claim.refersTo.length === 0 ? unreadNumber(claim.text) : null;
  if (unread) issues.push({ rule: 'unknown-reference', claim: claim.number, details: { reference: unread } });
  for (const reference of claim.refersTo) {
    const rule = referenceRule(claim.number, reference, byNumber);
    if (rule) issues.push({ rule, claim: claim.number, details: { reference } });
  }
  return issues;
}

const UNREAD_NUMBER =
  /제\s*([^\s항]{1,5})\s*항\s*에\s*(?:있어서|따른|기재|의한)|청구항\s*(\d[^\s에]{1,5})\s*에\s*(?:있어서|따른|기재|의한)|\b(?:of|to|in|with|by) claims? ([ivx]{1,5})(?![\p{L}\d])/iu;

/** What stands where a claim names another by no number a claim can have (제⑨항에 있어서, of claim IV); as printed. */
function unreadNumber(text: string): string | null {
  return UNREAD_NUMBER.exec(text)?.slice(1).find(Boolean) ?? null;
}

function referenceRule(own: number, reference: number, byNumber: ReadonlyMap<number, ParsedClaim>): string | null {
  if (reference === own) return 'self-reference';
  const cited = byNumber.get(reference);
  if (!cited) return 'unknown-reference';
  if (cited.kind === 'cancelled') return 'cancelled-reference';
  return reference > own ? 'forward-reference' : null;
}

/** Two or more claims are cited in the alternative (⑤), and none of them cites two or more itself, nor through a claim that cites one (⑥). */
function choiceIssues({ claim, references }: ReadClaim, byNumber: ReadonlyMap<number, ParsedClaim>): ClaimIssue[] {
  const issues: ClaimIssue[] = [];
  for (const { numbers, alternative, backwardRange } of references) {
    if (backwardRange) issues.push({ rule: 'backward-range', claim: claim.number, details: { range: backwardRange } });
    if (!alternative)
      issues.push({ rule: 'not-in-alternative', claim: claim.number, details: { references: numbers.join(', ') } });
  }
  const nested = claim.multiple ? nestedMultiples(claim, byNumber) : null;
  if (nested) issues.push({ rule: 'multiple-on-multiple', claim: claim.number, details: nested });
  return issues;
}

/** The cited claims that themselves cite two or more, and the claims through which they do when not by themselves. */
function nestedMultiples(
  claim: ParsedClaim,
  byNumber: ReadonlyMap<number, ParsedClaim>,
): Record<string, string | number> | null {
  const found = claim.refersTo
    .map((reference) => ({ reference, through: multipleBehind(reference, byNumber, new Set([claim.number])) }))
    .filter(({ through }) => through !== null);
  if (!found.length) return null;
  const through = found.filter((one) => one.through !== one.reference).map((one) => one.through);
  const details = { reference: found[0]!.reference, references: found.map((one) => one.reference).join(', ') };
  return through.length ? { ...details, through: [...new Set(through)].join(', ') } : details;
}

/** The claim that cites two or more, reached from a cited claim over claims that cite one; null when there is none. */
function multipleBehind(number: number, byNumber: ReadonlyMap<number, ParsedClaim>, seen: Set<number>): number | null {
  const claim = byNumber.get(number);
  if (!claim || seen.has(number)) return null;
  if (claim.multiple) return number;
  seen.add(number);
  const [only] = claim.refersTo;
  return claim.refersTo.length === 1 ? multipleBehind(only!, byNumber, seen) : null;
}
