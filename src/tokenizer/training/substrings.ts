import type { CountedUnits } from '../counts/unit-counter.js';

/** Every substring of the units (up to a length), as a trie whose nodes are reached by hashing parent and unit. */
export interface Substrings {
  /** Nodes, the root included; node 0 is the root. */
  readonly size: number;
  /** How often the substring stands in the text. */
  readonly weight: Float64Array;
  readonly length: Uint8Array;
  /** A place where it stands: unit and offset. */
  readonly unit: Int32Array;
  readonly offset: Uint8Array;
  child(node: number, character: number): number;
}

/** Counts all substrings of up to `longest` UTF-16 units that do not cut a surrogate pair. */
export function countSubstrings({ units, counts }: CountedUnits, longest: number): Substrings {
  const trie = new GrowingTrie();
  units.forEach((text, unit) => {
    for (let start = 0; start < text.length; start++) {
      if (isLow(text.charCodeAt(start))) continue;
      let node = 0;
      const end = Math.min(text.length, start + longest);
      for (let at = start; at < end; at++) {
        node = trie.step(node, text.charCodeAt(at));
        if (trie.length[node] === 0) trie.place(node, { length: at + 1 - start, unit, offset: start });
        trie.weight[node]! += counts[unit]!;
      }
    }
  });
  return trie;
}

export const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

class GrowingTrie implements Substrings {
  size = 1;
  weight = new Float64Array(1 << 16);
  length = new Uint8Array(1 << 16);
  unit = new Int32Array(1 << 16);
  offset = new Uint8Array(1 << 16);
  #parents = new Int32Array(1 << 16);
  #characters = new Uint16Array(1 << 16);
  /** Node at the place of its hash; 0 where none is, since the root has no parent. */
  #slots = new Int32Array(1 << 18);

  child(node: number, character: number): number {
    return this.#slots[this.#find(node, character)]!;
  }

  step(node: number, character: number): number {
    const slot = this.#find(node, character);
    return this.#slots[slot]! || this.#add(slot, node, character);
  }

  place(node: number, place: { length: number; unit: number; offset: number }): void {
    this.length[node] = place.length;
    this.unit[node] = place.unit;
    this.offset[node] = place.offset;
  }

  #find(node: number, character: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(character, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot]!;
      if (found === 0 || (this.#parents[found] === node && this.#characters[found] === character)) return slot;
    }
  }

  #add(slot: number, parent: number, character: number): number {
    const node = this.size++;
    if (node === this.weight.length) this.#grow();
    this.#parents[node] = parent;
    this.#characters[node] = character;
    this.#slots[slot] = node;
    if (this.size * 2 > this.#slots.length) this.#reseat();
    return node;
  }

  #grow(): void {
    const size = this.weight.length * 2;
    this.weight = resized(this.weight, new Float64Array(size));
    this.length = resized(this.length, new Uint8Array(size));
    this.unit = resized(this.unit, new Int32Array(size));
    this.offset = resized(this.offset, new Uint8Array(size));
    this.#parents = resized(this.#parents, new Int32Array(size));
    this.#characters = resized(this.#characters, new Uint16Array(size));
  }

  #reseat(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let node = 1; node < this.size; node++) {
      this.#slots[this.#find(this.#parents[node]!, this.#characters[node]!)] = node;
    }
  }
}

function resized<T extends { set(old: T): void }>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
