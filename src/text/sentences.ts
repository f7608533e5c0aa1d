import type { Language } from '../core/index.js';
import type { Range } from './types.js';

/** Words before a full stop that does not end a sentence. */
const ABBREVIATION =
  /(?:^|[^\p{L}\p{N}])(?:figs?|nos?|eq|eqs|e\.g|i\.e|cf|vs|et al|al|approx|ref|refs|dr|mr|mrs|prof|inc|co|corp|ltd|u\.s|u\.s\.c|vol|pp|p|ex|para|sec|ser|pat|appl|pub|st|jr|app|bzw|z\.b|d\.h|abb|도|제|표|식|예)$/iu;

const CLOSING = /[)\]}"'”’»」』】〉》]/;
const END_OF_OPEN = new Set(['。', '！', '？', '!', '?']);

/**
 * Cuts a text into sentences: at full stops that end one, at 。！？, at line feeds, and, where a claim
 * goes on for long, at its semicolons. `FIG. 1.`, `e.g.`, `도 1.`, decimals and what stands in brackets stay whole.
 * @returns ranges without the white space around them; together they hold every other character of the text
 */
export function sentences(text: string, language: Language): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isMark(text.charCodeAt(at))) continue;
    const mark = text.charAt(at);
    if (mark === '(' || mark === '[') depth++;
    else if (mark === ')' || mark === ']') depth = Math.max(0, depth - 1);
    else if (
      mark === '\n' ||
      (isEnd(text, at, at - start, language) && (depth === 0 || at - start > LONGEST_BRACKET))
    ) {
      const end = mark === '\n' ? at : afterClosing(text, at + 1);
      pushTrimmed(ranges, text, start, end);
      start = end;
      at = Math.max(at, end - 1);
      depth = 0;
    }
  }
  pushTrimmed(ranges, text, start, text.length);
  return ranges;
}

const MARKS = Uint8Array.from({ length: 128 }, (_, unit) => Number('()[]\n.;!?'.includes(String.fromCharCode(unit))));

/** Whether a unit opens, closes or ends something; nearly all are passed over. */
function isMark(unit: number): boolean {
  return unit < 128 ? MARKS[unit] === 1 : unit === 0x3002 || unit === 0xff01 || unit === 0xff1f;
}

/** From this length on a semicolon ends a piece: long claims list their parts with it. */
const LONG_CLAUSE = 150;
/** A bracket left open must not swallow the text. */
const LONGEST_BRACKET = 600;

function isEnd(text: string, at: number, length: number, language: Language): boolean {
  const mark = text.charAt(at);
  if (END_OF_OPEN.has(mark)) return true;
  if (mark === ';') return length > LONG_CLAUSE && /\s/.test(text.charAt(at + 1));
  return mark === '.' && isFullStop(text, at, language);
}

function isFullStop(text: string, at: number, language: Language): boolean {
  const after = afterClosing(text, at + 1);
  const next = text.charAt(after);
  const before = text.slice(Math.max(0, at - 12), at);
  if (language === 'ko' && /[가-힣]$/.test(before) && /[다요음함됨임]$/.test(before))
    return !/[\p{N}\p{Ll}.]/u.test(next);
  if (next !== '' && !/\s/.test(next)) return false;
  if (ABBREVIATION.test(before) || (/\d$/.test(before) && /^\s*\d/.test(text.slice(after, after + 8)))) return false;
  if (/(?:^|[\s(.])\p{Lu}$/u.test(before)) return false;
  if (
    /(?:^|[\s(])(?:\d{1,2}|[a-z])$/.test(before) &&
    /^(?:\s*)$/.test(text.slice(lineStart(text, at), at - before.trimStart().length))
  ) {
    return false;
  }
  const following = /\S/.exec(text.slice(after, after + 40))?.[0] ?? '';
  return !/\p{Ll}/u.test(following);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function afterClosing(text: string, at: number): number {
  let end = at;
  while (end < text.length && CLOSING.test(text.charAt(end))) end++;
  return end;
}

function pushTrimmed(ranges: Range[], text: string, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  if (to > from) ranges.push({ start: from, end: to });
}
