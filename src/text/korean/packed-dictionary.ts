import { brotliCompressSync, constants } from 'node:zlib';
import { SimsaError } from '../../core/index.js';
import { fromPlanes, fromRowDifferences, fromVarints, toPlanes, toRowDifferences, toVarints } from './column-codec.js';
import type { KoreanDictionary, UnknownWords } from './dictionary.js';
import { shared } from './shared-memory.js';
import { type StringTable, stringTable, tableSize } from './string-table.js';
import {
  closedDetails,
  DETAIL_COLUMNS,
  openDetails,
  type PackedColumn,
  unpackColumn,
  unpackColumnBeside,
} from './word-details.js';

const MAGIC = 'simsa-ko-dic 2\n';

/** What the columns need to be read again; stands uncompressed at the head of the file. */
interface Header {
  readonly nodes: number;
  readonly words: number;
  readonly classes: number;
  readonly readings: number;
  readonly expressions: number;
  readonly leftSize: number;
  readonly rightSize: number;
  readonly width: number;
  readonly categories: readonly string[];
  readonly unknown: Readonly<Record<Exclude<keyof UnknownWords, 'features'>, readonly number[]>>;
  readonly unknownFeatures: readonly string[];
  /** Pairs of position id and cost. */
  readonly spacePenalty: readonly (readonly [number, number])[];
  /** Name, raw and compressed size of each column in file order. */
  readonly columns: readonly (readonly [string, number, number])[];
}

/** Packs a dictionary into one file without loss: columns by kind, each compressed with brotli. */
export function packDictionary(dictionary: KoreanDictionary, quality = 11): Buffer {
  const columns: (readonly [string, number, number])[] = [];
  const bodies: Buffer[] = [];
  for (const [name, raw] of columnsOf(dictionary)) {
    const body = brotliCompressSync(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
      },
    });
    columns.push([name, raw.length, body.length]);
    bodies.push(body);
  }
  const header = Buffer.from(JSON.stringify({ ...describeSizes(dictionary), columns }), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([Buffer.from(MAGIC), length, header, ...bodies]);
}

function* columnsOf(dictionary: KoreanDictionary): Generator<[string, Uint8Array]> {
  const { lexicon, classes, matrix, characters } = dictionary;
  const details = openDetails(dictionary.details);
  const { label, child } = lexicon.trie;
  yield ['label', toPlanes(label)];
  yield ['children', toVarints(differences(child))];
  yield ['words', toVarints(differences(lexicon.first))];
  yield ['class', toPlanes(lexicon.wordClass)];
  yield ['cost', toPlanes(new Uint16Array(Int16Array.from(lexicon.cost).buffer))];
  yield ['reading', toVarints(details.reading)];
  yield ['expression', toVarints(details.expression)];
  yield ['class-left', toPlanes(classes.leftId)];
  yield ['class-right', toPlanes(classes.rightId)];
  yield ['class-pos', toPlanes(classes.posId)];
  yield ['class-features', unshared(classes.features)];
  yield ['readings', unshared(details.readings)];
  yield ['expressions', unshared(details.expressions)];
  yield ['matrix-rows', toPlanes(matrix.rowOf)];
  yield ['matrix-columns', toPlanes(matrix.columnOf)];
  yield ['matrix', toRowDifferences(matrix.cells, matrix.width)];
  yield ['characters', new Uint8Array(Uint32Array.from(characters.info).buffer)];
}

function differences(ascending: Uint32Array): Uint32Array {
  return Uint32Array.from({ length: ascending.length - 1 }, (_, i) => ascending[i + 1]! - ascending[i]!);
}

function unshared(table: StringTable): Uint8Array {
  return Uint8Array.from(table.bytes.subarray(0, table.bytes.length - 1));
}

function describeSizes(dictionary: KoreanDictionary): Omit<Header, 'columns'> {
  const { features, ...unknown } = dictionary.unknown;
  const numbers = Object.entries(unknown).map(([name, column]) => [name, [...column]]);
  return {
    nodes: dictionary.lexicon.trie.label.length,
    words: dictionary.lexicon.cost.length,
    classes: dictionary.classes.leftId.length,
    readings: tableSize(dictionary.details.readings),
    expressions: tableSize(dictionary.details.expressions),
    leftSize: dictionary.matrix.leftSize,
    rightSize: dictionary.matrix.rightSize,
    width: dictionary.matrix.width,
    categories: dictionary.characters.names,
    unknown: Object.fromEntries(numbers) as Header['unknown'],
    unknownFeatures: features,
    spacePenalty: [...dictionary.spacePenalty.entries()].filter(([, cost]) => cost !== 0),
  };
}

/**
 * Unpacks a dictionary made by {@link packDictionary}.
 * @param path named in errors
 * @throws `text.bad-dictionary` when the file is no packed dictionary or is not whole
 */
export function unpackDictionary(file: Buffer, path: string): KoreanDictionary {
  checkMagic(file, path);
  try {
    return unpack(headOf(file), path, unpackColumn);
  } catch (cause) {
    throw notWhole(path, cause);
  }
}

