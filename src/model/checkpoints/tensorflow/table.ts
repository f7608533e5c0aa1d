import { crc32c, masked } from './crc32c.js';

/** Last eight bytes of a LevelDB table. */
const MAGIC = 0xdb4775248b80fb57n;
const FOOTER = 48;
/** One byte that names the compression and four of checksum follow each block. */
const TRAILER = 5;

interface BlockHandle {
  readonly offset: number;
  readonly size: number;
}

/**
 * Entries of a table file as LevelDB lays it out (doc/table_format.md there): data blocks, an index block whose
 * values say where they lie, and a footer that says where the index lies. TensorFlow's `.index` is one.
 * @throws Error with the reason when the bytes are no such table.
 */
export function* tableEntries(bytes: Uint8Array): Generator<readonly [key: string, value: Uint8Array]> {
  for (const [, handle] of blockEntries(block(bytes, indexHandle(bytes))))
    yield* blockEntries(block(bytes, handleAt(new Cursor(handle))));
}

function indexHandle(bytes: Uint8Array): BlockHandle {
  if (bytes.length < FOOTER) throw new Error('it is too short for a table');
  const footer = bytes.subarray(bytes.length - FOOTER);
  const view = new DataView(footer.buffer, footer.byteOffset, FOOTER);
  if (view.getBigUint64(FOOTER - 8, true) !== MAGIC) throw new Error('it does not end as a table does');
  const cursor = new Cursor(footer);
  handleAt(cursor); // where the meta index lies, which such files leave empty
  return handleAt(cursor);
}

function handleAt(cursor: Cursor): BlockHandle {
  return { offset: cursor.varint(), size: cursor.varint() };
}

function block(bytes: Uint8Array, { offset, size }: BlockHandle): Uint8Array {
  if (offset + size + TRAILER > bytes.length) throw new Error('a block lies beyond its end');
  const checked = bytes.subarray(offset, offset + size + 1);
  const stored = new DataView(bytes.buffer, bytes.byteOffset + offset + size + 1, 4).getUint32(0, true);
  if (masked(crc32c(checked)) !== stored) throw new Error('the checksum of a block is wrong');
  if (checked[size] !== 0) throw new Error('it is compressed, which checkpoints are not');
  return bytes.subarray(offset, offset + size);
}

/** Keys share their beginning with the key before; the places where they do not stand at the block's end. */
function* blockEntries(bytes: Uint8Array): Generator<readonly [string, Uint8Array]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const restarts = view.getUint32(bytes.length - 4, true);
  const end = bytes.length - 4 - 4 * restarts;
  if (end < 0) throw new Error('a block is damaged');
  const cursor = new Cursor(bytes.subarray(0, end));
  let key = Buffer.alloc(0);
  while (!cursor.atEnd) {
    const [shared, own, length] = [cursor.varint(), cursor.varint(), cursor.varint()];
    key = Buffer.concat([key.subarray(0, shared), cursor.take(own)]);
    yield [key.toString('utf8'), cursor.take(length)];
  }
}

/** Reads numbers of variable length (seven bits a byte, lowest first) and stretches of bytes. */
export class Cursor {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.#at >= this.bytes.length;
  }

  /** @throws Error beyond 2^53, which no size in a checkpoint reaches. */
  varint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return checkedSize(value);
    }
    throw new Error('a number is too long');
  }

  take(length: number): Uint8Array {
    if (this.#at + length > this.bytes.length) throw new Error('it ends in the middle of a value');
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  private byte(): number {
    if (this.atEnd) throw new Error('it ends in the middle of a number');
    return this.bytes[this.#at++]!;
  }
}

function checkedSize(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error('a number is too large');
  return value;
}
