import { SimsaError } from '../../core/index.js';
import { type FieldTarget, fieldNamed } from './fields.js';

/** A piece of a query; `at` is its place from 0. */
export type Lexeme = { readonly at: number } & (
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'phrase'; readonly text: string }
  | { readonly type: 'open' | 'close'; readonly text: string }
  | { readonly type: 'field'; readonly target: FieldTarget; readonly text: string }
  | { readonly type: 'and' | 'or' | 'not'; readonly text: string }
  | { readonly type: 'near'; readonly text: string; readonly distance: number; readonly ordered: boolean }
);

const SPACE = /[\s\u3000]/;
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '＂': '＂', '「': '」' };
const OPEN = /[([（［{]/;
const CLOSE = /[)\]）］}]/;
const FIELD = /(?:[A-Za-z]{2,11}|[가-힣]{2,7})\s?[:=：]/y;
/** What looks like a field: no space on either side of the colon, as prose has one behind it. */
const UNKNOWN_FIELD = /([A-Za-z]{2,11}|[가-힣]{2,7})[:：](?=[^\s\u3000:：])/y;
/** Names before a colon that are no fields but parts of what is looked for. */
const SCHEMES = new Set('http https ftp mailto urn doi'.split(' '));
const KEYWORD = /(AND|OR|NOT|NEAR|ADJ)(?:\/(\d{1,3}))?(?=$|[\s\u3000()[\]"“（）])/y;
/** Operators of KIPRIS: `^3` within three words, `*` and, `+` or, `!` not. */
const CARET = /\^(\d{1,3})/y;
/** `분리막 -다공성`: without what follows; `-10` is a number. */
const MINUS = /^-[\p{L}"“(]/u;
const SIGNS: Readonly<Record<string, 'and' | 'or'>> = { '*': 'and', '+': 'or' };
const DEFAULT_DISTANCE = { NEAR: 10, ADJ: 0 };
/** `2015..`: the points are its meaning. */
const OPEN_RANGE = /^\d[\d.-]*\d\.\.$/;
const PUNCTUATION_AFTER = /[,.;:?!、。，；：？！]+$/;

/**
 * Cuts a query into words, phrases, brackets, fields and operators. Operators are upper case, so that
 * "search and rescue" stays what it is.
 * @throws SimsaError `search.open-quote`, `search.unknown-field`.
 */
export function lex(query: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (let at = 0; at < query.length; ) {
    if (SPACE.test(query[at]!)) {
      at++;
      continue;
    }
    const lexeme = read(query, at, lexemes.at(-1));
    if (lexeme.piece) lexemes.push(lexeme.piece);
    at = lexeme.end;
  }
  return lexemes;
}

interface Step {
  readonly piece: Lexeme | null;
  readonly end: number;
}

function read(query: string, at: number, before: Lexeme | undefined): Step {
  const character = query[at]!;
  if (QUOTES[character]) return readQuoted(query, at, QUOTES[character]);
  if (OPEN.test(character)) return { piece: { type: 'open', text: character, at }, end: at + 1 };
  if (CLOSE.test(character)) return { piece: { type: 'close', text: character, at }, end: at + 1 };
  return readOperator(query, at, before) ?? readField(query, at) ?? readWord(query, at);
}

function readQuoted(query: string, at: number, closing: string): Step {
  const end = query.indexOf(closing, at + 1);
  if (end < 0) throw new SimsaError('search.open-quote', { position: at + 1 });
  return { piece: { type: 'phrase', text: query.slice(at + 1, end), at }, end: end + 1 };
}

function readOperator(query: string, at: number, before: Lexeme | undefined): Step | null {
  const character = query[at]!;
  KEYWORD.lastIndex = at;
  const [keyword, name, distance] = KEYWORD.exec(query) ?? [];
  if (keyword) return { piece: keywordLexeme(keyword, name!, distance, at), end: at + keyword.length };
  CARET.lastIndex = at;
  const caret = before && CARET.exec(query);
  if (caret) {
    const near = { type: 'near', text: caret[0], distance: Number(caret[1]), ordered: false, at } as const;
    return { piece: near, end: at + caret[0].length };
  }
  const isOperand = before && (before.type === 'word' || before.type === 'phrase' || before.type === 'close');
  if (SIGNS[character] && isOperand) return { piece: { type: SIGNS[character], text: character, at }, end: at + 1 };
  if (MINUS.test(query.slice(at, at + 2)) && SPACE.test(query[at - 1] ?? '')) {
    return { piece: { type: 'not', text: character, at }, end: at + 1 };
  }
  if (character === '!' && query[at + 1] && !SPACE.test(query[at + 1]!)) {
    return { piece: { type: 'not', text: '!', at }, end: at + 1 };
  }
  return null;
}

function keywordLexeme(text: string, name: string, distance: string | undefined, at: number): Lexeme {
  if (name === 'NEAR' || name === 'ADJ') {
    const words = distance === undefined ? DEFAULT_DISTANCE[name] : Number(distance);
    return { type: 'near', text, distance: words, ordered: name === 'ADJ', at };
  }
  return { type: name.toLowerCase() as 'and' | 'or' | 'not', text, at };
}

function readField(query: string, at: number): Step | null {
  FIELD.lastIndex = at;
  const [text] = FIELD.exec(query) ?? [];
  const target = text && fieldNamed(text.slice(0, -1).trimEnd());
  if (target) return { piece: { type: 'field', target, text, at }, end: at + text.length };
  UNKNOWN_FIELD.lastIndex = at;
  const field = UNKNOWN_FIELD.exec(query)?.[1];
  if (field && !SCHEMES.has(field.toLowerCase()))
    throw new SimsaError('search.unknown-field', { field, position: at + 1 });
  return null;
}

function readWord(query: string, at: number): Step {
  let end = at + 1;
  while (end < query.length && !endsWord(query, end)) end++;
  const whole = query.slice(at, end);
  const text = OPEN_RANGE.test(whole) ? whole : whole.replace(PUNCTUATION_AFTER, '');
  return { piece: text === '' ? null : { type: 'word', text, at }, end };
}

const HANGUL = /[가-힣]/;

function endsWord(query: string, at: number): boolean {
  const character = query[at]!;
  if (SPACE.test(character) || QUOTES[character] || OPEN.test(character) || CLOSE.test(character)) return true;
  const next = query[at + 1];
  if (character === '^') return /\d/.test(next ?? '');
  // `전지*` is truncation, `전지*양극` joins two; `C++` and `Li+` are words, `전지+배터리` are two.
  if (character === '*') return next !== undefined && !SPACE.test(next) && !CLOSE.test(next);
  return (
    character === '+' &&
    (HANGUL.test(query[at - 1]!) || OPEN.test(next ?? '')) &&
    next !== undefined &&
    !SPACE.test(next)
  );
}
