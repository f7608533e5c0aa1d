import { createHash } from 'node:crypto';
import type { PublicationId } from '../../core/index.js';

/**
 * Key of a record that carries no number of an office at all: country, `-X` and 12 hexadecimal digits of the SHA-256
 * of its bytes (`KR-X1f3a9c04b2d7`). No office writes a hyphen and an X before its numbers, so such a key is never
 * mistaken for one, and the same record read again has the same key.
 */
export function madeId(country: string, bytes: Uint8Array): PublicationId {
  return `${country}-X${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;
}
