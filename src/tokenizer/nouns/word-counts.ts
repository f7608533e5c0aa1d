/** Counted words as plain arrays. */
export interface PackedCounts {
  readonly units: Uint16Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly counts: Float64Array<ArrayBuffer>;
}

/**
 * Words and how often each was met: an open hash table over UTF-16 units in typed arrays. A string is made of a
 * word only when somebody asks for it, so counting makes no garbage; about 40 bytes a word.
 */
export class WordCounts {
  size = 0;
  counts = new Float64Array(1 << 12);
  #units = new Uint16Array(1 << 15);
  #ends = new Uint32Array(1 << 12);
  #slots = new Int32Array(1 << 13).fill(-1);

  /** Adds to the count of a word and gives its number: 0 for the first word met, 1 for the second. */
  add(units: Uint16Array, length: number, count = 1): number {
    let hash = length;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    const mask = this.#slots.length - 1;
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const word = this.#slots[slot]!;
      if (word < 0) {
        this.#slots[slot] = this.size;
        return this.#append(units, length, count);
      }
      if (this.#equals(word, units, length)) {
        this.counts[word]! += count;
        return word;
      }
    }
  }

  /** The words as plain arrays, to be sent to another thread: ends of words in `units`, and their counts. */
  packed(): PackedCounts {
    const end = this.size === 0 ? 0 : this.#ends[this.size - 1]!;
    return {
      units: this.#units.slice(0, end),
      ends: this.#ends.slice(0, this.size),
      counts: this.counts.slice(0, this.size),
    };
  }

  /** Adds to the count of a word given as a string. */
  addText(word: string, count = 1): number {
    const units = new Uint16Array(word.length);
    for (let i = 0; i < word.length; i++) units[i] = word.charCodeAt(i);
    return this.add(units, word.length, count);
  }

  text(word: number): string {
    return String.fromCharCode(...this.#units.subarray(this.#start(word), this.#ends[word]!));
  }

  /** Numbers of the words in the order of their UTF-16 units, which is that of JavaScript's `<`. */
  sorted(): Uint32Array {
    const words = Uint32Array.from({ length: this.size }, (_, word) => word);
    this.#sort(words, 0, words.length, 0);
    return words;
  }

  /** Forgets all words and keeps the memory. */
  clear(): void {
    this.size = 0;
    this.#slots.fill(-1);
  }

  #start(word: number): number {
    return word === 0 ? 0 : this.#ends[word - 1]!;
  }

  #equals(word: number, units: Uint16Array, length: number): boolean {
    const start = this.#start(word);
    if (this.#ends[word]! - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.#units[start + i] !== units[i]) return false;
    return true;
  }

  #append(units: Uint16Array, length: number, count: number): number {
    const word = this.size++;
    const start = this.#start(word);
    if (start + length > this.#units.length) this.#units = grown(this.#units, new Uint16Array(this.#units.length * 2));
    if (word === this.#ends.length) {
      this.#ends = grown(this.#ends, new Uint32Array(word * 2));
      this.counts = grown(this.counts, new Float64Array(word * 2));
    }
    for (let i = 0; i < length; i++) this.#units[start + i] = units[i]!;
    this.#ends[word] = start + length;
    this.counts[word] = count;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return word;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let word = 0; word < this.size; word++) {
      const start = this.#start(word);
      const end = this.#ends[word]!;
      let hash = end - start;
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ this.#units[i]!, 0x01000193);
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      let slot = (hash ^ (hash >>> 13)) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = word;
    }
    this.#slots = slots;
  }

  /** The unit of a word at a depth, -1 behind its end. */
  #unitAt(word: number, depth: number): number {
    const at = this.#start(word) + depth;
    return at < this.#ends[word]! ? this.#units[at]! : -1;
  }

  /** Three-way radix quicksort: words with equal units up to `depth` are parted by the next one. */
  #sort(words: Uint32Array, from: number, to: number, depth: number): void {
    while (to - from > 1) {
      const pivot = this.#unitAt(words[(from + to) >> 1]!, depth);
      let less = from;
      let more = to;
      for (let at = from; at < more; ) {
        const word = words[at]!;
        const unit = this.#unitAt(word, depth);
        if (unit < pivot) {
          words[at++] = words[less]!;
          words[less++] = word;
        } else if (unit > pivot) {
          words[at] = words[--more]!;
          words[more] = word;
        } else at++;
      }
      this.#sort(words, from, less, depth);
      if (pivot >= 0) this.#sort(words, less, more, depth + 1);
      from = more;
    }
  }
}

function grown<T extends Uint16Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
