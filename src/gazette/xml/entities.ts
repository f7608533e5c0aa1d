import { NAMED_CHARACTERS } from './entities.gen.js';

let table: Map<string, string> | null = null;

function namedCharacters(): Map<string, string> {
  if (table) return table;
  table = new Map();
  for (const entry of NAMED_CHARACTERS.split(';')) {
    const [code, ...names] = entry.split(' ');
    if (!code) continue;
    const character = String.fromCodePoint(Number.parseInt(code, 16));
    for (const name of names) table.set(name, character);
  }
  return table;
}

/**
 * The character a named entity stands for, without any DTD. Deliveries also write capitals throughout
 * (`&SACUTE;` for `&Sacute;`), so such a name is tried with one capital and then in lower case.
 * @returns null when no table knows the name.
 */
export function namedCharacter(name: string): string | null {
  const characters = namedCharacters();
  const exact = characters.get(name);
  if (exact !== undefined) return exact;
  const lower = name.toLowerCase();
  return characters.get(lower.charAt(0).toUpperCase() + lower.slice(1)) ?? characters.get(lower) ?? null;
}

/** The character of `#x26` or `#38`, or null where the code point does not exist. */
export function numberedCharacter(reference: string): string | null {
  const hexadecimal = reference.charCodeAt(1) === 120 || reference.charCodeAt(1) === 88;
  const digits = reference.slice(hexadecimal ? 2 : 1);
  if (!(hexadecimal ? /^[0-9a-fA-F]{1,8}$/ : /^\d{1,9}$/).test(digits)) return null;
  const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return String.fromCodePoint(code);
}
