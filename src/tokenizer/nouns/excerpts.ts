const LINE_FEED = 0x0a;
const SPACE = 0x20;
/** What is left and right of a place at most, in UTF-16 units. */
const AROUND = 24;
/** White space but a single space between words. */
const UNEVEN = /[^\S\n ]| {2}|^ | $/m;

/** Takes places of texts with what stands around them in their line, whole words. One string is made of them all. */
export class Excerpts {
  /** UTF-16, for a string is made of that many times faster than of UTF-8. */
  #units = new Uint16Array(1 << 15);
  #size = 0;

  add(text: Uint8Array, start: number, end: number): void {
    const from = startOfWords(text, start);
    const to = endOfWords(text, end);
    // No character has more units than bytes.
    if (this.#size + to - from >= this.#units.length) this.#grow(to - from + 1);
    this.#size = decode(text, { from, to }, this.#units, this.#size);
    this.#units[this.#size++] = LINE_FEED;
  }

  /** Adds an empty one. */
  addNone(): void {
    if (this.#size === this.#units.length) this.#grow(1);
    this.#units[this.#size++] = LINE_FEED;
  }

  /** Those added since the last time, a line each, with a space for each stretch of white space. */
  take(): string {
    const lines = Buffer.from(this.#units.buffer, 0, Math.max(0, this.#size - 1) * 2).toString('utf16le');
    this.#size = 0;
    return UNEVEN.test(lines) ? lines.replace(/[^\S\n]+/g, ' ').replace(/^ | $/gm, '') : lines;
  }

  #grow(by: number): void {
    const larger = new Uint16Array(2 * this.#units.length + by);
    larger.set(this.#units);
    this.#units = larger;
  }
}

/** Where the whole words before a place begin that are near it. */
function startOfWords(text: Uint8Array, place: number): number {
  let words = place;
  let at = place;
  for (let units = 0; at > 0 && text[at - 1] !== LINE_FEED; ) {
    let lead = at - 1;
    while (isWithinCharacter(text[lead]!)) lead--;
    units += unitsOf(text[lead]!);
    if (units > AROUND) return words;
    if (text[lead] === SPACE) words = at;
    at = lead;
  }
  return at;
}

/** Where the whole words behind a place end that are near it. */
function endOfWords(text: Uint8Array, place: number): number {
  let words = place;
  let at = place;
  for (let units = 0; at < text.length && text[at] !== LINE_FEED; ) {
    if (text[at] === SPACE) words = at;
    units += unitsOf(text[at]!);
    if (units > AROUND) return words;
    do at++;
    while (isWithinCharacter(text[at] ?? 0));
  }
  return at;
}

const isWithinCharacter = (byte: number) => (byte & 0xc0) === 0x80;
/** UTF-16 units of a character, from its first byte. */
const unitsOf = (lead: number) => (lead < 0xf0 ? 1 : 2);

/** Writes the UTF-16 units of a piece of valid UTF-8 into an array from a place on; gives where they end. */
function decode(
  text: Uint8Array,
  { from, to }: { from: number; to: number },
  into: Uint16Array,
  place: number,
): number {
  let size = place;
  for (let at = from; at < to; ) {
    const lead = text[at++]!;
    if (lead < 0x80) into[size++] = lead;
    else if (lead < 0xe0) into[size++] = ((lead & 0x1f) << 6) | (text[at++]! & 0x3f);
    else if (lead < 0xf0) into[size++] = ((lead & 0xf) << 12) | ((text[at++]! & 0x3f) << 6) | (text[at++]! & 0x3f);
    else {
      const high = ((lead & 7) << 18) | ((text[at++]! & 0x3f) << 12);
      const point = high | ((text[at++]! & 0x3f) << 6) | (text[at++]! & 0x3f);
      into[size++] = 0xd7c0 + (point >> 10);
      into[size++] = 0xdc00 | (point & 0x3ff);
    }
  }
  return size;
}
