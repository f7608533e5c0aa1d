import { SimsaError } from '../../core/index.js';

/** The reject of a record that is something else than a publication: says in both languages what it is. */
export function notAPublication(what: string, whatKo: string): SimsaError {
  return new SimsaError('gazette.not-a-publication', { what, whatKo });
}
