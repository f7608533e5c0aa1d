/**
 * A calendar date as far as the source knows it: `2019-08-19`, `1999-01` or `1999`.
 * Such strings compare in time order with `<` when both are whole dates.
 */
export type PartialDate = string;

const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SEPARATED = /^(\d{4})\s*[-./년]\s*(\d{1,2})(?:\s*[-./월]\s*(\d{1,2}))?[.일]?(?:T.*)?$/;
const YEAR = /^(\d{4})$/;

/**
 * Reads a date as gazettes write it: `20190819`, `2019-08-19`, `2019.08.19`, `2019-08`, and the
 * `19990100` of US citations, where a zero day or month means "not known".
 * @returns the date as far as it is known, or null when the text is no date.
 */
export function parseDate(text: string | null | undefined): PartialDate | null {
  const trimmed = text?.trim() ?? '';
  const match = COMPACT.exec(trimmed) ?? SEPARATED.exec(trimmed) ?? YEAR.exec(trimmed);
  if (!match) return null;
  const year = Number(match[1]);
  const month = Number(match[2] ?? 0);
  const day = Number(match[3] ?? 0);
  if (year < 1700 || year > 2200 || month > 12 || day > 31) return null;
  if (month === 0) return String(year);
  const yearMonth = `${year}-${String(month).padStart(2, '0')}`;
  return day === 0 ? yearMonth : `${yearMonth}-${String(day).padStart(2, '0')}`;
}

/** The last day a partial date may stand for, for comparisons of the form "not later than". */
export function latestDay(date: PartialDate): PartialDate {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 7) return `${date}-31`;
  return date;
}

/** The first day a partial date may stand for. */
export function earliestDay(date: PartialDate): PartialDate {
  if (date.length === 4) return `${date}-01-01`;
  if (date.length === 7) return `${date}-01`;
  return date;
}
