import {
  type DocumentNumber,
  normaliseSymbol,
  type PartialDate,
  parseDate,
  parseDocumentNumber,
} from '../../core/index.js';

/** What the first of several words side by side was understood as, and how many of them it took. */
export type Understood =
  | { readonly type: 'class'; readonly symbol: string; readonly words: number }
  | {
      readonly type: 'dates';
      readonly from: PartialDate | null;
      readonly to: PartialDate | null;
      readonly words: number;
    }
  | { readonly type: 'number'; readonly text: string; readonly number: DocumentNumber | null; readonly words: number };

/**
 * Understands words as the searchers of the field mean them: `H01M 10/05` is a class, `US 8,672,134 B2`
 * a number, `2015..2019` dates.
 * @returns null when the first word is just a word.
 */
export function understand(words: readonly string[]): Understood | null {
  return understandNamedNumber(words) ?? understandDates(words) ?? understandNumber(words) ?? understandClass(words);
}

const SUBCLASS = /^[A-HY]\d{2}[A-Z]$/i;
const SUBCLASS_AND_GROUP = /^[A-HY]\d{2}[A-Z]\d{1,4}(?:\/\d{2,6})?$/i;
const GROUP = /^\d{1,4}\/\d{2,6}$/;

function understandClass([first = '', second = '']: readonly string[]): Understood | null {
  const head = first.replace(/\*$/, '');
  if (SUBCLASS.test(head) && GROUP.test(second.replace(/\*$/, ''))) {
    return { type: 'class', symbol: normaliseSymbol(`${head} ${second.replace(/\*$/, '')}`)!, words: 2 };
  }
  if (!SUBCLASS.test(head) && !SUBCLASS_AND_GROUP.test(head)) return null;
  return { type: 'class', symbol: normaliseSymbol(head)!, words: 1 };
}

/** A class that a field was given: any level, `H01M 10` too. Null when it is none. */
export function readClass([first = '', second = '']: readonly string[]): { symbol: string; words: number } | null {
  const head = first.replace(/\*$/, '');
  const tail = second.replace(/\*$/, '');
  if (SUBCLASS.test(head) && /^\d{1,4}(?:\/\d{2,6})?$/.test(tail)) {
    return { symbol: normaliseSymbol(`${head} ${tail}`)!, words: 2 };
  }
  const symbol = normaliseSymbol(head);
  return symbol === null ? null : { symbol, words: 1 };
}

/** What KIPRIS and gazettes write before a number: 공개특허 10-2022-0000001, 등록번호 제10-1234567호. */
const KIND_OF_NUMBER =
  /^(?:(?:공개|등록|출원|공고|특허|공표)번호|특허|(?:공개|등록|공고|공표)?(?:특허|실용신안)(?:공보|번호)?|(?:공개|등록)?특허공보|출원|공개|등록)$/;

function understandNamedNumber([first = '', ...rest]: readonly string[]): Understood | null {
  const number = KIND_OF_NUMBER.test(first) ? understandNumber(rest) : null;
  return number?.type === 'number' ? { ...number, words: number.words + 1 } : null;
}

const RANGE = /^([\d.\-/년월일]*?)(?:\.\.\.?|~)([\d.\-/년월일]*)$/;
const YEARS = /^((?:18|19|20)\d\d)-((?:18|19|20)\d\d)$/;
const COMPARED = /^(>=|<=|>|<|≥|≤)(.+)$/;

const WHOLE_DATE = /^(?:18|19|20)\d\d([-./])\d{1,2}\1\d{1,2}$/;

function understandDates([first = '']: readonly string[]): Understood | null {
  const day = WHOLE_DATE.test(first) ? parseDate(first) : null;
  if (day) return { type: 'dates', from: day, to: day, words: 1 };
  const match = RANGE.exec(first) ?? YEARS.exec(first);
  const range = match && rangeOf(match[1]!, match[2]!);
  return range ? { type: 'dates', ...range, words: 1 } : null;
}

/** Dates that a field was given: a date, a range, or a comparison. Null when they are none. */
export function readDates(text: string): { from: PartialDate | null; to: PartialDate | null } | null {
  const range = RANGE.exec(text) ?? YEARS.exec(text);
  if (range) return rangeOf(range[1]!, range[2]!);
  const compared = COMPARED.exec(text);
  if (compared) {
    const date = parseDate(compared[2]!);
    if (!date) return null;
    return /[<≤]/.test(compared[1]!) ? { from: null, to: date } : { from: date, to: null };
  }
  const date = parseDate(text);
  return date ? { from: date, to: date } : null;
}

function rangeOf(left: string, right: string): { from: PartialDate | null; to: PartialDate | null } | null {
  const from = parseDate(left);
  const to = parseDate(right);
  if ((left && !from) || (right && !to) || (!from && !to)) return null;
  return from && to && from > to ? { from: to, to: from } : { from, to };
}

/** Offices whose two letters before digits are taken for a number; `LM317` and `CR2032` are not. */
const OFFICES = new Set(
  'AR AT AU BE BR CA CH CN CZ DD DE DK EA EP ES FI FR GB GR HK HU IE IL IN IT JP KR MX NL NO NZ PL PT RU SE SG SU TW UA US WO ZA'.split(
    ' ',
  ),
);
const LONGEST_NUMBER = 6;
const LEAST_DIGITS = 5;
const BARE_DIGITS = /^\d{1,3}(?:,\d{3}){2,}$|^\d{7,13}$|^\d{2}-\d{4}-\d{7}$/;
const NAMED_NUMBER = /^제?\s*(.+?)\s*호$/;

function understandNumber(words: readonly string[]): Understood | null {
  for (let count = Math.min(LONGEST_NUMBER, words.length); count > 0; count--) {
    const text = words.slice(0, count).join(' ');
    const number = readNumber(text);
    if (number) return { type: 'number', text, number, words: count };
  }
  const first = words[0] ?? '';
  return BARE_DIGITS.test(first) ? { type: 'number', text: first, number: null, words: 1 } : null;
}

/** A document number that nobody would write for something else, or null. */
function readNumber(text: string): DocumentNumber | null {
  const number = parseDocumentNumber(NAMED_NUMBER.exec(text)?.[1] ?? text);
  if (!number || !OFFICES.has(number.country)) return null;
  return number.number.replace(/\D/g, '').length >= LEAST_DIGITS ? number : null;
}
