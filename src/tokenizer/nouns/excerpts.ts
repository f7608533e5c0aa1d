const LINE_FEED = 0x0a;
const SPACE = 0x20;
/** What is left and right of a place at most, in UTF-16 units. */
const AROUND = 24;
/** White space but a single space between words. */
const UNEVEN = /[^\S\n ]| {2}|^ | $/m;

/** Takes places of texts with what stands around them in their line, whole words. One string is made of them all. */
export class Excerpts {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #size = 0;

  add(text: Uint8Array, start: number, end: number): void {
    const from = startOfWords(text, start);
    const to = endOfWords(text, end);
    if (this.#size + to - from >= this.#bytes.length) this.#grow(to - from + 1);
    const bytes = this.#bytes;
    for (let at = from; at < to; at++) bytes[this.#size++] = text[at]!;
    bytes[this.#size++] = LINE_FEED;
  }

  /** Those added since the last time, with a space for each stretch of white space. */
  take(): string[] {
    const lines = this.#bytes.toString('utf8', 0, this.#size);
    this.#size = 0;
    const excerpts = lines.split('\n').slice(0, -1);
    return UNEVEN.test(lines) ? excerpts.map((line) => line.replace(/\s+/g, ' ').trim()) : excerpts;
  }

  #grow(by: number): void {
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + by);
    larger.set(this.#bytes);
    this.#bytes = larger;
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
