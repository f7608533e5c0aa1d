import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimsaError } from '../../core/index.js';
import { condense } from './connections.js';
import type { CharacterTable, ConnectionMatrix, KoreanDictionary, UnknownWords } from './dictionary.js';
import { shared } from './shared-memory.js';
import { Interner, tableOf } from './string-table.js';
import { buildTrie, WordList } from './trie.js';

const MAGIC = 0xef718f77;
const VERSION = 102;
const HEADER_BYTES = 72;

/** Reads a folder of MeCab's compiled files: `sys.dic`, `unk.dic`, `matrix.bin`, `char.bin`, `dicrc`. */
export function readMecabFolder(folder: string): KoreanDictionary {
  const read = (name: string) => {
    const path = join(folder, name);
    if (!existsSync(path)) throw new SimsaError('input.not-found', { path });
    return readFileSync(path);
  };
  const characters = readCharacters(read('char.bin'));
  return {
    ...readSystem(openCompiled(read('sys.dic'), join(folder, 'sys.dic'))),
    matrix: readMatrix(read('matrix.bin'), join(folder, 'matrix.bin')),
    characters,
    unknown: readUnknown(openCompiled(read('unk.dic'), join(folder, 'unk.dic')), characters.names),
    spacePenalty: readSpacePenalty(read('dicrc').toString('utf8')),
  };
}

/** One compiled MeCab dictionary: a double array over UTF-8 bytes, 16-byte tokens and feature strings. */
interface Compiled {
  readonly array: Int32Array;
  /** Eight numbers a token: left id, right id, pos id, cost, then the offset of its feature string. */
  readonly tokens: Uint16Array;
  readonly features: Buffer;
}

function openCompiled(file: Buffer, path: string): Compiled {
  const header = Array.from({ length: 10 }, (_, i) => (file.length >= HEADER_BYTES ? file.readUInt32LE(i * 4) : 0));
  const [magic = 0, version, , , , , arrayBytes = 0, tokenBytes = 0, featureBytes = 0] = header;
  if ((magic ^ MAGIC) >>> 0 !== file.length || version !== VERSION) {
    throw new SimsaError('text.bad-dictionary', { path, reason: 'not a dictionary of MeCab 0.996' });
  }
  const tokensAt = HEADER_BYTES + arrayBytes;
  return {
    array: new Int32Array(copied(file, HEADER_BYTES, arrayBytes)),
    tokens: new Uint16Array(copied(file, tokensAt, tokenBytes)),
    features: file.subarray(tokensAt + tokenBytes, tokensAt + tokenBytes + featureBytes),
  };
}

/** An aligned copy: file buffers may begin at any address. */
function copied(file: Buffer, start: number, length: number): ArrayBuffer {
  return Uint8Array.prototype.slice.call(file, start, start + length).buffer as ArrayBuffer;
}

function featureOf({ tokens, features }: Compiled, token: number): string {
  const start = tokens[token * 8 + 4]! | (tokens[token * 8 + 5]! << 16);
  return features.toString('utf8', start, features.indexOf(0, start));
}

/** Calls `each` for every key with its first token and their number. */
function forEachKey(array: Int32Array, each: (key: string, first: number, count: number) => void): void {
  const units = array.length >> 1;
  const firstChild = new Int32Array(units).fill(-1);
  const sibling = new Int32Array(units);
  for (let unit = units - 1; unit >= 1; unit--) {
    const parent = array[unit * 2 + 1]!;
    if (parent <= 0 || parent >= units) continue;
    sibling[unit] = firstChild[parent]!;
    firstChild[parent] = unit;
  }
  const key = Buffer.alloc(4096);
  const walk = (base: number, depth: number) => {
    for (let unit = firstChild[base]!; unit >= 0; unit = sibling[unit]!) {
      const value = array[unit * 2]!;
      const byte = unit - base - 1;
      if (unit === base && value < 0) each(key.toString('utf8', 0, depth), (-value - 1) >> 8, (-value - 1) & 0xff);
      else if (byte >= 0 && byte <= 255) {
        key[depth] = byte;
        walk(value, depth + 1);
      }
    }
  };
  walk(array[0]!, 0);
}

type System = Pick<KoreanDictionary, 'lexicon' | 'classes' | 'details'>;

