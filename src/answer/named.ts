import { normaliseSymbol, parseDocumentNumber } from '../core/index.js';

/** What a question names outright, and the rest of its words. */
export interface Named {
  /** Numbers of publications as they were written. */
  readonly numbers: readonly string[];
  /** Claims asked for by number; only beside a publication. */
  readonly claims: readonly number[];
  /** IPC or CPC symbols: documents of these classes are preferred. */
  readonly classes: readonly string[];
  /** The question without these. */
  readonly rest: string;
}

/** Numbers as offices print them; shorter ones are too easily something else (`CR2032`). */
const NUMBER =
  /\b[A-Z]{2}\s?-?(?:\d{2}-\d{4}-\d{7}|[A-Z]{0,2}\d[\d,/]{4,}\d)(?:\s?[A-Z]\d\b|[A-Z]\b)?|\b(?:10|20)-(?:\d{4}-)?\d{7}\b|\b[12]0(?:19|20)\d{9}\b/g;
const CLASS = /\b[A-HY]\d{2}[A-Z](?:\s?\d{1,4}\/\d{2,6})?(?![A-Za-z0-9])/g;
const CLAIM = /청구항\s*제?\s*(\d{1,3})\s*항?|제\s*(\d{1,3})\s*항|\bclaims?\s+(\d{1,3})\b/giu;
const ANY_CLAIM = /청구항|청구범위|\bclaims?\b/iu;

/** Takes publication numbers, claim numbers and class symbols out of a question. */
export function readNamed(text: string): Named {
  const numbers: string[] = [];
  const classes: string[] = [];
  let rest = text.replace(NUMBER, (number) => {
    if (!parseDocumentNumber(number)) return number;
    numbers.push(number);
    return ' ';
  });
  rest = rest.replace(CLASS, (symbol) => {
    const printed = normaliseSymbol(symbol);
    if (!printed) return symbol;
    classes.push(printed);
    return ' ';
  });
  if (numbers.length === 0) return { numbers, claims: [], classes, rest };
  const claims = Array.from(rest.matchAll(CLAIM), ([, first, second, third]) => Number(first ?? second ?? third));
  if (claims.length === 0 && ANY_CLAIM.test(rest)) claims.push(1);
  return { numbers, claims, classes, rest: rest.replace(CLAIM, ' ') };
}
