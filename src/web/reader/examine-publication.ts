import type { Publication } from '../../core/index.js';
import { addressOf, navigate } from '../shared/router.js';

/** Leads to the examination of a publication of the store. */
export function examinePublication(publication: Publication): void {
  navigate(addressOf('examine', { of: publication.id }));
}
