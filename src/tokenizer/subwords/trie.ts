/** A set of strings to walk along a text by UTF-16 units. */
export interface Trie {
  /** Dense code of each UTF-16 unit that stands in a string, 0 for all others. */
  readonly codes: Uint16Array;
  /** Children of a node lie at `base[node] + code`, and `check` there names the node. */
  readonly base: Int32Array;
  readonly check: Int32Array;
  /** Number of the string that ends at a node, −1 where none does. */
  readonly value: Int32Array;
}

export const ROOT = 0;

/** A double-array trie (Aoe 1989): a step costs two look-ups, and the whole is four typed arrays. */
export function buildTrie(strings: readonly string[], numbers: readonly number[]): Trie {
  const codes = denseCodes(strings);
  const order = strings.map((_, i) => i).sort((a, b) => (strings[a]! < strings[b]! ? -1 : 1));
  const builder = new Builder(codes);
  builder.build(
    order.map((i) => strings[i]!),
    order.map((i) => numbers[i]!),
  );
  return builder.trie();
}

/** Common units get small codes, so that children lie close together. */
function denseCodes(strings: readonly string[]): Uint16Array {
  const counts = new Uint32Array(65536);
  for (const string of strings) for (let i = 0; i < string.length; i++) counts[string.charCodeAt(i)]!++;
  const used = Array.from(counts.keys()).filter((unit) => counts[unit]! > 0);
  used.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const codes = new Uint16Array(65536);
  used.forEach((unit, i) => {
    codes[unit] = i + 1;
  });
  return codes;
}

/** Strings `from` to `to` of the sorted list, which agree up to `depth`, below `node`. */
interface Branch {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

class Builder {
  #base = new Int32Array(1 << 16);
  #check = new Int32Array(1 << 16).fill(-1);
  #value = new Int32Array(1 << 16).fill(-1);
  /** No free place lies before this one. */
  #firstFree = 1;
  /** Where the search for room for several children goes on. */
  #cursor = 1;
  #end = 1;

  constructor(readonly codes: Uint16Array) {
    this.#check[ROOT] = ROOT;
  }

  build(strings: readonly string[], numbers: readonly number[]): void {
    const open: Branch[] = [{ node: ROOT, from: 0, to: strings.length, depth: 0 }];
    for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
      let { from } = branch;
      if (from < branch.to && strings[from]!.length === branch.depth) this.#value[branch.node] = numbers[from++]!;
      if (from < branch.to) open.push(...this.#seat(strings, { ...branch, from }));
    }
  }

  trie(): Trie {
    // A step from the last node may look as far as the largest code beyond it.
    const size = this.#end + this.codes.reduce((most, code) => Math.max(most, code), 0) + 1;
    this.#reach(size);
    return {
      codes: this.codes,
      base: this.#base.slice(0, size),
      check: this.#check.slice(0, size),
      value: this.#value.slice(0, size),
    };
  }

  /** Gives the children of a branch their places. */
  #seat(strings: readonly string[], { node, from, to, depth }: Branch): Branch[] {
    const edges: number[] = [];
    for (let i = from; i < to; i++) {
      if (i === from || strings[i]!.charCodeAt(depth) !== strings[i - 1]!.charCodeAt(depth)) edges.push(i);
    }
    const codes = edges.map((i) => this.codes[strings[i]!.charCodeAt(depth)]!);
    const base = this.#placeFor(codes);
    this.#base[node] = base;
    for (const code of codes) this.#check[base + code] = node;
    this.#end = Math.max(this.#end, base + Math.max(...codes) + 1);
    while (this.#check[this.#firstFree] !== -1) this.#reach(++this.#firstFree + 1);
    return edges.map((i, edge) => ({
      node: base + codes[edge]!,
      from: i,
      to: edges[edge + 1] ?? to,
      depth: depth + 1,
    }));
  }

  /** A lone child fills the first hole; several look on from where the last several were put, or building takes seconds. */
  #placeFor(codes: readonly number[]): number {
    const least = Math.min(...codes);
    const most = Math.max(...codes);
    const fillsHole = codes.length === 1 && this.#firstFree > least;
    for (let at = fillsHole ? this.#firstFree : Math.max(this.#cursor, least + 1); ; at++) {
      const base = at - least;
      this.#reach(base + most + 1);
      if (!codes.every((code) => this.#check[base + code] === -1)) continue;
      if (!fillsHole) this.#cursor = at;
      return base;
    }
  }

  #reach(size: number): void {
    if (size <= this.#base.length) return;
    const length = Math.max(size, this.#base.length * 2);
    this.#base = resized(this.#base, length, 0);
    this.#check = resized(this.#check, length, -1);
    this.#value = resized(this.#value, length, -1);
  }
}

function resized(old: Int32Array, length: number, filler: number): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(length).fill(filler, old.length);
  fresh.set(old);
  return fresh;
}
