import type { CountedUnits } from '../counts/unit-counter.js';
import { isLow, type Substrings } from './substrings.js';

/**
 * Where pieces stand in the units, written down once and thinned as pieces go: training reads these flat arrays
 * and never walks a trie again. Edges of one unit lie together, ordered by start, then end.
 */
export interface Lattice {
  readonly counts: Float64Array;
  /** Length of each unit in UTF-16 units. */
  readonly lengths: Uint8Array;
  /** First edge of each unit; one more entry at the end. */
  readonly firsts: Int32Array;
  readonly starts: Uint8Array;
  readonly ends: Uint8Array;
  readonly pieces: Int32Array;
}

/** Draws the lattice of the pieces that `pieceOf` gives nodes of the trie (−1 for none). */
export function drawLattice(
  { units, counts }: CountedUnits,
  substrings: Substrings,
  pieceOf: Int32Array,
  longest: number,
): Lattice {
  const starts = new Bytes();
  const ends = new Bytes();
  const pieces: number[][] = [[]];
  const firsts = new Int32Array(units.length + 1);
  let edges = 0;
  units.forEach((text, unit) => {
    firsts[unit] = edges;
    for (let start = 0; start < text.length; start++) {
      if (isLow(text.charCodeAt(start))) continue;
      let node = 0;
      const last = Math.min(text.length, start + longest);
      for (let at = start; at < last; at++) {
        node = substrings.child(node, text.charCodeAt(at));
        const piece = pieceOf[node]!;
        if (piece < 0) continue;
        starts.push(start);
        ends.push(at + 1);
        if (pieces.at(-1)!.length === 1 << 20) pieces.push([]);
        pieces.at(-1)!.push(piece);
        edges++;
      }
    }
  });
  firsts[units.length] = edges;
  return {
    counts,
    lengths: Uint8Array.from(units, ({ length }) => length),
    firsts,
    starts: starts.done(),
    ends: ends.done(),
    pieces: joined(pieces, edges),
  };
}

/** The lattice of the pieces that stay; `renumbered` has their new numbers, −1 for those that go. */
export function thin(lattice: Lattice, renumbered: Int32Array): Lattice {
  const { firsts, starts, ends, pieces } = lattice;
  const kept = new Int32Array(firsts.length);
  let to = 0;
  for (let unit = 0; unit + 1 < firsts.length; unit++) {
    kept[unit] = to;
    for (let edge = firsts[unit]!; edge < firsts[unit + 1]!; edge++) {
      const piece = renumbered[pieces[edge]!]!;
      if (piece < 0) continue;
      // Written over the old edges: `to` never overtakes `edge`.
      starts[to] = starts[edge]!;
      ends[to] = ends[edge]!;
      pieces[to++] = piece;
    }
  }
  kept[firsts.length - 1] = to;
  return { ...lattice, firsts: kept };
}

class Bytes {
  #bytes = new Uint8Array(1 << 16);
  #size = 0;

  push(byte: number): void {
    if (this.#size === this.#bytes.length) {
      const fresh = new Uint8Array(this.#size * 2);
      fresh.set(this.#bytes);
      this.#bytes = fresh;
    }
    this.#bytes[this.#size++] = byte;
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }
}

function joined(chunks: readonly (readonly number[])[], size: number): Int32Array {
  const all = new Int32Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
