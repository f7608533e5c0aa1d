import { shared } from './shared-memory.js';

/** Many strings as one piece of shared memory: UTF-8 bytes, and where each string begins. */
export interface StringTable {
  readonly bytes: Uint8Array;
  /** One more than there are strings. */
  readonly offsets: Uint32Array;
}

/** Reads `size` strings that stand in `bytes` with a line feed between them. */
export function stringTable(bytes: Uint8Array, size: number): StringTable {
  const table = { bytes: shared.uint8(bytes.length + 1), offsets: shared.uint32(size + 1) };
  fillStringTable(table, bytes);
  return table;
}

/** Fills an empty table with strings that stand in `bytes` with a line feed between them. */
export function fillStringTable({ bytes: kept, offsets }: StringTable, bytes: Uint8Array): void {
  kept.set(bytes);
  kept[bytes.length] = LINE_FEED;
  const size = offsets.length - 1;
  let row = 0;
  for (let at = 0; at < kept.length && row < size; at++) {
    if (kept[at] === LINE_FEED) offsets[++row] = at + 1;
  }
}

export function tableOf(strings: readonly string[]): StringTable {
  return stringTable(Buffer.from(strings.join('\n'), 'utf8'), strings.length);
}

export function stringAt(table: StringTable, row: number): string {
  const start = table.offsets[row] ?? 0;
  const end = (table.offsets[row + 1] ?? start + 1) - 1;
  return Buffer.from(table.bytes.buffer, table.bytes.byteOffset + start, end - start).toString('utf8');
}

export function tableSize(table: StringTable): number {
  return table.offsets.length - 1;
}

const LINE_FEED = 10;

/** Gives equal strings one number, in the order they are first met. */
export class Interner {
  readonly strings: string[] = [];
  readonly #ids = new Map<string, number>();

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.strings.length);
    return this.strings.push(text) - 1;
  }
}
