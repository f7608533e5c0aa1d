import { type ClassSymbol, normaliseSymbol } from '../../../core/index.js';

const PRINTED = /^(.*?)\s*(?:\((\d{4})\.(\d{2})(?:\.(\d{2}))?\))?$/s;

const WHOLE = /^[A-HY](?:\s*\d{2}(?:\s*[A-Z](?:\s*\d{1,4}(?:\s*\/\s*\d{2,6})?)?)?)?$/i;

/**
 * A class as Korean services print it: `H01M 10/0525`, `C09K13/06`, `A61K-008/9789` (group padded with zeros),
 * `A63B 69/36(2006.01)`. Text that is no symbol is kept as it stands under scheme `OTHER`, never dropped.
 * @param edition `(2006.01.01)` where the source has it in a field of its own
 */
export function koreanClass(scheme: 'IPC' | 'CPC', raw: string, edition: string | null = null): ClassSymbol {
  const [, printed = '', year, month, day] = PRINTED.exec(`${raw.trim()}${edition?.trim() ?? ''}`) ?? [];
  const spaced = printed.replace(/^([A-H]\d{2}[A-Z])-/, '$1 ');
  const symbol = WHOLE.test(spaced) ? normaliseSymbol(spaced) : null;
  const version = year ? `${year}-${month}${day ? `-${day}` : ''}` : null;
  const common = { position: null, value: null, version };
  return symbol ? { scheme, symbol, ...common } : { scheme: 'OTHER', symbol: raw.trim(), ...common };
}
