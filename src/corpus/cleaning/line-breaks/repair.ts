import { TextBuffers } from './buffers.js';
import { lineStarts, type Page } from './layout.js';
import { Places, tabulated } from './places.js';
import { blankOdds, type SpacingModel } from './spacing-model.js';

export interface Change {
  /** Place in the text as given to {@link findChanges}. */
  readonly at: number;
  /** `join` takes the blank at `at` away, `part` sets one before `at`. */
  readonly kind: 'join' | 'part';
}

/** Log-odds of a blank that decide at the end of a line, where a cut within a word is as likely as one between words. */
const JOIN_AT_END = -0.5;
const PART_AT_END = 1.5;
/** Within a line blanks are mostly right: how likely a wrong one is, is learned from the text itself, within these bounds. */
const FEWEST_WRONG = 0.001;
const MOST_WRONG = 0.12;
/** A particle cut from a number or name before it. */
const JOIN_AFTER_NAME = -3;
/** A clause that follows its neighbour's mark without a blank. */
const PART_AFTER_MARK = 0.5;
/** Words run together within a line of claims. */
const PART_WITHIN = 4.5;

const kept = new TextBuffers();
/** Longer texts get memory of their own, so that a thread does not keep megabytes for one of them. */
const LONGEST_KEPT = 1 << 18;

/**
 * Finds the blanks that the ends of printed lines left inside words, and the ones they took away between words.
 * @param text running text with single blanks; line feeds of the page may still stand in it
 * @returns places in order
 */
export function findChanges(model: SpacingModel, text: string, page: Page): Change[] {
  const buffers = text.length > LONGEST_KEPT ? new TextBuffers() : kept;
  const places = new Places(model, text.replaceAll('\n', ' '), buffers);
  const starts = lineStarts(places, page);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts[at + 1] = 1;
  const joinWithin = -Math.log(1 / shareOfWrongBlanks(places, starts) - 1);
  const readsWithin = page.leavesNone > page.leavesBlank;
  const cuts: Cut[] = [];
  const changes: Change[] = [];
  for (let right = 1; right < text.length; right++) {
    const isStart = starts[right] === 1;
    if (places.isBlankBefore(right)) {
      const surplus = joinSurplus(places, right, isStart ? JOIN_AT_END : joinWithin, isStart);
      if (surplus > 0) cuts.push({ right, surplus });
    } else if (isRunTogether(places, right, isStart, readsWithin)) changes.push({ at: right, kind: 'part' });
  }
  for (const { right } of settled(places, cuts)) changes.push({ at: right - 1, kind: 'join' });
  return changes.sort((a, b) => a.at - b.at);
}

/** A blank that seems to cut a word, and by how much the odds against it pass the limit. */
interface Cut {
  readonly right: number;
  readonly surplus: number;
}

function joinSurplus(places: Places, right: number, limit: number, isStart: boolean): number {
  if (places.isWithinHangul(right)) return limit - ownOdds(places, right, limit);
  if (!isStart || !isAfterName(places.text, right - 2) || !places.isOpen(right)) return 0;
  return JOIN_AFTER_NAME - places.oddsBefore(right);
}

/** Blanks this close tell the model wrong things about each other: `당뇨 병 전증`. */
const CLOSE = 4;
const CONTEXT = 12;

/** Of two close cuts the clearer one is made, and the other only if it is still one without the first. */
function settled(places: Places, cuts: readonly Cut[]): Cut[] {
  const made: Cut[] = [];
  for (const cut of cuts) {
    const last = made.at(-1);
    if (last === undefined || cut.right - last.right > CLOSE) made.push(cut);
    else {
      const [clear, unclear] = last.surplus >= cut.surplus ? [last, cut] : [cut, last];
      made.pop();
      const both = oddsWithout(places, clear.right, unclear.right) < 0 ? [clear, unclear] : [clear];
      made.push(...both.sort((a, b) => a.right - b.right));
    }
  }
  return made;
}

