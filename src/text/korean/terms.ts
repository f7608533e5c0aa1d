import type { TermVisitor } from '../words.js';
import type { KoreanAnalyser } from './analyser.js';
import { stringAt, tableSize } from './string-table.js';

/** Tags whose words carry meaning: nouns, counters, numerals, suffixes and roots, verbs and adjectives, unknown words. */
const CONTENT = new Set('NNG NNP NNBC NR XPN XSN XR VV VA SH SL SN UNKNOWN UNA NA'.split(' '));
/** Verbs that only carry the sentence: 하다, 되다, 있다, 위하다, 의하다 …, and the marks of ordinals, plurals and adjectives. */
const EMPTY = new Set(
  '하/VV 되/VV 있/VV 있/VA 없/VA 이루/VV 위하/VV 관하/VV 대하/VV 의하/VV 따르/VV 통하/VV 인하/VV 가지/VV 갖/VV 같/VA 이러/VV 그러/VV 그러하/VA 이러하/VA 제/XPN 들/XSN 적/XSN'.split(
    ' ',
  ),
);

/** A term within a word of the dictionary: offsets count from the word's start, null stands for the whole word. */
interface Part {
  readonly term: string;
  readonly start: number;
  readonly end: number | null;
}

const familyOf = (tag: string) => (tag.charCodeAt(0) << 8) | tag.charCodeAt(1);
const NOUN = familyOf('NN');
const NOUN_SUFFIX = familyOf('XS');
const ADVERB = familyOf('MA');

const DROP = 0;
const WHOLE = 1;
const LOOK_UP = 2;

/**
 * What a Korean morpheme means to search. Particles, endings and signs give nothing; compounds give
 * their parts, so that 리튬이온전지 and 리튬 이온 전지 meet; inflected verbs give their stems.
 */
export class KoreanTerms {
  /** By word class: nothing, the word as written, or what {@link #partsOf} says. */
  readonly #action: Uint8Array;
  readonly #wordClass: Uint16Array;
  /** By word class: the first two letters of its tag, `NN`, `MA`, as one number. */
  readonly #family: Uint16Array;
  readonly #parts = new Map<number, readonly Part[]>();

  constructor(readonly analyser: KoreanAnalyser) {
    const { classes, lexicon } = analyser.dictionary;
    this.#wordClass = lexicon.wordClass;
    this.#action = Uint8Array.from({ length: tableSize(classes.features) }, (_, row) => {
      const [tag = '', , , type] = stringAt(classes.features, row).split(',');
      if (!tag.split('+').some((part) => CONTENT.has(part))) return DROP;
      return type === '*' && tag.startsWith('N') ? WHOLE : LOOK_UP;
    });
    this.#family = Uint16Array.from({ length: tableSize(classes.features) }, (_, row) =>
      familyOf(stringAt(classes.features, row)),
    );
  }

  /** Whether a word is a noun, by the dictionary or for want of an entry, or ends nouns. */
  isNoun(word: number): boolean {
    if (word >= this.#wordClass.length) return true;
    const family = this.#family[this.#wordClass[word]!]!;
    return family === NOUN || family === NOUN_SUFFIX;
  }

  isAdverb(word: number): boolean {
    return word < this.#wordClass.length && this.#family[this.#wordClass[word]!] === ADVERB;
  }

  visit(text: string, start: number, end: number, word: number, visit: TermVisitor): void {
    const action = word < this.#wordClass.length ? this.#action[this.#wordClass[word]!]! : LOOK_UP;
    if (action === DROP) return;
    const written = text.slice(start, end);
    const space = written.indexOf(' ');
    const surface = space < 0 ? written : written.replace(' ', '');
    if (action === WHOLE) {
      visit(start, end, surface);
      return;
    }
    // Offsets of parts count without the space a noun may hold.
    const place = (offset: number, shift: number) => start + offset + (space >= 0 && offset >= space + shift ? 1 : 0);
    for (const part of this.#partsOf(surface, word)) {
      visit(place(part.start, 0), part.end === null ? end : place(part.end, 1), part.term || surface);
    }
  }

  #partsOf(surface: string, word: number): readonly Part[] {
    const known = this.#parts.get(word);
    if (known) return known;
    const parts = readParts(surface, this.analyser.feature(word, surface));
    this.#parts.set(word, parts);
    return parts;
  }
}

/** Reads the parts of a word from its feature fields `tag,meaning,final,reading,type,first,last,expression`. */
export function readParts(surface: string, feature: string): readonly Part[] {
  const [tag = '', , , , type = '*', , , ...rest] = feature.split(',');
  const expression = rest.join(',');
  if (type === 'Compound') return compoundParts(surface, expression);
  if (expression === '*' || expression === '')
    return isContent(surface, tag) ? [{ term: '', start: 0, end: null }] : [];
  const stems = readExpression(expression).filter(({ form, tag }) => isContent(form, tag));
  return stems.map(({ form }) => ({ term: form, start: 0, end: null }));
}

function isContent(form: string, tag: string): boolean {
  return CONTENT.has(tag) && !EMPTY.has(`${form}/${tag}`);
}

/** `리튬/NNG/*+이온/NNG/*` → its forms and tags. */
function readExpression(expression: string): { form: string; tag: string }[] {
  return expression.split('+').map((piece) => {
    const [form = '', tag = ''] = piece.split('/');
    return { form, tag };
  });
}

/**
 * The parts of a compound that stand as words of their own. A part of one syllable stays with its
 * neighbour (단말 + 기 is 단말기, 손 + 목 is 손목): alone it would match everything.
 */
function compoundParts(surface: string, expression: string): readonly Part[] {
  const forms = readExpression(expression).map(({ form }) => form);
  if (forms.join('') !== surface) return [{ term: '', start: 0, end: null }];
  const joined: string[] = [];
  for (const form of forms) {
    const last = joined.length - 1;
    if (last >= 0 && (form.length === 1 || joined[last]!.length === 1)) joined[last] += form;
    else joined.push(form);
  }
  if (joined.length === 1) return [{ term: '', start: 0, end: null }];
  let end = 0;
  return joined.map((term) => {
    end += term.length;
    return { term, start: end - term.length, end };
  });
}
