import type { Draft } from '../../parts.js';
import { usDocument, usType } from './number.js';

export { usDocument as patentOf } from './number.js';

export interface WrapperNumbers {
  readonly application: string | null;
  /** Number of the patent, without kind code. */
  readonly patent?: string | null;
  /** Number of the application's publication, mostly with kind code. */
  readonly published?: string | null;
  readonly typeName?: string | null;
}

/**
 * Numbers of a record that speaks of an application: it is keyed by the application (no kind code), so that the store
 * puts it to the grant or publication whose text comes from another file.
 */
export function wrapperNumbers(printed: WrapperNumbers): Pick<Draft, 'country' | 'kind' | 'type' | 'numbers'> {
  const patent = printed.patent?.trim() ? usDocument(printed.patent) : null;
  const published = printed.published?.trim() ? usDocument(printed.published) : null;
  const named = printed.typeName?.toLowerCase();
  return {
    country: 'US',
    kind: null,
    type: named === 'design' ? 'design' : named === 'plant' ? 'plant' : patent ? usType(patent.number) : 'patent',
    numbers: {
      application: printed.application,
      publication: published?.number ?? patent?.number,
      registration: patent?.number,
    },
  };
}
