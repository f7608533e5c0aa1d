import { type DocumentNumber, normaliseNumber, type PublicationType } from '../../../core/index.js';

/** The first patent issued in 2001, when the USPTO began to print kind codes B1 and B2; older ones are kind A. */
const FIRST_WITH_KIND = 6_167_569;

const NUMBER = /^(?:US)?\s*(RE|PP|AI|[DHTX])?\s*(\d{4}[/-]?\d{6,7}|[\d,]+)\s*-?([A-Z]\d?)?$/;

/**
 * Reads a US document number: `US8087209B2`, `USD0651432S1`, `US2012/0123456A1`, `4,036,012`. Where the kind code
 * is left out, its letter is known from the series all the same (A for applications, which have year and serial, and
 * for patents before 2001, B since, S designs, P plants, E reissues, H and I), the digit behind it is not.
 */
export function usDocument(raw: string): (DocumentNumber & { readonly kind: string }) | null {
  const match = NUMBER.exec(raw.trim().toUpperCase());
  if (!match) return null;
  const [, series = '', digits = '', kind] = match;
  const number = normaliseNumber('US', `${series}${digits}`);
  return { country: 'US', number, kind: kind ?? kindLetter(series, number) };
}

function kindLetter(series: string, number: string): string {
  switch (series) {
    case 'D':
      return 'S';
    case 'PP':
      return 'P';
    case 'RE':
      return 'E';
    case 'H':
      return 'H';
    case 'T':
      return 'I';
    default:
      return number.length > 8 || Number(number) < FIRST_WITH_KIND ? 'A' : 'B';
  }
}

/** Whether a US publication is a granted right: A stands for applications with year and serial, else for old patents. */
export function isUsGrant({ number, kind }: DocumentNumber): boolean {
  return !(kind?.startsWith('A') && /^(?:19|20)\d{9}$/.test(number)) && !kind?.startsWith('I') && kind !== 'P1';
}

export function usType(number: string): PublicationType {
  if (number.startsWith('D')) return 'design';
  return number.startsWith('PP') ? 'plant' : 'patent';
}
