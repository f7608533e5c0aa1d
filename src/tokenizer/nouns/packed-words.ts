/** Words as plain arrays: their UTF-16 units one after the other, and where each word ends. */
export interface PackedWords {
  readonly units: Uint16Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Packs some of many words, in the order of their numbers. */
export function packWords(
  { units, ends }: { readonly units: Uint16Array; readonly ends: Uint32Array },
  words: Uint32Array,
): PackedWords {
  const startOf = (word: number) => (word === 0 ? 0 : ends[word - 1]!);
  const packedEnds = new Uint32Array(words.length);
  let length = 0;
  for (let i = 0; i < words.length; i++) packedEnds[i] = length += ends[words[i]!]! - startOf(words[i]!);
  const packed = new Uint16Array(length);
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    const end = ends[words[i]!]!;
    for (let unit = startOf(words[i]!); unit < end; unit++) packed[at++] = units[unit]!;
  }
  return { units: packed, ends: packedEnds };
}

/** Packs words given as strings. */
export function packTexts(texts: readonly string[]): PackedWords {
  const ends = new Uint32Array(texts.length);
  let length = 0;
  for (const [i, text] of texts.entries()) ends[i] = length += text.length;
  const units = new Uint16Array(length);
  let at = 0;
  for (const text of texts) for (let i = 0; i < text.length; i++) units[at++] = text.charCodeAt(i);
  return { units, ends };
}

/** A word as a string. Four units at a time: many arguments at once go through an array, which takes five times as long. */
export function textOf(units: Uint16Array, start: number, end: number): string {
  let text = '';
  let at = start;
  for (; at + 4 <= end; at += 4)
    text += String.fromCharCode(units[at]!, units[at + 1]!, units[at + 2]!, units[at + 3]!);
  for (; at < end; at++) text += String.fromCharCode(units[at]!);
  return text;
}
