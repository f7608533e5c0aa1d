import { asides, endsOf, type Layout, labelCuts, lineCuts, semicolonCuts, startsOf } from './cuts.js';

/** The words of a language that open the features of a claim and those that open a limitation. */
interface ClauseWords {
  /** Ends the preamble: `comprising:`. */
  readonly transition: string;
  /** Weaker openers, used when no transition is there: `having`. */
  readonly weak: string;
  readonly wherein: string;
  /** Words that begin a new member of a list: `a`, `at least one`. */
  readonly member: string;
}

const WORDS: Readonly<Record<string, ClauseWords>> = {
  en: {
    transition:
      '(?:which |that )?(?:further )?(?:compris(?:ing|es|e|ed of)|includ(?:ing|es|e)|consist(?:ing|s)(?: essentially)? of|characteri[sz]ed (?:in that|by)|composed of)(?:\\s+(?:the |at least the )?(?:following )?(?:steps?|acts|operations)(?: of)?)?',
    weak: '(?:having|containing|which has|that has|with)',
    wherein: '(?:wherein|whereby|characteri[sz]ed (?:in that|by)|in which|where(?=\\s)|such that|the improvement)',
    member: '(?:an?|one or more|at least one|at least two|a plurality of|means for|said|two or more|optionally)',
  },
  de: {
    transition:
      '(?:umfassend|umfasst|bestehend aus|enthaltend|aufweisend|gekennzeichnet durch|dadurch gekennzeichnet, da(?:ss|ß))',
    weak: '(?:mit)',
    wherein: '(?:wobei|dadurch gekennzeichnet|bei (?:dem|der)|und da(?:ss|ß))',
    member: '(?:eine?n?|einem|mindestens ein\\p{L}*|wenigstens ein\\p{L}*)',
  },
  fr: {
    transition:
      '(?:comprenant|comprend|consistant en|constitué\\p{L}* (?:de|par)|caractérisée?s? en ce que?|caractérisée?s? par)',
    weak: '(?:ayant|contenant)',
    wherein: '(?:dans (?:lequel|laquelle)|caractérisée?s? en ce que?|où|et en ce que?)',
    member: '(?:une?|au moins une?|des)',
  },
  es: {
    transition: '(?:que comprenden?|comprendiendo|que consisten? en|caracterizad[oa]s? (?:porque|por)|que incluyen?)',
    weak: '(?:que tienen?|que contienen?)',
    wherein: '(?:en (?:el|la|los|las) (?:que|cual)|donde|caracterizad[oa]s? (?:porque|por))',
    member: '(?:una?|al menos una?|unos|unas)',
  },
};

interface Patterns {
  readonly transitions: RegExp;
  readonly weak: RegExp;
  readonly wherein: RegExp;
  readonly whereinStart: RegExp;
  readonly member: RegExp;
}

const PATTERNS = new Map(Object.entries(WORDS).map(([language, words]) => [language, compile(words)]));

function compile({ transition, weak, wherein, member }: ClauseWords): Patterns {
  return {
    transitions: new RegExp(`(?<!\\p{L})${transition}(?!\\p{L})\\s*:?`, 'giu'),
    weak: new RegExp(`(?<!\\p{L})${weak}(?!\\p{L})\\s*:?`, 'iu'),
    wherein: new RegExp(`[,;:.]?\\s(?=(?:and |,)?\\s*${wherein}(?!\\p{L}))`, 'giu'),
    whereinStart: new RegExp(`^(?:and\\s+|,\\s*)?${wherein}`, 'iu'),
    member: new RegExp(`,\\s+(?=(?:and\\s+|und\\s+|et\\s+|y\\s+)?${member}\\s)`, 'giu'),
  };
}

/** Claims in languages written in Latin letters: a preamble up to `comprising`, then features. */
export function latinLayout(text: string, grammar: string): Layout {
  const patterns = PATTERNS.get(grammar)!;
  const inside = asides(text);
  const preambleEnd = endOfPreamble(text, patterns, inside);
  const strong = [
    ...semicolonCuts(text, inside),
    ...lineCuts(text, inside),
    ...labelCuts(text),
    ...startsOf(text, patterns.wherein, inside),
  ];
  const weak = strong.some((cut) => cut > preambleEnd && /[;\n]/.test(text.slice(preambleEnd, cut)));
  const members =
    weak || preambleEnd === 0 ? [] : endsOf(text.slice(preambleEnd), patterns.member, inside.subarray(preambleEnd));
  return { preambleEnd, cuts: [...strong, ...members.map((cut) => cut + preambleEnd)], tailStart: text.length };
}

/** The first transition, unless one with a colon follows before the first feature ends; a `wherein` before both ends the preamble too. */
function endOfPreamble(text: string, { transitions, weak, wherein }: Patterns, inside: Uint8Array): number {
  const first = text.search(/[;\n]/);
  const limit = Math.min(first < 0 ? text.length : first, 1200);
  const head = text.slice(0, limit);
  const found = [...head.matchAll(transitions)].filter((match) => !inside[match.index]);
  const chosen = found.find((match) => match[0].endsWith(':')) ?? found[0];
  const clause = startsOf(head, wherein, inside)[0];
  if (clause !== undefined && (!chosen || clause < chosen.index)) return clause;
  if (chosen) return chosen.index + chosen[0].length;
  const opener = weak.exec(head);
  return opener ? opener.index + opener[0].length : 0;
}

export function isLatinWherein(piece: string, grammar: string): boolean {
  return PATTERNS.get(grammar)!.whereinStart.test(piece);
}
