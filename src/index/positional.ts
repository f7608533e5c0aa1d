import { ByteReader } from './bytes.js';
import { type Postings, readPositions } from './segment.js';
import type { Shard } from './shard.js';
import type { Positional } from './types.js';

/** An occurrence in a document: positions of its first and last word. */
type Occurrence = readonly [first: number, last: number];

/** Finds where a phrase or NEAR stands in the documents of one shard. */
export interface Finder {
  /** Documents that can have it, ascending. */
  readonly documents: Uint32Array;
  /** Occurrences in a document, by first position. */
  find(document: number): readonly Occurrence[];
}

const NOTHING: Finder = { documents: new Uint32Array(0), find: () => [] };

export function finderOf(positional: Positional, shard: Shard): Finder {
  switch (positional.type) {
    case 'word':
      return wordFinder(positional.term, shard);
    case 'phrase': {
      const [first, second, ...more] = positional.parts;
      if (first?.type === 'word' && second?.type === 'word' && more.length === 0) {
        return pairFinder(first.term, second.term, shard);
      }
      return combine(positional.parts, shard, (left, right) => pairs(left, right, 0, true));
    }
    case 'near': {
      const { left, right, distance, ordered } = positional;
      return combine([left, right], shard, (a, b) => pairs(a, b, distance, ordered));
    }
    case 'either':
      return eitherFinder(positional.parts.map((part) => finderOf(part, shard)));
  }
}

/** Words of a positional query, for showing and for the weight of the whole. */
export function wordsOf(positional: Positional): string[] {
  switch (positional.type) {
    case 'word':
      return [positional.term];
    case 'near':
      return [...wordsOf(positional.left), ...wordsOf(positional.right)];
    default:
      return positional.parts.flatMap(wordsOf);
  }
}

function wordFinder(term: string, shard: Shard): Finder {
  const index = shard.segment.terms.indexOf(term);
  if (index < 0) return NOTHING;
  const { documents, positionStarts } = shard.postings(index);
  const packed = shard.positions(index);
  return {
    documents,
    find(document) {
      const at = indexIn(documents, document);
      if (at < 0) return [];
      return readPositions(packed, positionStarts[at]!, positionStarts[at + 1]!).map((position) => [
        position,
        position,
      ]);
    },
  };
}

/** Two words in a row, by far the commonest: every query asks for its neighbours. */
function pairFinder(left: string, right: string, shard: Shard): Finder {
  const [first, second] = [left, right].map((term) => shard.segment.terms.indexOf(term)) as [number, number];
  if (first < 0 || second < 0) return NOTHING;
  const [a, b] = [shard.postings(first), shard.postings(second)];
  const [packedA, packedB] = [shard.positions(first), shard.positions(second)];
  const reader = (packed: Uint8Array, { documents, positionStarts }: Postings, document: number) => {
    const at = indexIn(documents, document);
    return at < 0 ? null : new ByteReader(packed, positionStarts[at]!, positionStarts[at + 1]!);
  };
  let documents: Uint32Array | null = null;
  return {
    get documents() {
      documents ??= intersect(a.documents, b.documents);
      return documents;
    },
    find(document) {
      const [one, other] = [reader(packedA, a, document), reader(packedB, b, document)];
      return one && other ? adjacent(one, other) : [];
    },
  };
}

/** Where a position of one list follows directly on one of the other; both are differences, ascending. */
function adjacent(left: ByteReader, right: ByteReader): Occurrence[] {
  const found: Occurrence[] = [];
  let next = 0;
  for (let position = 0; !left.done; ) {
    position += left.varint();
    while (next <= position) {
      if (right.done) return found;
      next += right.varint();
    }
    if (next === position + 1) found.push([position, next]);
  }
  return found;
}

type Join = (left: readonly Occurrence[], right: readonly Occurrence[]) => Occurrence[];

function combine(parts: readonly Positional[], shard: Shard, join: Join): Finder {
  const finders = parts.map((part) => finderOf(part, shard));
  const [first, ...rest] = finders;
  if (!first) return NOTHING;
  let documents: Uint32Array | null = null;
  return {
    get documents() {
      documents ??= finders.map((finder) => finder.documents).reduce(intersect);
      return documents;
    },
    find: (document) =>
      rest.reduce<readonly Occurrence[]>(
        (found, finder) => (found.length === 0 ? found : join(found, finder.find(document))),
        first.find(document),
      ),
  };
}

function eitherFinder(finders: readonly Finder[]): Finder {
  const documents = new Set(finders.flatMap((finder) => Array.from(finder.documents)));
  return {
    documents: Uint32Array.from(documents).sort(),
    find: (document) => finders.flatMap((finder) => finder.find(document)).sort(([a], [b]) => a - b),
  };
}

/**
 * Joins each occurrence on the left with the nearest on the right that has at most `distance` words
 * between; where order does not matter also the other way round.
 */
function pairs(
  left: readonly Occurrence[],
  right: readonly Occurrence[],
  distance: number,
  ordered: boolean,
): Occurrence[] {
  const found: Occurrence[] = [];
  let next = 0;
  for (const [first, last] of left) {
    while (next < right.length && right[next]![0] <= first) next++;
    let after = next;
    while (after < right.length && right[after]![0] <= last) after++;
    const follower = right[after];
    if (follower && follower[0] - last - 1 <= distance) {
      found.push([first, follower[1]]);
      continue;
    }
    if (ordered) continue;
    let before = next - 1;
    while (before >= 0 && right[before]![1] >= first) before--;
    const leader = right[before];
    if (leader && first - leader[1] - 1 <= distance) found.push([leader[0], last]);
  }
  return found;
}

export function indexIn(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value ? low : -1;
}

function intersect(a: Uint32Array, b: Uint32Array): Uint32Array {
  const common = new Uint32Array(Math.min(a.length, b.length));
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! < b[j]!) i++;
    else if (a[i]! > b[j]!) j++;
    else {
      common[count++] = a[i]!;
      i++;
      j++;
    }
  }
  return common.slice(0, count);
}
