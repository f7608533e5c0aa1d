/** Numbers in [0, 1) from a seed: the generator mulberry32, good enough for starts, masks and shuffles, and the same everywhere. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixBits(state) / 2 ** 32;
  };
}

/** Spreads every bit of a 32-bit number over the whole. */
export function mixBits(value: number): number {
  let bits = Math.imul(value ^ (value >>> 15), value | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}

/** One seed from several whole numbers, so that step 3 of seed 7 has nothing in common with step 7 of seed 3. */
export function seedOf(...numbers: readonly number[]): number {
  return numbers.reduce((seed, number) => mixBits((seed + 0x9e3779b9) ^ number), 0x51ed270b);
}

/** 0 … length − 1 in an order of the seed's (Fisher and Yates). */
export function shuffledOrder(length: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, at) => at);
  const random = randomNumbers(seed);
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
  return order;
}
