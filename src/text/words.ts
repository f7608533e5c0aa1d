import { stem } from './english-stem.js';
import { DIGIT, IDEOGRAPH, LETTER, scriptAt } from './script.js';

/** Receives a term with its place in the normalised text. */
export type TermVisitor = (start: number, end: number, term: string) => void;

/** Terms longer than this are cut: no word is, and hostile text must not fill an index with megabytes. */
const LONGEST = 64;

const UNITS = new Set(
  (
    'mm cm km nm um μm m kg g mg μg ug t v mv kv a ma μa w kw mw wh kwh mah ah hz khz mhz ghz thz k c l ml μl dl min h s ms μs ns ' +
    'mol mmol pa kpa mpa gpa bar torr n kn j kj ev kev db rpm ppm ppb wt vol kb mb gb tb bit bits inch px dpi sccm'
  ).split(' '),
);

/**
 * Reads the word or number at `at` of normalised text: `LiFePO4` → lifepo4, `10,000` → 10000, `10mm` → 10 and mm,
 * `Batteries'` → battery. Hyphens and slashes part words.
 * @returns where reading goes on
 */
export function visitWord(text: string, at: number, visit: TermVisitor): number {
  let end = at;
  let digits = 0;
  let letters = 0;
  let numberEnd = -1;
  for (; end < text.length; end++) {
    const script = scriptAt(text, end);
    if (script === DIGIT) digits++;
    else if (script === LETTER) {
      if (letters++ === 0) numberEnd = end;
    } else if (letters > 0 || !joinsDigits(text, end)) break;
  }
  if (letters === 0) visitCut(text, at, end, (word) => word.replace(/,(?=\d{3}(?:\D|$))/g, ''), visit);
  else if (digits > 0 && numberEnd > at && UNITS.has(text.slice(numberEnd, end).toLowerCase())) {
    visitWord(text.slice(0, numberEnd), at, visit);
    visitCut(text, numberEnd, end, plain, visit);
  } else visitCut(text, at, end, digits === 0 ? (word) => stem(plain(word)) : plain, visit);
  return afterPossessive(text, end);
}

function joinsDigits(text: string, at: number): boolean {
  const mark = text.charAt(at);
  return (mark === '.' || mark === ',') && scriptAt(text, at - 1) === DIGIT && scriptAt(text, at + 1) === DIGIT;
}

function visitCut(text: string, start: number, end: number, fold: (word: string) => string, visit: TermVisitor): void {
  for (let at = start; at < end; at += LONGEST) {
    const stop = Math.min(end, at + LONGEST);
    visit(at, stop, fold(text.slice(at, stop)));
  }
}

/** Lower case without accents, as searchers type it. */
function plain(word: string): string {
  const lower = word.toLowerCase();
  return /^[a-z0-9]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

function afterPossessive(text: string, end: number): number {
  const mark = text.charAt(end);
  if (mark !== "'" && mark !== '’') return end;
  const owned = text.charAt(end + 1).toLowerCase() === 's' && scriptAt(text, end + 2) !== LETTER;
  return owned ? end + 2 : end;
}

/**
 * Reads the run of Han and kana at `at` as overlapping pairs of characters, which find Japanese and
 * Chinese words without a dictionary; a run of one is its own term.
 * @returns where reading goes on
 */
export function visitIdeographs(text: string, at: number, visit: TermVisitor): number {
  const widthAt = (place: number) => ((text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1);
  let first = at;
  let second = first + widthAt(first);
  if (scriptAt(text, second) !== IDEOGRAPH) visit(first, second, text.slice(first, second));
  while (second < text.length && scriptAt(text, second) === IDEOGRAPH) {
    const end = second + widthAt(second);
    visit(first, end, text.slice(first, end));
    first = second;
    second = end;
  }
  return second;
}
