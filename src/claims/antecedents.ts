import { findReferences } from './references.js';
import { type Grammar, grammarOf } from './script.js';
import type { ClaimIssue, ParsedClaim } from './types.js';

/** A feature named as known that was not named before. */
interface Loose {
  /** As written, with its word of reference: `상기 제어부`, `the lid`. */
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Features that are named as known (`상기 제어부`, `the lid`, `said lid`) although neither the claim before that place
 * nor a claim it refers to names them; each once a claim. Meant to be right rather than complete: a word that stands
 * anywhere before, in whatever form, counts as named, and English "the" is read only where no other use is likely.
 */
export function antecedentIssues(claims: readonly ParsedClaim[], language: string): ClaimIssue[] {
  const byNumber = new Map(claims.map((claim) => [claim.number, claim]));
  return claims.flatMap((claim) => {
    if (claim.kind === 'cancelled') return [];
    const grammar = grammarOf(language, claim.text);
    const find = LOOSE[grammar];
    if (!find) return [];
    const known = textBehind(claim, byNumber, new Set([claim.number]));
    // Where the claims referred to cannot be read, nobody can say what they name.
    if (known === null) return [];
    return find(claim.text, known, grammar).map((loose) => ({
      rule: 'no-antecedent',
      claim: claim.number,
      details: { ...loose },
    }));
  });
}

/** The words of all claims that a claim refers to, directly or through others. */
function textBehind(claim: ParsedClaim, byNumber: ReadonlyMap<number, ParsedClaim>, seen: Set<number>): string | null {
  let text = '';
  for (const number of claim.refersTo) {
    if (seen.has(number)) continue;
    seen.add(number);
    const cited = byNumber.get(number);
    const behind = cited && cited.kind !== 'cancelled' ? textBehind(cited, byNumber, seen) : null;
    if (!cited || behind === null) return null;
    text += `${behind}\n${cited.text}\n`;
  }
  return text;
}

type Find = (text: string, known: string, grammar: Grammar) => readonly Loose[];

const LOOSE: Partial<Readonly<Record<Grammar, Find>>> = { ko: looseKorean, en: looseEnglish };

const SANGGI = /(?<![가-힣])상기\s+([가-힣A-Za-z0-9-]+)/g;
/** Words between 상기 and its noun: modifiers with a verb's ending, counts and orders. */
const KOREAN_MODIFIER =
  /(?:[하되]는|시키는|[가-힣]된|[가-힣]한|[가-힣]진|[가-힣]할|[가-힣]될|있는|없는|받은|같은|적어도)$|^(?:복수의|다수의|각각의|각각|하나의|각|모든|두|세|네|일|이|제|제?\d+|제?[일이삼])$/;
/** Particles a noun may carry, longest first. */
const PARTICLES =
  /(?:으로부터|로부터|에서의|으로써|으로서|에서|에게|까지|부터|으로|로서|로써|와의|과의|에는|에도|들은|들이|들을|들의|들과|들에|이나|이고|이며|이면|마다|보다|로는|은|는|이|가|을|를|의|에|와|과|로|도|만|들|및|내|간|중|상|별)$/;

/** No nouns: verbs, words of order and amount, `상기` itself. */
const KOREAN_OTHER =
  /(?:하여|되어|하고|되고|하지|되지|하며|되며|하거나|되거나|시켜|하기|되기)$|^(?:상기|최초|최종|최대|최소|일부|전체|나머지|이후|이전|해당|동일|복수|다수|제?\d.*|[A-Za-z]개)$/;
/** Printed text that lost a blank is longer than a noun; what it says cannot be told. */
const LONGEST_NOUN = 8;

function looseKorean(text: string, known: string, grammar: Grammar): readonly Loose[] {
  const found = new Map<string, Loose>();
  let earlier = squeezed(known);
  let read = 0;
  for (const match of text.matchAll(SANGGI)) {
    const word = match[1] ?? '';
    earlier += squeezed(text.slice(read, match.index));
    read = match.index;
    const noun = word.replace(PARTICLES, '');
    if (isNoNoun(word) || isNoNoun(noun) || noun.length < 2 || noun.length > LONGEST_NOUN) continue;
    // `상기 제1항` names a claim.
    if (findReferences(match[0], grammar, { number: 0, known: [] }).length > 0) continue;
    if (isNamed(noun, earlier)) continue;
    const end = match.index + match[0].length - (word.length - noun.length);
    const term = text.slice(match.index, end);
    if (!found.has(term)) found.set(term, { term, start: match.index, end });
  }
  return [...found.values()];
}

function isNoNoun(word: string): boolean {
  return KOREAN_MODIFIER.test(word) || KOREAN_OTHER.test(word);
}

/** Whole or in parts: `데이터수집부` after `데이터를 수집하는 수집부`, `제어부는비디오` after `제어부`. */
function isNamed(noun: string, earlier: string): boolean {
  if (earlier.includes(noun) || earlier.includes(noun.replace(PARTICLES, ''))) return true;
  for (let at = 2; at < noun.length; at++) {
    if (!earlier.includes(noun.slice(0, at))) continue;
    const rest = noun.slice(at);
    if (rest.length < 2 || /^[은는이가을를의에]/.test(rest) || earlier.includes(rest)) return true;
  }
  return false;
}

/** Text without blanks, in which a word of reference does not count as a mention of what it refers to. */
function squeezed(text: string): string {
  return text.replaceAll('상기', ' ').replace(/\s+/g, '');
}

const KNOWN_NOUN = /\b(?:the|said)\s+([a-z][a-z-]*(?:\s+[a-z][a-z-]*){0,3})/gi;
/** Words that end a noun phrase. */
const STOP =
  /^(?:of|in|on|at|to|for|from|with|without|by|and|or|is|are|was|were|be|being|been|has|have|having|that|which|who|when|where|wherein|whereby|as|if|can|may|will|shall|not|than|then|so|such|via|into|onto|over|under|between|through|within|during|after|before|further|also|comprises?|comprising|includes?|including|consists?|consisting|according|using|used|configured|adapted|arranged|based|associated|corresponding|relative|about|respectively|each|thereof|therein|thereto|therefrom|therewith|the|said|a|an|it|its|their)$/i;
/** What "the" stands before without anything having been named: orders, degrees, generic heads. */
const GENERIC =
  /^(?:same|other|others|first|second|third|fourth|last|next|group|method|process|use|invention|following|case|steps?|amount|number|presence|absence|sum|ratio|total|whole|entire|rest|remainder|latter|former|present|like|invention|form|type|time|way|manner|order|fact|extent|above|step|claims?|claim|art|range|at|one|two|plurality|respective|corresponding|said|outside|inside|top|bottom|left|right|front|back|rear|upper|lower|inner|outer|surface|surfaces|end|ends|center|centre|middle|edge|length|width|height|thickness|direction|air|atmosphere|environment|ground|world|internet|human|user|body|apparatus|device|system|product|composition|article|improvement|past|future|severity|inclusion|risk|likelihood|progression|onset)$|est$|most$/i;

/** How far is looked behind a phrase, in UTF-16 units. */
const AHEAD = 60;

function looseEnglish(text: string, known: string): readonly Loose[] {
  const found: Loose[] = [];
  for (const match of text.matchAll(KNOWN_NOUN)) {
    // "The pot of claim 1" names what is claimed.
    if (match.index === 0) continue;
    const words = (match[1] ?? '').split(/\s+/);
    const stop = words.findIndex((word) => STOP.test(word));
    const phrase = stop < 0 ? words : words.slice(0, stop);
    // "the colour of the lid" needs no colour before it: what a thing has by nature comes with the thing.
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + AHEAD);
    if (phrase.length === 0 || words[stop] === 'of' || phrase.some((word) => GENERIC.test(word))) continue;
    // A name cut at a sign (`CD9+`, `S. aureus`), or one that goes on with "and angle of the …".
    if (
      phrase.some((word) => word.length <= 2 || word.endsWith('-')) ||
      /^(?:[+/\d]|\.\S)|^\W*(?:\w+\W+){0,3}of\b/.test(after)
    )
      continue;
    const earlier = `${known} ${text.slice(0, match.index)}`.toLowerCase();
    if (phrase.some((word) => word.length > 2 && earlier.includes(stem(word)))) continue;
    const start = match.index;
    const term =
      new RegExp(`^\\S+(?:\\s+\\S+){${phrase.length}}`).exec(text.slice(start))?.[0].replace(/[,;.:]+$/, '') ?? '';
    if (found.some((one) => one.term.toLowerCase() === term.toLowerCase())) continue;
    found.push({ term, start, end: start + term.length });
  }
  return found;
}

/** Enough of a word to find it in another form: plural, -ing, -ed, -tion. */
function stem(word: string): string {
  const lower = word.toLowerCase();
  return lower.slice(
    0,
    Math.max(3, Math.min(lower.length - 1, lower.length > 7 ? lower.length - 3 : lower.length - 1)),
  );
}
