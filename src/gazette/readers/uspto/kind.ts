import type { PublicationType } from '../../../core/index.js';

/** What a US document is, by its kind code (`S1` design, `P2` plant, `H1` statutory invention registration). */
export function typeOfKind(kind: string | null): PublicationType {
  switch (kind?.charAt(0)) {
    case 'S':
      return 'design';
    case 'P':
      return 'plant';
    case 'H':
      return 'other';
    default:
      return 'patent';
  }
}
