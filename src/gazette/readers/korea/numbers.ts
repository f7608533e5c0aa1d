import { type PublicationType, parseDate } from '../../../core/index.js';

/**
 * Numbers of the Korean office. The first two digits name the right: 10 patent, 20 utility model, 30 design, 40 to 47
 * and 70 trade marks. Applications and unexamined publications have the form right-year-serial (`10-2019-0100885`, 13
 * digits), registrations right-serial (`10-0866101`, 9 digits; the register adds `-0000` or the number of an
 * addition). A publication and an application may have the same digits, so the kind is always said by the field.
 */

/** Digits of an application or of an unexamined publication; `2001-0109872` takes the right of the application. */
export function yearNumber(raw: string | null | undefined, right = '10'): string | null {
  const digits = digitsOf(raw);
  if (digits.length === 13) return digits;
  return digits.length === 11 ? right + digits : null;
}

/** Nine digits of a registration: `10-0866101-0000`, `1003628940000`, `KR101201787B1`; `0490308` takes the right. */
export function registrationNumber(raw: string | null | undefined, right = '10'): string | null {
  const digits = digitsOf(raw?.replace(/\s*[A-Z]\d?\s*$/, ''));
  if (digits.length === 13) return digits.slice(0, 9);
  if (digits.length === 9) return digits;
  return digits.length === 7 ? right + digits : null;
}

/** A field of the register may list several numbers, the first being the registration in force. */
export function firstOfList(raw: string | null | undefined): string | null {
  return raw?.split(/[,|]/)[0]?.trim() || null;
}

function digitsOf(raw: string | null | undefined): string {
  return raw?.replace(/\D/g, '') ?? '';
}

/** What is applied for, by the first two digits; null for trade marks and anything else that is no publication here. */
export function typeOfRight(application: string): PublicationType | null {
  switch (application.slice(0, 2)) {
    case '10':
      return 'patent';
    case '20':
      return 'utility-model';
    case '30':
      return 'design';
    default:
      return null;
  }
}

/**
 * The year an application number names is the year of filing, except for applications that entered from the PCT
 * (serials from 7000000, in the nineties from 0700000), whose filing date is the international one.
 */
export function yearFiled(application: string | null): string | null {
  return application && !/^0?7/.test(application.slice(6)) ? parseDate(application.slice(2, 6)) : null;
}

/** The year an unexamined publication's number names is the year in which it was published. */
export function yearPublished(publication: string | null): string | null {
  return publication?.length === 13 ? parseDate(publication.slice(2, 6)) : null;
}

/** Key of an application: `KR1020190100885`. */
export function applicationKey(raw: string): string | null {
  const digits = yearNumber(raw);
  return digits ? `KR${digits}` : null;
}
