import { type Connector, NumberList, precedingClaims, type Reference, type ReferenceContext } from './reference.js';

/** The words with which a language written in Latin letters names claims. */
export interface LatinWords {
  /** The word for claim, singular and plural, as source of a regular expression. */
  readonly noun: string;
  /** Its plurals only: after one, commas go on to further numbers. */
  readonly plural: string;
  readonly to: string;
  readonly or: string;
  readonly and: string;
  /** Words before a list that let one be chosen: `any one of`. */
  readonly choice: string;
  /** `any preceding claim`, as a whole. */
  readonly preceding: string;
}

export const ENGLISH: LatinWords = {
  noun: 'claims?',
  plural: 'claims',
  to: 'to|through|thru|up to',
  or: 'or|and/or|or any(?: one)? of|or of|or in|or according to',
  and: 'and|and any(?: one)? of|&',
  choice: 'any|one|either|each|anyone|every|at least one',
  preceding:
    '(?:any|one|either|each|all)(?: one)?(?: or more)?(?: of)?(?: the)? (?:(?:preceding|previous|above|foregoing|prior|aforementioned|aforesaid|preceeding)(?:ly)?(?: (?:mentioned|listed))? claims?|claims? (?:above|preceding))|(?:the )?(?:preceding|previous|foregoing) claims?',
};

export const GERMAN: LatinWords = {
  noun: 'Anspr(?:uch(?:e?s)?|üchen?)|Patentanspr(?:uch(?:e?s)?|üchen?)',
  plural: 'Ansprüchen?|Patentansprüchen?',
  to: 'bis',
  or: 'oder|und/oder',
  and: 'und|sowie',
  choice: 'einem|eines|einen|einer|irgendeinem',
  preceding:
    '(?:einem|eines|einen|einer)(?: oder mehreren)?(?: der)? (?:vorhergehenden|vorstehenden|vorangehenden|vorherigen|vorangegangenen) (?:Patenta|A)nsprüche',
};

export const FRENCH: LatinWords = {
  noun: 'revendications?',
  plural: 'revendications',
  to: 'à',
  or: 'ou|et/ou|ou la|ou les|ou selon la',
  and: 'et|et la|et les',
  choice: "l[’']une(?: quelconque)?|quelconque",
  preceding: "l[’']une(?: quelconque)? des revendications (?:précédentes|ci-dessus|antérieures)",
};

export const SPANISH: LatinWords = {
  noun: 'reivindicaci(?:ón|on|ones)',
  plural: 'reivindicaciones',
  to: 'a|hasta',
  or: 'o|ó|y/o|u',
  and: 'y|e',
  choice: 'cualquiera|una cualquiera|una',
  preceding: '(?:cualquiera|una)(?: cualquiera)? de las reivindicaciones (?:anteriores|precedentes)',
};

/** A reader of references for a language written in Latin letters. */
export function latinReferences(words: LatinWords): (text: string, context: ReferenceContext) => Reference[] {
  const patterns = compile(words);
  return (text, context) => {
    const found = listsOf(text, patterns);
    for (const match of text.matchAll(patterns.preceding)) {
      const numbers = precedingClaims(context);
      if (!numbers.length) continue;
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        numbers,
        alternative: !/^all|^the/i.test(match[0]),
      });
    }
    return found.sort((a, b) => a.start - b.start);
  };
}

interface Patterns {
  readonly first: RegExp;
  readonly connector: RegExp;
  readonly next: RegExp;
  readonly choice: RegExp;
  readonly plural: RegExp;
  readonly preceding: RegExp;
  readonly to: RegExp;
  readonly or: RegExp;
}

function compile(words: LatinWords): Patterns {
  const { noun, plural, to, or, and, choice, preceding } = words;
  const joint = `(?:${longestFirst(or)}|${longestFirst(and)})`;
  return {
    first: new RegExp(
      `(?<![\\p{L}-])(?:${noun})[\\s,:]*(?:(?:No|Nr|Nos)\\.?\\s*)?\\(?(\\d{1,15})(?![\\d%]|\\.\\d)\\)?`,
      'giu',
    ),
    connector: new RegExp(
      `\\s*(?:,\\s*)?(${joint}|${longestFirst(to)})(?=[\\s\\d])\\s*(?:the\\s+)?|\\s*([-~/,;&])\\s*`,
      'iuy',
    ),
    next: new RegExp(
      `(?:(?:any|one|any one|either) of\\s+)?(?:(?:${noun})\\s*)?(\\d{1,15})(?![\\d%\\p{L}]|\\.\\d)`,
      'iuy',
    ),
    choice: new RegExp(
      `(?<!\\p{L})(?:${choice})(?:\\s+(?:one|more|or more|or|of|in|from|the|de|des|der|las|los|la|les|to|previous|preceding|which|with|as claimed in))*\\s*$`,
      'iu',
    ),
    plural: new RegExp(`^(?:${plural})`, 'iu'),
    preceding: new RegExp(`(?<!\\p{L})(?:${preceding.replaceAll(' ', '\\s+')})(?!\\s*\\d|\\p{L})`, 'giu'),
    to: new RegExp(`^(?:${to}|[-~])$`, 'iu'),
    or: new RegExp(`^(?:${or}|/)$`, 'iu'),
  };
}

/** Alternatives of a pattern, none of which may hold a `|` of its own, so that `or any of` is tried before `or`. */
function longestFirst(alternatives: string): string {
  return alternatives
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|');
}

function listsOf(text: string, patterns: Patterns): Reference[] {
  const found: Reference[] = [];
  let position = 0;
  for (const match of text.matchAll(patterns.first)) {
    if (match.index < position) continue;
    const reference = readList(text, match, patterns);
    found.push(reference);
    position = reference.end;
  }
  return found;
}

interface Item {
  readonly connector: Connector;
  readonly number: number;
  readonly end: number;
}

function readList(text: string, first: RegExpExecArray, patterns: Patterns): Reference {
  const end = first.index + first[0].length;
  const items: Item[] = [];
  for (let item = nextItem(text, end, patterns); item; item = nextItem(text, item.end, patterns)) items.push(item);
  // `of claim 1, 2 wt% of …`: after the singular a comma goes on only to a list that closes with a word.
  if (!patterns.plural.test(first[0])) {
    const last = items.findLastIndex(({ connector }) => connector !== 'comma');
    items.length = last + 1;
  }
  const list = new NumberList(Number(first[1]));
  for (const { connector, number } of items) list.add(connector, number);
  const numbers = list.numbers;
  const before = text.slice(Math.max(0, first.index - 40), first.index);
  const alternative = numbers.length === 1 || patterns.choice.test(before) || (list.has('or') && !list.has('and'));
  return { start: first.index, end: items.at(-1)?.end ?? end, numbers, alternative, ...list.backward };
}

function nextItem(text: string, from: number, patterns: Patterns): Item | null {
  patterns.connector.lastIndex = from;
  const connector = patterns.connector.exec(text);
  if (!connector) return null;
  patterns.next.lastIndex = patterns.connector.lastIndex;
  const next = patterns.next.exec(text);
  if (!next) return null;
  const word = (connector[1] ?? connector[2]!).replace(/\s+/g, ' ');
  return { connector: connectorOf(word, patterns), number: Number(next[1]), end: patterns.next.lastIndex };
}

function connectorOf(word: string, patterns: Patterns): Connector {
  if (patterns.to.test(word)) return 'range';
  if (patterns.or.test(word)) return 'or';
  return /^[,;]$/.test(word) ? 'comma' : 'and';
}
