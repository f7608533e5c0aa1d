/** Units that words are parted by with counting sort; words alike so far are few and are sorted by comparison. */
const COUNTED_UNITS = 4;
const UNITS = 65536;

/**
 * Sorts words by their UTF-16 units, a word before longer ones that begin with it.
 * @param units of all words, one after the other
 * @param ends of words in `units`
 * @returns numbers of the words in order
 */
export function sortedWords(units: Uint16Array, ends: Uint32Array, size: number): Uint32Array {
  const words = { units, ends };
  let order = new Uint32Array(size);
  for (let word = 0; word < size; word++) order[word] = word;
  if (size > UNITS / 16)
    for (let depth = COUNTED_UNITS - 1; depth >= 0; depth--) order = countingSorted(words, order, depth);
  else return quicksorted(words, order, { from: 0, to: size, depth: 0 });
  for (let from = 0, to: number; from < size; from = to) {
    for (to = from + 1; to < size && startAlike(words, order[from]!, order[to]!); ) to++;
    if (to - from > 1) quicksorted(words, order, { from, to, depth: COUNTED_UNITS });
  }
  return order;
}

interface Words {
  readonly units: Uint16Array;
  readonly ends: Uint32Array;
}

/** The unit of a word at a depth plus one; 0 behind its end. */
function unitAt({ units, ends }: Words, word: number, depth: number): number {
  const at = (word === 0 ? 0 : ends[word - 1]!) + depth;
  return at < ends[word]! ? units[at]! + 1 : 0;
}

/** A stable sort by the unit at one depth. */
function countingSorted(words: Words, order: Uint32Array<ArrayBuffer>, depth: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(UNITS + 2);
  const keys = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const key = unitAt(words, order[i]!, depth);
    keys[i] = key;
    starts[key + 1]!++;
  }
  for (let unit = 1; unit < starts.length; unit++) starts[unit]! += starts[unit - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[starts[keys[i]!]!++] = order[i]!;
  return sorted;
}

function startAlike(words: Words, a: number, b: number): boolean {
  for (let depth = 0; depth < COUNTED_UNITS; depth++) {
    if (unitAt(words, a, depth) !== unitAt(words, b, depth)) return false;
  }
  return true;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Three-way radix quicksort in place: words with equal units up to `depth` are parted by the next one. */
function quicksorted(
  words: Words,
  order: Uint32Array<ArrayBuffer>,
  { from, to, depth }: Stretch,
): Uint32Array<ArrayBuffer> {
  if (to - from < 2) return order;
  const pivot = unitAt(words, order[(from + to) >> 1]!, depth);
  let less = from;
  let more = to;
  for (let at = from; at < more; ) {
    const word = order[at]!;
    const unit = unitAt(words, word, depth);
    if (unit < pivot) {
      order[at++] = order[less]!;
      order[less++] = word;
    } else if (unit > pivot) {
      order[at] = order[--more]!;
      order[more] = word;
    } else at++;
  }
  quicksorted(words, order, { from, to: less, depth });
  if (pivot > 0) quicksorted(words, order, { from: less, to: more, depth: depth + 1 });
  return quicksorted(words, order, { from: more, to, depth });
}
