import { type DocumentNumber, normaliseNumber, type PartialDate, parseDate } from '../../../core/index.js';
import { documentKey } from '../../parts.js';
import { attribute, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';

/** A `document-id` (WIPO ST.36) as far as the source fills it in. */
export interface DocumentId extends DocumentNumber {
  /** The number as it stands in the source: what its signs mean depends on the country, which may stand elsewhere. */
  readonly raw: string;
  readonly date: PartialDate | null;
  readonly name: string | null;
}

/** EPODOC writes European filings with the whole year and seven digits: `EP20100167109` for 10167109. */
const EPODOC_FILING = /^EP(?:19|20)(\d\d)0(\d{6})$/;

/**
 * Reads a `document-id`. Some services put the country before the number instead of beside it (`WO02054790`).
 * @param office country where the element itself states none
 * @returns null without a number
 */
export function readDocumentId(element: XmlElement | null, office = ''): DocumentId | null {
  const raw = textAt(element, 'doc-number');
  if (!element || !raw) return null;
  const country = textAt(element, 'country')?.toUpperCase() || /^[A-Z]{2}(?=\d)/.exec(raw)?.[0] || office;
  const kind = textAt(element, 'kind')?.toUpperCase() ?? null;
  return {
    country,
    number: normaliseNumber(country, raw.replace(EPODOC_FILING, '$1$2'), kind),
    raw: raw.replace(EPODOC_FILING, '$1$2'),
    kind,
    date: parseDate(textAt(element, 'date')),
    name: textAt(element, 'name'),
  };
}

/** The key of a document, with its kind as far as it is known. */
export function keyOf({ country, number, kind }: DocumentNumber): string | null {
  return documentKey(country, number, kind);
}

/** Forms in which the EPO gives one and the same number, the office's own first. */
const FORMS = ['original', 'docdb', 'epodoc'];

/** The form of a number or name: `data-format` in DOCDB, `document-id-type` in OPS, `format` elsewhere. */
export function formOf(element: XmlElement): string {
  for (const name of ['data-format', 'document-id-type', 'dataFormat', 'format']) {
    const form = attribute(element, name);
    if (form) return form;
  }
  return '';
}

/**
 * One number out of the forms a source gives for it: the office's own spelling, with country, kind and date taken from
 * whichever form has them. The EPO's `epodoc` form (`EP20100167109`) is used only where it is the only one.
 */
export function mergeForms(
  forms: readonly { readonly form: string; readonly id: DocumentId | null }[],
): DocumentId | null {
  const inOrder = [...FORMS, ''].flatMap((form) => forms.filter((each) => each.form === form).map((each) => each.id));
  const ids = inOrder.filter((id) => id !== null);
  const [best] = ids;
  if (!best) return null;
  const country = ids.find((id) => id.country !== '')?.country ?? '';
  return {
    country,
    number: normaliseNumber(country, best.raw),
    raw: best.raw,
    kind: ids.find((id) => id.kind !== null)?.kind ?? null,
    date: ids.find((id) => id.date !== null)?.date ?? null,
    name: ids.find((id) => id.name !== null)?.name ?? null,
  };
}
