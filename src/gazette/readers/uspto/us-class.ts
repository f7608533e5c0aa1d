import type { ClassSymbol } from '../../../core/index.js';
import { rawText } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';

/**
 * A class of the US Patent Classification as printed, `709/219`, `D1/121`, `705/1.1`, out of its fixed columns: three
 * for the class (` 62`, `D 1`), three for the subclass, the rest its decimals (`600300000`, `705  11`).
 * @returns null when the text is too short to have both
 */
export function usClassSymbol(columns: string): string | null {
  if (columns.includes('/')) return columns.replace(/\s+/g, '');
  const head = columns
    .slice(0, 3)
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '');
  const rest = columns.slice(3);
  if (!head || !rest.trim()) return null;
  // Alphabetic subclasses and search ranges (`1100-130`, `E21.001`) stand as they are.
  if (!/^[\d ]{3,}$/.test(rest)) return `${head}/${rest.replace(/\s+/g, '').replace(/^0+(?=\d)/, '')}`;
  const subclass = rest
    .slice(0, 3)
    .trim()
    .replace(/^0+(?=\d)/, '');
  const decimals = rest.slice(3).trim().replace(/0+$/, '');
  return `${head}/${subclass}${decimals ? `.${decimals}` : ''}`;
}

/** A US class at a position; null when the text is no class. */
export function usClass(columns: string, position: ClassSymbol['position']): ClassSymbol | null {
  const symbol = usClassSymbol(columns);
  return symbol ? { scheme: 'USPC', symbol, position, value: null, version: null } : null;
}

/**
 * An IPC symbol of the seventh edition and before, in columns without a slash: four for the subclass, three for the
 * main group, the rest the subgroup (`H03M 1300` = H03M 13/00, `C12Q  168` = C12Q 1/68). Other forms pass unchanged.
 */
export function oldIpcText(columns: string): string {
  const match = /^([A-H]\d{2}[A-Z])([ \d]{3})(\d{2,})\s*$/.exec(columns);
  return match ? `${match[1]} ${match[2]!.trim()}/${match[3]}` : columns;
}

/** A class's columns out of its element. Blanks are part of them, line breaks of an indented file are not. */
export function columnsOf(element: XmlElement | null): string {
  const raw = rawText(element);
  return raw.includes('\n') ? raw.trim() : raw;
}
