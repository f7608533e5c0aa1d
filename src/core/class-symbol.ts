/** Classification schemes that publications carry. */
export type ClassScheme = 'IPC' | 'CPC' | 'USPC' | 'FI' | 'F-TERM' | 'LOCARNO' | 'ECLA' | 'OTHER';

/** One classification of a publication (WIPO ST.8 for IPC). */
export interface ClassSymbol {
  readonly scheme: ClassScheme;
  /** Printed form: `H01M 10/0525`, `H01M`, `H01`, `H`; other schemes as their office prints them. */
  readonly symbol: string;
  /** `first` is the invention's main class, `later` any other; null where the source does not say. */
  readonly position: 'first' | 'later' | null;
  readonly value: 'inventive' | 'additional' | null;
  /** Edition of the scheme in which the symbol was given, e.g. `2006-01-01`. */
  readonly version: string | null;
}

const SYMBOL = /^([A-HY])\s*(?:(\d{2})\s*(?:([A-Z])\s*(?:(\d{1,4})(?:\s*\/\s*(\d{2,6}))?)?)?)?(?=$|[\s(])/;

/**
 * Reads an IPC or CPC symbol in the spellings gazettes use: `H01M 10/05`, `H01M0010/05`, `H01M10/05`,
 * `G06F  17/30 20060101AFI…`, `A24B   15/18    (2006.01)`.
 * @returns the printed form, or null when the text is no symbol.
 */
export function normaliseSymbol(text: string): string | null {
  const match = SYMBOL.exec(text.trim().toUpperCase());
  if (!match) return null;
  const [, section, classDigits, subclass, group, subgroup] = match;
  const head = `${section}${classDigits ?? ''}${subclass ?? ''}`;
  if (group === undefined) return head;
  return `${head} ${Number(group)}/${subgroup ?? '00'}`;
}

/** The levels of an IPC or CPC symbol, widest first. */
export type ClassLevel = 'section' | 'class' | 'subclass' | 'group' | 'subgroup';

/** Cuts a printed symbol at a level: (`H01M 10/0525`, `group`) → `H01M 10/00`. Null when it is not that deep. */
export function symbolAt(symbol: string, level: ClassLevel): string | null {
  const space = symbol.indexOf(' ');
  const head = space < 0 ? symbol : symbol.slice(0, space);
  switch (level) {
    case 'section':
      return head.slice(0, 1) || null;
    case 'class':
      return head.length >= 3 ? head.slice(0, 3) : null;
    case 'subclass':
      return head.length >= 4 ? head.slice(0, 4) : null;
    case 'group':
      return space < 0 ? null : `${symbol.slice(0, symbol.indexOf('/'))}/00`;
    case 'subgroup':
      return space < 0 ? null : symbol;
  }
}
