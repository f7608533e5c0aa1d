/** The tokens of one unit: ids, and where each begins and ends within the unit. Refilled for every unit. */
export class Spelling {
  ids = new Int32Array(128);
  starts = new Uint32Array(128);
  ends = new Uint32Array(128);
  size = 0;

  push(id: number, start: number, end: number): void {
    if (this.size === this.ids.length) this.#grow();
    this.ids[this.size] = id;
    this.starts[this.size] = start;
    this.ends[this.size++] = end;
  }

  #grow(): void {
    const size = this.size * 2;
    const [{ ids, starts, ends }, fresh] = [this, () => new Uint32Array(size)];
    this.ids = new Int32Array(size);
    this.starts = fresh();
    this.ends = fresh();
    this.ids.set(ids);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}

/** A unit as UTF-16 units in a buffer that is used again and again. */
export interface Letters {
  readonly units: Uint16Array;
  readonly length: number;
}

export function lettersOf(text: string): Letters {
  return { units: Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)), length: text.length };
}

/** Spells units with the pieces of a vocabulary. Knows nothing of text around the unit. */
export interface SubwordModel {
  spell(letters: Letters, spelling: Spelling): void;
}

/** What a model does with a character that no piece spells. */
export type Fallback = (letters: Letters, at: number, spelling: Spelling) => number;

/** UTF-16 units of the character at `at`: a pair of surrogates is one character. */
export function characterWidth({ units, length }: Letters, at: number): 1 | 2 {
  return isHigh(units[at]!) && at + 1 < length && isLow(units[at + 1]!) ? 2 : 1;
}

/**
 * Spells the character at `at` in the bytes of its UTF-8 form; half a surrogate pair in the three bytes its number
 * would have (WTF-8), so that even broken text comes back. Without bytes it is unknown. Returns where it ends.
 */
export function openFallback(firstByte: number, unknown: number): Fallback {
  return (letters, at, spelling) => {
    const width = characterWidth(letters, at);
    const end = at + width;
    if (firstByte < 0) {
      spelling.push(unknown, at, end);
      return end;
    }
    const unit = letters.units[at]!;
    const code = width === 1 ? unit : 0x10000 + ((unit - 0xd800) << 10) + (letters.units[at + 1]! - 0xdc00);
    const push = (byte: number) => spelling.push(firstByte + byte, at, end);
    if (code < 0x80) push(code);
    else {
      const following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      push(LEAD[following]! | (code >> (6 * following)));
      for (let i = following - 1; i >= 0; i--) push(0x80 | ((code >> (6 * i)) & 0x3f));
    }
    return end;
  };
}

const LEAD = [0, 0xc0, 0xe0, 0xf0];
const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Bytes as {@link openFallback} spells them back into text; bytes that form no character become U+FFFD. */
export function textOfBytes(bytes: readonly number[]): string {
  let text = '';
  let from = 0;
  for (let at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1)) {
    // 0xED followed by 0xA0 or more is half a pair, which a decoder of UTF-8 refuses.
    if (!(bytes[at + 1]! >= 0xa0) || (bytes[at + 2]! & 0xc0) !== 0x80) continue;
    text += decodeUtf8(bytes.slice(from, at));
    text += String.fromCharCode(0xd000 | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f));
    from = at + 3;
  }
  return text + decodeUtf8(bytes.slice(from));
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const decodeUtf8 = (bytes: readonly number[]) => UTF8.decode(Uint8Array.from(bytes));
