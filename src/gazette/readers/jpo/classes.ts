import type { ClassSymbol } from '../../../core/index.js';

type Position = ClassSymbol['position'];

/** FI, the office's extension of the IPC, as printed: `A45D8/00 503A`. */
export function fileIndex(symbol: string, position: Position): ClassSymbol {
  return { scheme: 'FI', symbol, position, value: null, version: null };
}

/** F-terms (`3E067AA03`), and the themes of which none is given. */
export function fTerms(terms: readonly string[], themes: readonly string[]): ClassSymbol[] {
  const bare = themes.filter((theme) => !terms.some((term) => term.startsWith(theme)));
  return [...terms, ...bare]
    .filter((symbol) => symbol !== '')
    .map((symbol) => ({ scheme: 'F-TERM', symbol, position: null, value: null, version: null }));
}

/** Kind code in the words for a kind of gazette: `公開特許公報(A)`, `特許公報（Ｂ２）`; null when they name none. */
export function kindInWords(words: string | null): string | null {
  return /\(([A-Z]\d?)\)/.exec((words ?? '').normalize('NFKC'))?.[1] ?? null;
}
