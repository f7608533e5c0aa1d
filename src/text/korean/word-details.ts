import { promisify } from 'node:util';
import { type BrotliOptions, brotliDecompress, brotliDecompressSync } from 'node:zlib';
import { SimsaError } from '../../core/index.js';
import { fromVarints } from './column-codec.js';
import { shared } from './shared-memory.js';
import { fillStringTable, type StringTable } from './string-table.js';

/** Readings and expressions of the words of a dictionary: the larger half of it, which most readers never ask for. */
export interface WordDetails {
  /** Reading of each word, a row of `readings`; row 0 means "as written". */
  readonly reading: Uint32Array;
  readonly readings: StringTable;
  /** Expression of each word, a row of `expressions`; row 0 is `*`, none. */
  readonly expression: Uint32Array;
  readonly expressions: StringTable;
  /** What the arrays are filled from at first need; null when they are filled. */
  readonly packed: PackedDetails | null;
}

export const DETAIL_COLUMNS = ['reading', 'readings', 'expression', 'expressions'] as const;
type DetailColumn = (typeof DETAIL_COLUMNS)[number];

/** The columns as they stand in the file, in shared memory: whatever thread needs them first unpacks them for all. */
export interface PackedDetails {
  readonly path: string;
  readonly columns: Readonly<Record<DetailColumn, PackedColumn>>;
  /** 1 once the arrays are filled. */
  readonly isOpen: Int32Array;
}

export interface PackedColumn {
  readonly bytes: Uint8Array;
  /** Bytes when unpacked. */
  readonly raw: number;
}

/** Room for details that are unpacked later. */
export function closedDetails(
  packed: Omit<PackedDetails, 'isOpen'>,
  { words, readings, expressions }: Readonly<Record<'words' | 'readings' | 'expressions', number>>,
): WordDetails {
  const table = (column: DetailColumn, rows: number): StringTable => ({
    bytes: shared.uint8(packed.columns[column].raw + 1),
    offsets: shared.uint32(rows + 1),
  });
  return {
    reading: shared.uint32(words),
    readings: table('readings', readings),
    expression: shared.uint32(words),
    expressions: table('expressions', expressions),
    packed: { ...packed, isOpen: shared.int32(1) },
  };
}

/**
 * The details, unpacked. Threads that need them at the same moment write the same numbers to the same places.
 * @throws `text.bad-dictionary` when they are damaged
 */
export function openDetails(details: WordDetails): WordDetails {
  const { packed } = details;
  if (packed === null || Atomics.load(packed.isOpen, 0) === 1) return details;
  try {
    fromVarints(unpackColumn(packed.columns.reading), details.reading);
    fillStringTable(details.readings, unpackColumn(packed.columns.readings));
    fromVarints(unpackColumn(packed.columns.expression), details.expression);
    fillStringTable(details.expressions, unpackColumn(packed.columns.expressions));
  } catch (cause) {
    throw new SimsaError('text.bad-dictionary', { path: packed.path, reason: 'it is not whole' }, {}, { cause });
  }
  Atomics.store(packed.isOpen, 0, 1);
  return details;
}

/** @throws RangeError when the column is damaged */
export function unpackColumn(column: PackedColumn): Buffer {
  return checked(brotliDecompressSync(column.bytes, inOneChunk(column)), column);
}

/** The same, beside the thread that asks. */
export async function unpackColumnBeside(column: PackedColumn): Promise<Buffer> {
  return checked(await brotliDecompressed(column.bytes, inOneChunk(column)), column);
}

const brotliDecompressed = promisify<Uint8Array, BrotliOptions, Buffer>(brotliDecompress);

/** One chunk that holds all, and a byte that stays free, so that nothing is unpacked in pieces and joined. */
const inOneChunk = ({ raw }: PackedColumn): BrotliOptions => ({ chunkSize: Math.max(64, raw + 1) });

function checked(unpacked: Buffer, { raw }: PackedColumn): Buffer {
  if (unpacked.length !== raw) throw new RangeError(`${unpacked.length} bytes of ${raw}`);
  return unpacked;
}
