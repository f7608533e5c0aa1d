import { normaliseNumber, parseDate, type RelatedDocument } from '../../../core/index.js';

interface Printed {
  readonly country: string | null | undefined;
  readonly number: string | null | undefined;
  readonly date: string | null | undefined;
}

/** A related document as printed, or nothing without a number. International applications stand under US in US records. */
export function relatedDocument(relation: string, { country, number, date }: Printed): RelatedDocument[] {
  const office = /^PCT/i.test(number ?? '') ? 'WO' : (country?.toUpperCase() ?? null);
  const normal = normaliseNumber(office ?? '', number ?? '');
  return normal ? [{ relation, country: office, number: normal, date: parseDate(date) }] : [];
}
