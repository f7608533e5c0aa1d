import type { CitedBy } from '../../../core/index.js';
import { documentKey } from '../../parts.js';
import { registrationNumber, yearNumber } from '../korea/numbers.js';
import { usDocument } from '../usa-json/number.js';

const DOCUMENT = /^[^A-Z]{0,3}([A-Z]{2})\s?-?\s?(\d[\d /,.-]{3,18}\d|[A-Z]{1,2}\d{5,8})\s*([A-Z]\d?)?\s*\*?$/;

/** `WO 99/43728 (1999.9.2.)`: the day it was published. */
const DATE_BEHIND = /\s*\([\d. ]*\)\s*\.?$|\.$/;

/**
 * Key of a document cited by country, number and kind in one text: `KR1020190085654 A`, `KR 100866101 B1`, `KR10-2012-0038572`,
 * `US20190348292 A1`, `WO2003/083080A1`. Other literature has none.
 *
 * Numbers are matched by kind. Without a kind code a Korean number with a year is an unexamined publication, since
 * that is what specifications can name as prior art, and nine digits are a registration.
 */
export function citedDocument(text: string): string | null {
  const match = DOCUMENT.exec(text.replace(DATE_BEHIND, '').trim());
  if (!match) return null;
  const [, country = '', number = '', kind = null] = match;
  if (country === 'KR') return koreanKey(number, kind);
  if (country === 'US') return americanKey(number, kind);
  return documentKey(country, country === 'EP' ? number.replace(/^0+(?=\d{7}$)/, '') : number, kind);
}

function koreanKey(raw: string, kind: string | null): string | null {
  const digits = raw.replace(/\D/g, '');
  const granted = kind ? /^[BYC]/.test(kind) : digits.length === 9;
  const number = granted ? registrationNumber(digits) : yearNumber(digits);
  if (!number) return documentKey('KR', digits, kind);
  const utility = number.startsWith('20');
  const usual = granted ? (utility ? 'Y1' : 'B1') : utility ? 'U' : 'A';
  return `KR${number}${kind ?? usual}`;
}

function americanKey(number: string, kind: string | null): string | null {
  const document = usDocument(`US${number}${kind ?? ''}`);
  return document && `US${document.number}${document.kind}`;
}

/** Who cited, in the words of JSON collections; where examiner and search report are mixed, nobody is named. */
export function citedBy(words: string | undefined): CitedBy {
  switch (words) {
    case 'examiner':
      return 'examiner';
    case 'search':
      return 'search-report';
    case 'other':
      return 'other';
    default:
      return words?.startsWith('applicant') ? 'applicant' : 'unknown';
  }
}
