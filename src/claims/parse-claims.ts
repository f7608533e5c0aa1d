import type { Claim, Language } from '../core/index.js';
import { antecedentIssues } from './antecedents.js';
import { isCancelledText } from './cancelled.js';
import { categoryOf } from './category.js';
import { splitElements } from './elements.js';
import { findIssues, type ReadClaim } from './issues.js';
import { standsAlone } from './kind.js';
import { numbersOf } from './reference.js';
import { findReferences } from './references.js';
import { grammarOf } from './script.js';
import type { ClaimCategory, ClaimKind, ClaimSet, ParsedClaim } from './types.js';

/**
 * Reads claims from their words: kind, category, references, elements, and findings about their form.
 * Numbers that only the source's markup names are used where the words name none.
 * @param language language of the claims; `und` lets the letters decide
 */
export function parseClaims(claims: readonly Claim[], language: Language): ClaimSet {
  const active = claims.filter((claim) => !isCancelled(claim));
  const known = [...new Set(active.map(({ number }) => number))].sort((a, b) => a - b);
  // Of claims with one number the first counts; a claim may name one that comes later.
  const byNumber = new Map(active.toReversed().map((claim) => [claim.number, claim]));
  const categories = new Map<number, ClaimCategory>();
  for (const [number, { text }] of byNumber) categories.set(number, categoryOf(text, grammarOf(language, text)));
  const read: ReadClaim[] = [];
  for (const claim of claims) {
    const one = readClaim(claim, { language, known, byNumber, categories });
    read.push(one);
    if (byNumber.get(claim.number) === claim) categories.set(claim.number, one.claim.category);
  }
  const parsed = read.map(({ claim }) => claim);
  const issues = [...findIssues(read), ...antecedentIssues(parsed, language)];
  return { language, claims: parsed, issues: issues.sort((a, b) => a.claim - b.claim) };
}

interface Surroundings {
  readonly language: Language;
  readonly known: readonly number[];
  readonly byNumber: ReadonlyMap<number, Claim>;
  /** Categories as the claims' own words give them, and for those read so far also as their references do. */
  readonly categories: ReadonlyMap<number, ClaimCategory>;
}

function readClaim(source: Claim, surroundings: Surroundings): ReadClaim {
  const { number, text } = source;
  if (isCancelled(source)) return { claim: cancelled(source), references: [] };
  const grammar = grammarOf(surroundings.language, text);
  const references = findReferences(text, grammar, { number, known: surroundings.known });
  const refersTo = references.length ? numbersOf(references) : [...new Set(source.refersTo)];
  const own = categoryOf(text, grammar);
  const parent = categoryOfFirst(refersTo, surroundings.categories);
  const alone = references.length
    ? standsAlone({
        text,
        grammar,
        reference: references[0]!,
        category: own,
        parent,
        cited: refersTo.map((cited) => surroundings.categories.get(cited) ?? 'unknown'),
        parentText: surroundings.byNumber.get(refersTo[0]!)?.text ?? '',
      })
    : refersTo.length === 0;
  const kind: ClaimKind = alone ? 'independent' : 'dependent';
  const claim: ParsedClaim = {
    number,
    text,
    kind,
    category: own === 'unknown' && kind === 'dependent' ? parent : own,
    dependsOn: kind === 'dependent' ? (references[0]?.numbers ?? refersTo) : [],
    refersTo,
    multiple: references.length ? references.some(({ numbers }) => numbers.length > 1) : refersTo.length > 1,
    elements: splitElements(text, grammar, number),
  };
  return { claim, references };
}

function categoryOfFirst(numbers: readonly number[], categories: ReadonlyMap<number, ClaimCategory>): ClaimCategory {
  for (const number of numbers) {
    const category = categories.get(number);
    if (category) return category;
  }
  return 'unknown';
}

function isCancelled({ status, text }: Claim): boolean {
  return status === 'cancelled' || isCancelledText(text);
}

function cancelled({ number, text }: Claim): ParsedClaim {
  return {
    number,
    text,
    kind: 'cancelled',
    category: 'unknown',
    dependsOn: [],
    refersTo: [],
    multiple: false,
    elements: [],
  };
}
