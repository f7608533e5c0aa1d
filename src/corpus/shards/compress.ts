import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { SimsaError } from '../../core/index.js';

export type Compression = 'gzip' | 'zstd' | 'none';

export const ENDING: Readonly<Record<Compression, string>> = { gzip: '.gz', zstd: '.zst', none: '' };

/** Twice as fast as the default of 6 for shards that are 7 % larger. */
const GZIP_LEVEL = 4;
const gzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gzip);

/** `zlib.zstdCompress`, which Node has from 22.15 on. */
type ZstdCompress = (bytes: Uint8Array, done: (error: Error | null, result: Buffer) => void) => void;

/**
 * Compresses away from the main thread. gzip's header holds neither time nor name, so equal bytes stay equal.
 * @throws `corpus.no-zstd`
 */
export async function compressed(bytes: Uint8Array, compression: Compression): Promise<Uint8Array> {
  if (compression === 'none') return bytes;
  if (compression === 'gzip') return gzip(bytes, { level: GZIP_LEVEL });
  return promisify(zstdCompress())(bytes);
}

/** @throws `corpus.no-zstd` if this Node cannot write it */
export function checkCompression(compression: Compression): void {
  if (compression === 'zstd') zstdCompress();
}

function zstdCompress(): ZstdCompress {
  const { zstdCompress: compress } = zlib as unknown as { readonly zstdCompress?: ZstdCompress };
  if (!compress) throw new SimsaError('corpus.no-zstd', { version: process.version });
  return compress;
}
