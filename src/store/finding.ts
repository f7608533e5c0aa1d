import { normaliseNumber, type PublicationId, parseDocumentNumber } from '../core/index.js';
import type { PublicationRows } from './rows.js';
import { NUMBER_TYPES } from './schema.js';

interface Found {
  readonly id: PublicationId;
  readonly kind: string | null;
}

/**
 * Keys of the publications that a number names, in any spelling. A number with a kind code names one
 * publication; a number without may be that of a publication, an application and a registration at
 * once, and all are given in that order. Without a country (`8,672,134`) every office is asked. A key as
 * stored comes first, whatever else its digits name; some, made for records without number, are no number at all.
 */
export function findNumber(rows: PublicationRows, text: string): readonly PublicationId[] {
  const key = text.trim();
  const named = namedBy(rows, text);
  return rows.byId(key) ? [key, ...named.filter((id) => id !== key)] : named;
}

function namedBy(rows: PublicationRows, text: string): readonly PublicationId[] {
  const document = parseDocumentNumber(text);
  if (!document) return keys(withoutCountry(rows, text));
  const found = inCountry(rows, document.country, document.number);
  const { kind } = document;
  if (kind === null) return keys(found);
  const exact = found.filter((candidate) => candidate.kind === kind);
  return keys(exact.length > 0 ? exact : found.filter((candidate) => candidate.kind === null));
}

const FOUND = `SELECT DISTINCT p.id, p.kind, n.type FROM numbers n JOIN publications p ON p.seq = n.seq WHERE n.number = ?`;
const ORDER = 'ORDER BY n.type, p.id';

function inCountry(rows: PublicationRows, country: string, number: string): readonly Found[] {
  return rows.all(`${FOUND} AND n.country = ? ${ORDER}`, [number, country]) as unknown as readonly Found[];
}

function withoutCountry(rows: PublicationRows, text: string): readonly Found[] {
  const number = normaliseNumber('', text).replace(/^0+(?=\d)/, '');
  if (!/\d{3}/.test(number)) return [];
  const types = Object.keys(NUMBER_TYPES).length;
  return rows.all(`${FOUND} AND n.type < ? ${ORDER}`, [number, types]) as unknown as readonly Found[];
}

function keys(found: readonly Found[]): readonly PublicationId[] {
  return [...new Set(found.map(({ id }) => id))];
}
