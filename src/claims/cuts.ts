/** Where a claim's text is divided. Offsets are UTF-16 units of the claim's text. */
export interface Layout {
  /** End of the introducing words; 0 when there are none. */
  readonly preambleEnd: number;
  /** Places between the preamble and the tail where a new feature begins, in any order. */
  readonly cuts: readonly number[];
  /** Start of closing words that name the claimed thing again (`…를 포함하는 장치`); the text's length when there are none. */
  readonly tailStart: number;
}

const PAIRS: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '】': '【',
  '」': '「',
  '）': '（',
  '〕': '〔',
};
const OPENING = new Set(Object.values(PAIRS));

/** Longer bracketed parts hold features of their own. */
const LONGEST_ASIDE = 300;

/** For each unit, 1 where it stands inside a closed pair of brackets. The bracket of a label (`a)`) closes nothing. */
export function asides(text: string): Uint8Array {
  const inside = new Uint8Array(text.length);
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (OPENING.has(unit)) open.push(at);
    const opening = PAIRS[unit];
    if (!opening) continue;
    const match = open.findLastIndex((start) => text[start] === opening);
    if (match < 0) continue;
    const start = open[match]!;
    open.length = match;
    if (at - start <= LONGEST_ASIDE) inside.fill(1, start, at);
  }
  return inside;
}

/** Ends of all matches of a pattern outside brackets. */
export function endsOf(text: string, pattern: RegExp, inside: Uint8Array): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(pattern)) {
    if (!inside[match.index]) ends.push(match.index + match[0].length);
  }
  return ends;
}

/** Starts of all matches of a pattern outside brackets. */
export function startsOf(text: string, pattern: RegExp, inside: Uint8Array): number[] {
  const starts: number[] = [];
  for (const match of text.matchAll(pattern)) {
    if (!inside[match.index]) starts.push(match.index);
  }
  return starts;
}

/** Line breaks that end a thought, not those that only wrap a line. */
const LINE_BREAK =
  /(?:[,;:.，；：。、]|및|and|或|和|及び)[^\S\n]*\n|\n\s*(?=[-–•○●□■▪]\s|\(?[a-zA-Z0-9]{1,3}[).]\s|[①-⑳]|상기|前記|所述)/g;

export function lineCuts(text: string, inside: Uint8Array): number[] {
  return endsOf(text, LINE_BREAK, inside);
}

export function semicolonCuts(text: string, inside: Uint8Array): number[] {
  return endsOf(text, /[;；]/g, inside);
}

const LABEL =
  /(?<=^|[\s:;,，；：、])(?:\(([a-z]|[ivx]{1,5}|\d{1,2})\)|([a-z]|[ivx]{1,5}|\d{1,2})\)|([a-z]|\d{1,2})\.(?=\s)|([①-⑳]))/gi;

/** Labels that count up from their first value: `(a) … (b) …`, `i) … ii) …`, `① … ② …`. */
export function labelCuts(text: string): number[] {
  const found = [...text.matchAll(LABEL)].map((match) => ({
    at: match.index,
    value: (match[1] ?? match[2] ?? match[3] ?? match[4]!).toLowerCase(),
    shape: match[0].replace(/[\da-z①-⑳]+/i, ''),
  }));
  for (const series of SERIES) {
    const cuts = countUp(found, series);
    if (cuts.length >= 2) return cuts;
  }
  return [];
}

const SERIES: readonly (readonly string[])[] = [
  'abcdefghijklmnopqrstuvwxyz'.split(''),
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'],
  Array.from({ length: 40 }, (_, index) => String(index + 1)),
  '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'.split(''),
];

function countUp(found: readonly { at: number; value: string; shape: string }[], series: readonly string[]): number[] {
  const cuts: number[] = [];
  let shape = '';
  for (const label of found) {
    if (label.value !== series[cuts.length] || (cuts.length && label.shape !== shape)) continue;
    shape = label.shape;
    cuts.push(label.at);
  }
  return cuts;
}