/** The odds of the blank before `asked` in a text without the blank before `gone`. */
function oddsWithout(places: Places, gone: number, asked: number): number {
  const from = Math.max(0, Math.min(gone, asked) - CONTEXT);
  const to = Math.max(gone, asked) + CONTEXT;
  const around = places.text.slice(from, gone - 1) + places.text.slice(gone, to);
  const right = asked - from - (gone < asked ? 1 : 0);
  return blankOdds(places.model, around, right - 2, right);
}

function isRunTogether(places: Places, right: number, isStart: boolean, readsWithin: boolean): boolean {
  if (isAfterMark(places.units[right - 1]!)) return places.isOpen(right) && places.oddsBefore(right) > PART_AFTER_MARK;
  if (!isStart && !readsWithin) return false;
  const limit = isStart ? PART_AT_END : PART_WITHIN;
  return places.isWithinHangul(right) && ownOdds(places, right, limit) > limit;
}

/** Digits, Latin letters and closing brackets, which a particle follows. */
function isAfterName(text: string, at: number): boolean {
  return /[0-9A-Za-z)]/.test(text.charAt(at));
}

/** A clause may begin right after the mark that ended the one before: `포함하며,상기`, `것이다.본`. */
function isAfterMark(mark: number): boolean {
  return mark === 44 || mark === 46 || mark === 59;
}

const ROUNDS = 4;

/** How much likelier a blank is where none belongs. */
const likelihoodOfWrong = tabulated((odds) => Math.exp(Math.max(-8, Math.min(8, -odds))));

/** The share of blanks within lines that do not belong there, by a few rounds of expectation and maximisation. */
function shareOfWrongBlanks(places: Places, starts: Uint8Array): number {
  const { blanks, blankCount, buffers, model } = places;
  const { likelihoods } = buffers;
  const likelihoodOf = likelihoodOfWrong(model);
  let count = 0;
  for (let i = 0; i < blankCount; i++) {
    const right = blanks[i]!;
    if (starts[right] === 0 && places.isWithinHangul(right))
      likelihoods[count++] = likelihoodOf[places.codeBefore(right)]!;
  }
  let share = 0.01;
  for (let round = 0; round < ROUNDS; round++) {
    let wrong = 0;
    for (let i = 0; i < count; i++) {
      const worth = share * likelihoods[i]!;
      wrong += worth / (worth + 1 - share);
    }
    share = Math.min(MOST_WRONG, Math.max(FEWEST_WRONG, (wrong + 0.1) / (count + 10)));
  }
  return share;
}

/** This close to the limit the text around is asked how it writes the same letters elsewhere. */
const UNSURE = 4;
const WEIGHT_OF_OWN_USE = 1.5;
const MOST_COUNTED = 4;
/** How far around, in UTF-16 units. */
const NEIGHBOURHOOD = 8000;

function ownOdds(places: Places, right: number, limit: number): number {
  const odds = places.oddsBefore(right);
  if (odds < limit - UNSURE || odds > limit + UNSURE) return odds;
  const { text } = places;
  const left = places.left(right);
  const before = text.slice(left - 1, left + 1);
  const after = text.slice(right, right + 2);
  if (before.length < 2 || after.length < 2 || before.includes(' ') || after.includes(' ')) return odds;
  const around = text.slice(Math.max(0, right - NEIGHBOURHOOD), right + NEIGHBOURHOOD);
  const isParted = places.isBlankBefore(right);
  const parted = occurrences(around, `${before} ${after}`) - (isParted ? 1 : 0);
  const joined = occurrences(around, before + after) - (isParted ? 0 : 1);
  return odds + WEIGHT_OF_OWN_USE * Math.log((parted + 0.4) / (joined + 0.4));
}

/** How often a string stands in a text, counted up to five. */
function occurrences(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0 && count <= MOST_COUNTED; at = text.indexOf(wanted, at + 1)) count++;
  return count;
}

/** The text with the changes made. */
export function withChanges(text: string, changes: readonly Change[]): string {
  let result = '';
  let from = 0;
  for (const { at, kind } of changes) {
    result += text.slice(from, at) + (kind === 'part' ? ' ' : '');
    from = kind === 'part' ? at : at + 1;
  }
  return (result + text.slice(from)).replaceAll('\n', ' ');
}
