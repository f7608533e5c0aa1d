import type { Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { SimsaError } from '../../core/index.js';

export type Compression = 'gzip' | 'zstd' | 'none';

export const ENDING: Readonly<Record<Compression, string>> = { gzip: '.gz', zstd: '.zst', none: '' };

/** Twice as fast as the default of 6 for shards that are 7 % larger. */
const GZIP_LEVEL = 4;
/** Bytes that come out at once; the streams' own 16 KB would ask for this thread some hundred times a shard. */
const AT_ONCE = 1 << 18;

/** `zlib.createZstdCompress`, which Node has from 22.15 on. */
type OpenZstd = (options: { readonly chunkSize: number }) => Transform;

/** Bytes that are compressed as they come, away from the main thread. */
export interface Compressor {
  /** @returns what has come out so far; the rest comes with later bytes or at the end */
  push(bytes: Uint8Array): Promise<Uint8Array>;
  end(): Promise<Uint8Array>;
  /** Gives up what is not ended. */
  close(): void;
}

/**
 * The bytes that come out depend on all that went in, not on how it was cut. gzip's header holds neither time nor name,
 * so equal bytes stay equal.
 * @throws `corpus.no-zstd`
 */
export function openCompressor(compression: Compression): Compressor {
  if (compression === 'none') return { push: async (bytes) => bytes, end: async () => NOTHING, close: () => {} };
  if (compression === 'gzip') return throughStream(zlib.createGzip({ level: GZIP_LEVEL, chunkSize: AT_ONCE }));
  return throughStream(zstd()({ chunkSize: AT_ONCE }));
}

const NOTHING = new Uint8Array();

function throughStream(stream: Transform): Compressor {
  let out: Uint8Array[] = [];
  stream.on('data', (piece: Uint8Array) => out.push(piece));
  const taken = () => {
    const bytes = Buffer.concat(out);
    out = [];
    return bytes;
  };
  return {
    push: (bytes) =>
      new Promise((resolve, reject) => {
        stream.write(bytes, (fault) => (fault ? reject(fault) : resolve(taken())));
      }),
    end: async () => {
      stream.end();
      await finished(stream);
      return taken();
    },
    close: () => stream.destroy(),
  };
}

/** @throws `corpus.no-zstd` if this Node cannot write it */
export function checkCompression(compression: Compression): void {
  if (compression === 'zstd') zstd();
}

function zstd(): OpenZstd {
  const { createZstdCompress: open } = zlib as unknown as { readonly createZstdCompress?: OpenZstd };
  if (!open) throw new SimsaError('corpus.no-zstd', { version: process.version });
  return open;
}
