import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { SimsaError } from '../core/index.js';

const MB = 1024 * 1024;

/** Largest request bodies, in MB. Imports are written to disk as they arrive; everything else is held in memory. */
export const LIMITS = { json: 2, application: 64, report: 32, upload: 8192 } as const;

/** Refuses bodies over a limit in MB, whether or not the client states the length. */
export function limitBody(limit: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: limit * MB,
    onError: () => {
      throw new SimsaError('server.too-large', { limit });
    },
  });
}

/** Passes chunks on until they exceed a limit in MB. */
export async function* withinLimit(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of chunks) {
    seen += chunk.length;
    if (seen > limit * MB) throw new SimsaError('server.too-large', { limit });
    yield chunk;
  }
}
