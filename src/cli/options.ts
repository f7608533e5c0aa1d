import { InvalidArgumentError } from 'commander';
import { type PartialDate, parseDate } from '../core/index.js';

/** Reads an option as a whole number from 0 up, or within other bounds. */
export function wholeNumber(least = 0, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() === '' || !Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(
        most === Number.MAX_SAFE_INTEGER
          ? `A whole number from ${least} up.`
          : `A whole number from ${least} to ${most}.`,
      );
    return number;
  };
}

/** Reads an option as a number above 0. */
export function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError('A number above 0.');
  return number;
}

type Bounds = { readonly most: number } & ({ readonly least: number } | { readonly above: number });

/** Reads an option as a number within bounds. */
export function numberWithin(bounds: Bounds): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    const enough = 'above' in bounds ? number > bounds.above : number >= bounds.least;
    if (enough && number <= bounds.most) return number;
    const from = 'above' in bounds ? `above ${bounds.above}` : `from ${bounds.least}`;
    throw new InvalidArgumentError(`A number ${from} up to ${bounds.most}.`);
  };
}

/** Reads an option as a date as far as it is known: 2019, 2019-08 or 2019-08-19. */
export function date(text: string): PartialDate {
  const read = parseDate(text);
  if (read === null) throw new InvalidArgumentError('A date such as 2019, 2019-08 or 2019-08-19.');
  return read;
}

/** Gathers an option that may be given several times, or once with commas. */
export function list(text: string, earlier: readonly string[] = []): readonly string[] {
  const values = text.split(',').map((value) => value.trim());
  return [...earlier, ...values.filter((value) => value !== '')];
}
