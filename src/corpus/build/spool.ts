import { deserialize, serialize } from 'node:v8';
import type { CorpusDocument } from '../types.js';

const LENGTH_BYTES = 4;

/** Cleaned documents of a batch on their way to the second stage: each as bytes of its own, so that none is held longer than it is worked on. */
export class Spool {
  readonly #pieces: Uint8Array[] = [];

  add(document: CorpusDocument): void {
    const bytes = serialize(document);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(bytes.length);
    this.#pieces.push(length, bytes);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }
}

/** The documents of a spool, one after the other. */
export function* readSpool(bytes: Buffer): Generator<CorpusDocument> {
  for (let at = 0; at < bytes.length; ) {
    const start = at + LENGTH_BYTES;
    at = start + bytes.readUInt32LE(at);
    yield deserialize(bytes.subarray(start, at)) as CorpusDocument;
  }
}
