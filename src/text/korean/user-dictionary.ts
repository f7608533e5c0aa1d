import { SimsaError } from '../../core/index.js';
import type { ConnectionMatrix, KoreanDictionary, Lexicon } from './dictionary.js';
import { Interner, stringAt, tableSize } from './string-table.js';
import { buildTrie, WordList } from './trie.js';

/** Words a user adds, as a lexicon of its own beside the system's. */
export interface UserDictionary {
  readonly lexicon: Lexicon;
  readonly classes: { readonly leftId: Uint16Array; readonly rightId: Uint16Array; readonly posId: Uint16Array };
  /** `tag,meaning,final` of each class. */
  readonly heads: readonly string[];
  /** The feature fields after the first three, a row a word; row 0 stands for `surface,*,*,*,*`. */
  readonly tail: Uint32Array;
  readonly tails: readonly string[];
}

/** What mecab-ko-dic 2.1.1 gives a noun whose reading its model never saw: left id, right id, cost. */
const NOUN_DEFAULTS: Readonly<Record<string, readonly [number, number, number]>> = {
  'NNG,F': [1780, 3533, 2639],
  'NNG,T': [1780, 3534, 2639],
  'NNP,F': [1786, 3545, 2953],
  'NNP,T': [1786, 3546, 2953],
};

/**
 * Reads MeCab's user-dictionary lines `surface,left id,right id,cost,tag,meaning,final,reading,type,first,last,expression`.
 * A line may hold the surface only, and ids and cost may be empty: a noun then gets what mecab-ko-dic gives nouns.
 * @throws `text.bad-user-dictionary` naming the line
 */
export function readUserDictionary(lines: Iterable<string>, system: KoreanDictionary): UserDictionary {
  const posIds = posIdsByTag(system);
  const words = new WordList();
  const classes = new Interner();
  const tails = new Interner();
  tails.id('');
  const classOf: number[] = [];
  const costOf: number[] = [];
  const tailOf: number[] = [];
  let line = 0;
  for (const raw of lines) {
    line++;
    const row = raw.trim();
    if (row === '') continue;
    const entry = parseLine(row, line, { posIds, matrix: system.matrix });
    words.add(entry.surface);
    classOf.push(classes.id([entry.leftId, entry.rightId, entry.posId, entry.head].join(',')));
    costOf.push(entry.cost);
    tailOf.push(tails.id(entry.tail));
  }
  if (classes.strings.length > 0xffff) {
    throw new SimsaError('text.bad-user-dictionary', { line, reason: 'it uses more than 65,535 word classes' });
  }
  const { trie, first, order } = buildTrie(words);
  const rows = classes.strings.map((row) => row.split(','));
  return {
    lexicon: {
      trie,
      first,
      wordClass: Uint16Array.from(order, (word) => classOf[word]!),
      cost: Int16Array.from(order, (word) => costOf[word]!),
    },
    classes: {
      leftId: Uint16Array.from(rows, (row) => Number(row[0])),
      rightId: Uint16Array.from(rows, (row) => Number(row[1])),
      posId: Uint16Array.from(rows, (row) => Number(row[2])),
    },
    heads: rows.map((row) => row.slice(3).join(',')),
    tail: Uint32Array.from(order, (word) => tailOf[word]!),
    tails: tails.strings,
  };
}

interface Limits {
  readonly posIds: ReadonlyMap<string, number>;
  readonly matrix: ConnectionMatrix;
}

interface Entry {
  readonly surface: string;
  readonly leftId: number;
  readonly rightId: number;
  readonly cost: number;
  readonly posId: number;
  readonly head: string;
  readonly tail: string;
}

function parseLine(row: string, line: number, { posIds, matrix }: Limits): Entry {
  const [surface = '', left = '', right = '', costText = '', ...features] = row.split(',').map((field) => field.trim());
  const refuse = (reason: string) => new SimsaError('text.bad-user-dictionary', { line, reason }, { line });
  if (surface === '') throw refuse('it has no surface');
  const tag = features[0] || 'NNG';
  const meaning = features[1] || '*';
  const final = features[2] || (endsInConsonant(surface) ? 'T' : 'F');
  const defaults = NOUN_DEFAULTS[`${tag},${final}`];
  const numbers = [left, right, costText].map((text, place) => (text === '' ? defaults?.[place] : Number(text)));
  const [leftId, rightId, cost] = numbers;
  if (leftId === undefined || rightId === undefined || cost === undefined) {
    throw refuse(`only nouns (NNG, NNP) may leave ids and cost empty, not ${tag}`);
  }
  const fits = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value < to;
  if (!fits(leftId, 0, matrix.rightSize) || !fits(rightId, 0, matrix.leftSize) || !fits(cost, -0x8000, 0x8000)) {
    throw refuse('its ids or its cost are not whole numbers in the range of the dictionary');
  }
  const tail = features.slice(3).join(',');
  return {
    surface,
    leftId,
    rightId,
    cost,
    posId: posIds.get(tag) ?? 0,
    head: `${tag},${meaning},${final}`,
    tail: tail === `${surface},*,*,*,*` ? '' : tail,
  };
}

/** Whether the last syllable has a final consonant (종성). */
function endsInConsonant(word: string): boolean {
  const unit = word.charCodeAt(word.length - 1);
  return unit >= 0xac00 && unit <= 0xd7a3 && (unit - 0xac00) % 28 !== 0;
}

/** pos-id.def as the compiled dictionary remembers it. */
function posIdsByTag({ classes }: KoreanDictionary): Map<string, number> {
  const ids = new Map<string, number>();
  for (let row = 0; row < tableSize(classes.features); row++) {
    const [tag = '', , , type] = stringAt(classes.features, row).split(',');
    if (type === '*' && !ids.has(tag)) ids.set(tag, classes.posId[row]!);
  }
  return ids;
}

/** All feature fields of a word of the user. */
export function userFeature(user: UserDictionary, word: number, surface: string): string {
  const head = user.heads[user.lexicon.wordClass[word]!]!;
  return `${head},${user.tails[user.tail[word]!] || `${surface},*,*,*,*`}`;
}
