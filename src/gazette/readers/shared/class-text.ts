import { type ClassScheme, type ClassSymbol, normaliseSymbol, parseDate } from '../../../core/index.js';

/**
 * WIPO ST.8: symbol, version, level (A, C, S), position (F first, L later), value (I inventive, N and A
 * additional), then action date, status, source and office. Services squeeze or widen the blanks, and OPS
 * leaves out version and action date: `H04W  84/    20            A I`.
 */
const ST8 = /^([A-HY]\s*\d{2}\s*[A-Z]\s*\d{1,4}\s*\/\s*\d{2,6})\s*(\d{8})?(?:\s*?[ACS ]([FL ])([INA ]))?(?=\d{8}|$)/;
/** IPC up to its seventh edition: edition, symbol, A (invention) or B (other): `7C 07C  29/44   A`. */
const EDITION_FIRST = /^(\d)\s*([A-H])\s*(\d{2}[A-Z]\s*\d{1,4}\s*\/\s*\d{2,6})/;
/** Symbol and version indicator as printed: `A24B   15/18    (2006.01)`. */
const PRINTED = /^([A-HY]\s*\d{2}\s*[A-Z]\s*\d{1,4}\s*\/\s*\d{2,6})(?=$|[\s(])\s*(?:\((\d{4}\.\d{2})\))?/;

type Place = ClassSymbol['position'];

/**
 * Reads one IPC or CPC entry given as text.
 * @param position used where the text itself does not state one
 * @returns null for blank text; text that is no symbol is kept as the office wrote it, under scheme `OTHER`.
 */
export function readClassText(scheme: 'IPC' | 'CPC', raw: string, position: Place = null): ClassSymbol | null {
  const text = raw.trim().toUpperCase();
  if (!text) return null;
  const st8 = ST8.exec(text);
  if (st8) {
    const stated = st8[3] === 'F' ? 'first' : st8[3] === 'L' ? 'later' : position;
    return classSymbol(scheme, st8[1]!, { position: stated, value: st8[4] ?? '', version: st8[2] ?? null });
  }
  const edition = EDITION_FIRST.exec(text);
  if (edition) {
    return { ...classSymbol(scheme, `${edition[2]}${edition[3]}`, { position }), version: edition[1]! };
  }
  const printed = PRINTED.exec(text);
  if (printed) return classSymbol(scheme, printed[1]!, { position, version: printed[2] ?? null });
  return classSymbol(scheme, raw, { position });
}

/**
 * The same for sources whose text may be no symbol at all. What the source states beside the text goes before it.
 * @returns null when the text is no symbol
 */
export function classFromText(
  raw: string,
  scheme: 'IPC' | 'CPC',
  known: Partial<Pick<ClassSymbol, 'position' | 'value' | 'version'>> = {},
): ClassSymbol | null {
  const read = readClassText(scheme, raw);
  if (read === null || read.scheme === 'OTHER') return null;
  return {
    ...read,
    position: known.position ?? read.position,
    value: known.value ?? read.value,
    version: known.version ?? read.version,
  };
}

export interface ClassDetails {
  readonly position?: Place;
  /** Letter of ST.8: I inventive, N or A additional. */
  readonly value?: string | null;
  /** `20060101`, `2006-01-01` or `2006.01`. */
  readonly version?: string | null;
}

/** A symbol of IPC or CPC in the printed form; any other text is kept unchanged under scheme `OTHER`. */
export function classSymbol(scheme: ClassScheme, raw: string, details: ClassDetails = {}): ClassSymbol {
  const symbol = normaliseSymbol(raw.replace(/\s+/g, ''));
  return {
    scheme: symbol ? scheme : 'OTHER',
    symbol: symbol ?? raw.trim(),
    position: details.position ?? null,
    value: valueOfLetter(details.value ?? ''),
    version: versionOf(details.version ?? null),
  };
}

function valueOfLetter(letter: string): ClassSymbol['value'] {
  if (letter === 'I') return 'inventive';
  return letter === 'N' || letter === 'A' ? 'additional' : null;
}

/** A version indicator as a date; the printed `2006.01` means the first of that month. */
export function versionOf(raw: string | null): string | null {
  const date = parseDate(raw);
  if (!date) return raw?.trim() || null;
  return date.length === 7 ? `${date}-01` : date;
}

/** F and L of ST.8 as words. */
export function positionOf(letter: string | null): Place {
  if (letter === 'F') return 'first';
  return letter === 'L' ? 'later' : null;
}