/** The same, with the same errors; what takes longest is done beside the thread that asks. */
export async function unpackDictionaryBeside(file: Buffer, path: string): Promise<KoreanDictionary> {
  checkMagic(file, path);
  try {
    const head = headOf(file);
    const asked = [...head.columns].filter(([name]) => !DETAIL_NAMES.has(name));
    const unpacked = await Promise.all(
      asked.map(async ([, column]) => [column, await unpackColumnBeside(column)] as const),
    );
    const bytesOf = new Map(unpacked);
    return unpack(head, path, (column) => bytesOf.get(column)!);
  } catch (cause) {
    throw notWhole(path, cause);
  }
}

const DETAIL_NAMES: ReadonlySet<string> = new Set(DETAIL_COLUMNS);

function checkMagic(file: Buffer, path: string): void {
  if (file.toString('latin1', 0, MAGIC.length) === MAGIC) return;
  throw new SimsaError('text.bad-dictionary', { path, reason: 'it is not a packed Korean dictionary' });
}

const notWhole = (path: string, cause: unknown) =>
  new SimsaError('text.bad-dictionary', { path, reason: 'it is not whole' }, {}, { cause });

interface Head {
  readonly header: Header;
  readonly columns: ReadonlyMap<string, PackedColumn>;
}

function headOf(file: Buffer): Head {
  const headerAt = MAGIC.length + 4;
  const headerEnd = headerAt + file.readUInt32LE(MAGIC.length);
  const header = JSON.parse(file.toString('utf8', headerAt, headerEnd)) as Header;
  return { header, columns: columnsIn(file, headerEnd, header.columns) };
}

function unpack({ header, columns }: Head, path: string, bytesOf: (column: PackedColumn) => Buffer): KoreanDictionary {
  const packed = (name: string) => {
    const column = columns.get(name);
    if (!column) throw new RangeError(`no column ${name}`);
    return column;
  };
  const column = (name: string) => bytesOf(packed(name));
  const { nodes, words, classes, leftSize, rightSize, width } = header;
  const u16 = (name: string, size: number) => filled(shared.uint16(size), (into) => fromPlanes(column(name), into));
  const kept = (name: string) => {
    const { bytes, raw } = packed(name);
    return { bytes: filled(shared.uint8(bytes.length), (into) => into.set(bytes)), raw };
  };
  return {
    lexicon: {
      trie: { label: u16('label', nodes), child: summed(column('children'), nodes, 1) },
      first: summed(column('words'), nodes, 0),
      wordClass: u16('class', words),
      cost: filled(shared.int16(words), (into) => fromPlanes(column('cost'), into)),
    },
    classes: {
      leftId: u16('class-left', classes),
      rightId: u16('class-right', classes),
      posId: u16('class-pos', classes),
      features: stringTable(column('class-features'), classes),
    },
    details: closedDetails({ path, columns: recordOf(DETAIL_COLUMNS, kept) }, header),
    matrix: {
      leftSize,
      rightSize,
      rowOf: u16('matrix-rows', rightSize),
      columnOf: u16('matrix-columns', leftSize),
      width,
      cells: matrixCells(column('matrix'), width),
    },
    characters: {
      names: header.categories,
      info: filled(shared.uint32(65536), (into) => new Uint8Array(into.buffer).set(column('characters'))),
    },
    unknown: {
      first: Uint16Array.from(header.unknown.first),
      leftId: Uint16Array.from(header.unknown.leftId),
      rightId: Uint16Array.from(header.unknown.rightId),
      posId: Uint16Array.from(header.unknown.posId),
      cost: Int16Array.from(header.unknown.cost),
      features: header.unknownFeatures,
    },
    spacePenalty: filled(shared.int32(65536), (into) => {
      for (const [posId, cost] of header.spacePenalty) into[posId] = cost;
    }),
  };
}

/** Where each column stands in the file. */
function columnsIn(file: Buffer, start: number, columns: Header['columns']): Map<string, PackedColumn> {
  const found = new Map<string, PackedColumn>();
  let at = start;
  for (const [name, raw, size] of columns) {
    found.set(name, { bytes: file.subarray(at, at + size), raw });
    at += size;
  }
  if (at > file.length) throw new RangeError(`${file.length} bytes of ${at}`);
  return found;
}

function recordOf<Key extends string, Value>(keys: readonly Key[], of: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Value>;
}

function matrixCells(bytes: Buffer, width: number): Int16Array {
  return filled(shared.int16(bytes.length >> 1), (into) => fromRowDifferences(bytes, width, into));
}

function filled<T>(array: T, fill: (array: T) => void): T {
  fill(array);
  return array;
}

/** Running sums of a column of differences: one more number than there are differences. */
function summed(bytes: Buffer, size: number, start: number): Uint32Array {
  const steps = new Uint32Array(size);
  fromVarints(bytes, steps);
  const sums = shared.uint32(size + 1);
  sums[0] = start;
  for (let i = 0; i < size; i++) sums[i + 1] = sums[i]! + steps[i]!;
  return sums;
}