function readSystem(compiled: Compiled): System {
  const words = new WordList();
  const tokenOf: number[] = [];
  const surfaces: string[] = [];
  forEachKey(compiled.array, (key, first, count) => {
    for (let token = first; token < first + count; token++) {
      words.add(key);
      surfaces.push(key);
      tokenOf.push(token);
    }
  });
  const { trie, first, order } = buildTrie(words);
  const size = words.size;
  const wordClass = shared.uint16(size);
  const cost = shared.int16(size);
  const reading = shared.uint32(size);
  const expression = shared.uint32(size);
  const classes = new Interner();
  const readings = new Interner();
  const expressions = new Interner();
  readings.id('=');
  expressions.id('*');
  order.forEach((word, place) => {
    const token = tokenOf[word]!;
    const fields = featureOf(compiled, token).split(',');
    const ids = compiled.tokens.subarray(token * 8, token * 8 + 4);
    const [tag, meaning, final, read, type, head, last] = fields;
    wordClass[place] = classes.id([ids[0], ids[1], ids[2], tag, meaning, final, type, head, last].join(','));
    cost[place] = ids[3]!;
    reading[place] = read === surfaces[word] ? 0 : readings.id(read ?? '');
    expression[place] = expressions.id(fields.slice(7).join(','));
  });
  return {
    lexicon: { trie, first, wordClass, cost },
    classes: parseClasses(classes.strings),
    details: {
      reading,
      readings: tableOf(readings.strings),
      expression,
      expressions: tableOf(expressions.strings),
      packed: null,
    },
  };
}

/** Rows `left id,right id,pos id,tag,meaning,final,type,first,last`. */
export function parseClasses(rows: readonly string[]): KoreanDictionary['classes'] {
  const leftId = shared.uint16(rows.length);
  const rightId = shared.uint16(rows.length);
  const posId = shared.uint16(rows.length);
  const features = rows.map((row, i) => {
    const [left, right, pos, ...rest] = row.split(',');
    leftId[i] = Number(left);
    rightId[i] = Number(right);
    posId[i] = Number(pos);
    return rest.join(',');
  });
  return { leftId, rightId, posId, features: tableOf(features) };
}

function readMatrix(file: Buffer, path: string): ConnectionMatrix {
  const leftSize = file.readUInt16LE(0);
  const rightSize = file.readUInt16LE(2);
  if (file.length !== 4 + leftSize * rightSize * 2) {
    throw new SimsaError('text.bad-dictionary', { path, reason: 'its size is not what its header says' });
  }
  return condense({ leftSize, rightSize, cells: new Int16Array(copied(file, 4, file.length - 4)) });
}

function readCharacters(file: Buffer): CharacterTable {
  const count = file.readUInt32LE(0);
  const names = Array.from({ length: count }, (_, i) => {
    const name = file.toString('latin1', 4 + 32 * i, 36 + 32 * i);
    return name.slice(0, name.indexOf('\0'));
  });
  const table = 4 + 32 * count;
  const info = shared.uint32(65536);
  for (let unit = 0; table + unit * 4 + 4 <= file.length; unit++) info[unit] = file.readUInt32LE(table + unit * 4);
  // The file ends one entry early; MeCab reads code 0 for what it lacks.
  info[65535] = info[0]!;
  return { names, info };
}

function readUnknown(compiled: Compiled, categories: readonly string[]): UnknownWords {
  const keys = new Map<string, { first: number; count: number }>();
  forEachKey(compiled.array, (key, first, count) => keys.set(key, { first, count }));
  const tokens = categories.map((category) => {
    const found = keys.get(category) ?? { first: 0, count: 0 };
    return Array.from({ length: found.count }, (_, i) => found.first + i);
  });
  const all = tokens.flat();
  const column = (place: number) => Uint16Array.from(all, (token) => compiled.tokens[token * 8 + place]!);
  const first = [0];
  for (const list of tokens) first.push(first[first.length - 1]! + list.length);
  return {
    first: Uint16Array.from(first),
    leftId: column(0),
    rightId: column(1),
    posId: column(2),
    cost: new Int16Array(column(3).buffer),
    features: all.map((token) => featureOf(compiled, token)),
  };
}

/** `left-space-penalty-factor = pos id,cost,…` of `dicrc`, which only MeCab-ko has; of doubles the first counts. */
function readSpacePenalty(dicrc: string): Int32Array {
  const penalty = shared.int32(65536);
  const list = /^left-space-penalty-factor\s*=\s*(.*)$/m.exec(dicrc)?.[1] ?? '';
  const numbers = list.split(',').map(Number);
  for (let i = numbers.length - 2; i >= 0; i -= 2) penalty[numbers[i]!] = numbers[i + 1]!;
  return penalty;
}
