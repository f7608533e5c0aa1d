import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { SimsaError } from '../core/index.js';

const MAGIC = Buffer.from('SIMSASEG');
const FOOTER_BYTES = 16;

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

/**
 * Writes named byte sections into one file. The table of sections stands at the end and is written
 * last, so that a file cut short by a crash has none and is recognised.
 */
export class SectionWriter {
  readonly #file: number;
  readonly #places = new Map<string, Place>();
  #offset = 0;
  #open: { readonly name: string; readonly start: number; crc: number } | null = null;

  constructor(path: string) {
    this.#file = openSync(path, 'wx');
  }

  /** Starts a section; what `write` brings until the next `begin` belongs to it. Sections start at multiples of 8. */
  begin(name: string): void {
    this.#finishSection();
    const padding = (8 - (this.#offset % 8)) % 8;
    if (padding > 0) this.#writeBytes(new Uint8Array(padding));
    this.#open = { name, start: this.#offset, crc: 0 };
  }

  write(bytes: Uint8Array): void {
    if (!this.#open) throw new Error('no section was begun');
    this.#open.crc = crc32(bytes, this.#open.crc);
    this.#writeBytes(bytes);
  }

  section(name: string, bytes: Uint8Array): void {
    this.begin(name);
    this.write(bytes);
  }

  numbers(name: string, values: Uint32Array | Uint8Array | readonly number[]): void {
    const array = values instanceof Uint8Array || values instanceof Uint32Array ? values : Uint32Array.from(values);
    this.section(name, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }

  json(name: string, value: unknown): void {
    this.section(name, Buffer.from(JSON.stringify(value)));
  }

  /** Ends the file and waits until the disk has it. Returns its length in bytes. */
  finish(): number {
    this.#finishSection();
    const table = Buffer.from(JSON.stringify(Object.fromEntries(this.#places)));
    const footer = Buffer.alloc(FOOTER_BYTES);
    footer.writeUInt32LE(table.length, 0);
    footer.writeUInt32LE(crc32(table), 4);
    MAGIC.copy(footer, 8);
    this.#writeBytes(table);
    this.#writeBytes(footer);
    fsyncSync(this.#file);
    closeSync(this.#file);
    return this.#offset;
  }

  abandon(): void {
    closeSync(this.#file);
  }

  #finishSection(): void {
    if (!this.#open) return;
    const { name, start, crc } = this.#open;
    this.#places.set(name, { offset: start, length: this.#offset - start, crc });
    this.#open = null;
  }

  #writeBytes(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#file, bytes, done, Math.min(bytes.length - done, 1 << 28));
    this.#offset += bytes.length;
  }
}

/** Reads the sections of a file. Anything that is not as it was written is the error `index.corrupt`. */
export class SectionReader {
  readonly #file: number;
  readonly #places: Readonly<Record<string, Place>>;

  constructor(
    readonly path: string,
    readonly bytes: number,
  ) {
    this.#file = this.#guard(() => openSync(path, 'r'));
    this.#places = this.#readTable();
  }

  length(name: string): number {
    return this.#place(name).length;
  }

  /** A whole section, compared with its checksum. */
  section(name: string): Uint8Array {
    const place = this.#place(name);
    const bytes = this.slice(name, 0, place.length);
    if (crc32(bytes) !== place.crc) throw this.corrupt(`the checksum of ${name} differs`);
    return bytes;
  }

  /** A part of a section, unchecked. */
  slice(name: string, start: number, end: number): Uint8Array {
    const place = this.#place(name);
    if (start < 0 || start > end || end > place.length) throw this.corrupt(`${name} has no bytes ${start}–${end}`);
    return this.#read(place.offset + start, end - start);
  }

  uint32(name: string): Uint32Array {
    const bytes = this.section(name);
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  }

  json<T>(name: string): T {
    return JSON.parse(Buffer.from(this.section(name)).toString()) as T;
  }

  /** Compares every section with its checksum. */
  verify(): void {
    for (const [name, { length, crc }] of Object.entries(this.#places)) {
      let sum = 0;
      for (let at = 0; at < length; at += 1 << 24)
        sum = crc32(this.slice(name, at, Math.min(length, at + (1 << 24))), sum);
      if (sum !== crc) throw this.corrupt(`the checksum of ${name} differs`);
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  corrupt(reason: string): SimsaError {
    return new SimsaError('index.corrupt', { reason }, { file: this.path });
  }

  #place(name: string): Place {
    const place = this.#places[name];
    if (!place) throw this.corrupt(`it has no section ${name}`);
    return place;
  }

  #readTable(): Readonly<Record<string, Place>> {
    const footer = Buffer.from(this.#read(this.bytes - FOOTER_BYTES, FOOTER_BYTES));
    if (!footer.subarray(8).equals(MAGIC)) throw this.corrupt('its end is not the end of a segment');
    const length = footer.readUInt32LE(0);
    const table = this.#read(this.bytes - FOOTER_BYTES - length, length);
    if (crc32(table) !== footer.readUInt32LE(4)) throw this.corrupt('its table of sections is damaged');
    return JSON.parse(Buffer.from(table).toString()) as Record<string, Place>;
  }

  #read(offset: number, length: number): Uint8Array {
    if (offset < 0) throw this.corrupt('it is too short');
    // A buffer of its own: typed arrays over it need offset 0.
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const count = this.#guard(() => readSync(this.#file, bytes, done, length - done, offset + done));
      if (count === 0) throw this.corrupt('it is too short');
      done += count;
    }
    return bytes;
  }

  #guard<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw new SimsaError('index.corrupt', { reason: String(error) }, { file: this.path }, { cause: error });
    }
  }
}
