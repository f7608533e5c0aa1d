import type { CleaningStep, CorpusDocument, DocumentPart } from '../types.js';
import { type Change, gone, paragraphStep, replaced } from './step.js';

const RULES = {
  'no-letters': 'a paragraph without a letter of any script, outside tables and sequence listings',
  'mostly-marks': 'a long paragraph of which less than a quarter is letters and digits',
  repetition: 'a long paragraph of which one word makes more than half',
  encoding: 'a sign of two bytes read as two signs is put right: 50Â° C is 50° C',
  mojibake: 'text read in a wrong encoding that cannot be put right: â€œ, ë°œëª…',
  empty: 'a document in which fewer than 20 letters are left',
} as const;

/** Tables, formulae, chemistry and sequences are kept whatever they look like. */
const KEPT_MARK = /\[(?:TABLE|MATH|CHEM)|\t/;
const LONG = 60;
const FEWEST_LETTERS = 20;
const MOJIBAKE = /(?:[ÃÂ][\u0080-\u00bf]|â€|ë[°±²³\u0080-\u00bf]|ì[\u0080-\u00bf])/g;
const FEWEST_MOJIBAKE = 4;
const LETTERS_A_MOJIBAKE = 40;

const inParagraph = paragraphStep('quality', RULES, (text, part) => {
  const counts = counted(text);
  const repaired = counts.latinOne > 0 ? replaced(text, 'encoding', TWO_BYTES, oneSign) : null;
  const rule = repaired ? faultOf(repaired.text, counted(repaired.text), part) : faultOf(text, counts, part);
  if (rule === null) return repaired ? [repaired] : NOTHING;
  return [gone(text, rule)];
});
const NOTHING: readonly Change[] = [];

/** UTF-8 of U+00A0 to U+00BF read as Latin-1: degrees, micro and half signs. */
const TWO_BYTES = /Â[\u00a0-\u00bf]/g;

function oneSign(pair: string): string {
  return pair.slice(1);
}

/** Takes out text that teaches nothing. */
export const qualityStep: CleaningStep = {
  name: 'quality',
  rules: RULES,
  clean: (document) => {
    const { document: left, drops } = inParagraph.clean(document);
    if (!left || lettersOf(left) >= FEWEST_LETTERS) return { document: left, drops };
    const text = left.parts[0]?.paragraphs[0] ?? '';
    const characters = left.parts.flatMap(({ paragraphs }) => paragraphs).reduce((sum, { length }) => sum + length, 0);
    const drop = { document: document.id, rule: 'quality.empty', part: null, paragraph: null, text, characters };
    return { document: null, drops: [...drops, drop] };
  },
};

function faultOf(text: string, counts: Counted, part: DocumentPart): keyof typeof RULES | null {
  if (part.name === 'label' || part.section === 'sequence-listing') return null;
  const { letters, digits, blanks, latinOne } = counts;
  if (letters === 0) return KEPT_MARK.test(text) ? null : 'no-letters';
  if (latinOne >= FEWEST_MOJIBAKE && isMojibake(text)) return 'mojibake';
  if (text.length < LONG || KEPT_MARK.test(text)) return null;
  if ((letters + digits) * 4 < text.length - blanks) return 'mostly-marks';
  return isRepetition(text) ? 'repetition' : null;
}

/** A degree sign read wrongly here and there does not spoil a paragraph. */
function isMojibake(text: string): boolean {
  const marks = text.match(MOJIBAKE)?.length ?? 0;
  return marks >= FEWEST_MOJIBAKE && marks * LETTERS_A_MOJIBAKE > text.length;
}

interface Counted {
  readonly letters: number;
  readonly digits: number;
  readonly blanks: number;
  /** Units between U+00C2 and U+00EC: what wrong encodings are full of. */
  readonly latinOne: number;
}

const [LETTER, DIGIT, CONTROL, LATIN_ONE, SPACE] = [1, 2, 4, 8, 16] as const;

/** For each UTF-16 unit what it counts for: what `\s` matches, and what stands before the first sign, tell blanks. */
const CLASSES = Uint8Array.from({ length: 65536 }, (_, unit) => {
  const space = /\s/.test(String.fromCharCode(unit)) ? SPACE : 0;
  if (unit >= 0xac00) return LETTER | space;
  if (unit <= 32) return CONTROL | space;
  if (unit >= 48 && unit <= 57) return DIGIT;
  if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)) return LETTER;
  const isSign = unit < 0xc0 || (unit >= 0x2000 && unit <= 0x2bff) || (unit >= 0x3000 && unit <= 0x303f);
  return isSign ? space : LETTER | space | (unit <= 0xec ? LATIN_ONE : 0);
});

function counted(text: string): Counted {
  let letters = 0;
  let digits = 0;
  let blanks = 0;
  let latinOne = 0;
  for (let at = 0; at < text.length; at++) {
    const of = CLASSES[text.charCodeAt(at)]!;
    letters += of & LETTER;
    digits += (of >> 1) & 1;
    blanks += (of >> 2) & 1;
    latinOne += (of >> 3) & 1;
  }
  return { letters, digits, blanks, latinOne };
}

const FEWEST_WORDS = 40;

/** A text in which nothing comes back within its first words is none. */
const LOOKED_AT = 2000;

function isRepetition(text: string): boolean {
  if (!mayRepeat(text)) return false;
  const start = text.slice(0, LOOKED_AT);
  const words = start.split(/\s+/);
  if (words.length < FEWEST_WORDS) return false;
  const counts = new Map<string, number>();
  let most = 0;
  for (const word of words) {
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    if (count > most) most = count;
  }
  return most * 2 > words.length;
}

const buckets = new Uint16Array(64);

/** Whether words of one hash make half of a text's beginning: only then can one word do so, and hardly any text has such. */
function mayRepeat(text: string): boolean {
  const length = Math.min(text.length, LOOKED_AT);
  buckets.fill(0);
  let words = 0;
  let most = 0;
  let hash = 0;
  for (let at = 0; at <= length; at++) {
    const unit = at < length ? text.charCodeAt(at) : 32;
    if ((CLASSES[unit]! & SPACE) === 0) hash = Math.imul(hash ^ unit, 0x01000193) | 1;
    else if (hash !== 0) {
      const count = ++buckets[(hash ^ (hash >>> 15)) & 63]!;
      if (count > most) most = count;
      words++;
      hash = 0;
    }
  }
  return most * 2 >= words;
}

function lettersOf(document: CorpusDocument): number {
  let letters = 0;
  for (const { paragraphs } of document.parts)
    for (const text of paragraphs) {
      letters += counted(text).letters;
      if (letters >= FEWEST_LETTERS) return letters;
    }
  return letters;
}
