/**
 * A reading copy of a text in which full-width letters, digits and spaces stand as plain ones and every
 * dash as `-`. Each UTF-16 unit is replaced by exactly one, so offsets in the copy are offsets in the text.
 */
export function plain(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000\u00A0\u2010-\u2015\u2212\u301C]/g, plainUnit);
}

function plainUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0x3000 || code === 0xa0) return ' ';
  return code === 0x301c ? '~' : '-';
}
