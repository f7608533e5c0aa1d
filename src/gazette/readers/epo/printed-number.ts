import { formatDocumentNumber, normaliseNumber } from '../../../core/index.js';

const PRINTED = /^([A-Z]{2})\s*-\s*([A-Z]\d?)\s*-\s*([A-Z]{0,2}\s*\d[\d\s/.,]*)$/;

/**
 * The key of a document cited in the European form, country, kind and number between hyphens:
 * `WO-A-03/008444`, `US-A- 5 948 634`, `EP-A1- 0 444 678`.
 * @returns null when the text is of another form
 */
export function keyOfPrintedNumber(text: string): string | null {
  const match = PRINTED.exec(text.trim().toUpperCase());
  if (!match) return null;
  const [, country, kind, number] = match;
  return formatDocumentNumber({ country: country!, number: normaliseNumber(country!, number!), kind: kind! });
}
