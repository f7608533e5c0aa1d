import type { ListColumn } from './columns.js';
import { shardOf } from './comparison.js';
import type { Shard } from './shard.js';
import type { CountColumn, Matches } from './types.js';

/** Counts matches by the values of a column, commonest first, equal counts by value; years newest first. */
export function countMatches(
  { documents }: Matches,
  column: CountColumn,
  shards: readonly Shard[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  const add = (value: string, count: number) => counts.set(value, (counts.get(value) ?? 0) + count);
  for (const [shard, own] of byShard(documents, shards)) {
    if (column === 'year') countYears(shard, own, add);
    else countValues(shard, own, column, add);
  }
  const entries = Array.from(counts, ([value, count]) => ({ value, count }));
  if (column === 'year') return entries.sort((a, b) => (a.value < b.value ? 1 : -1));
  return entries.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Ascending ordinals cut into runs of local numbers, one a shard. */
function* byShard(documents: Uint32Array, shards: readonly Shard[]): Generator<[Shard, Uint32Array]> {
  for (let start = 0; start < documents.length; ) {
    const shard = shardOf(shards, documents[start]!);
    const limit = shard.base + shard.segment.documents;
    let end = start;
    while (end < documents.length && documents[end]! < limit) end++;
    yield [shard, documents.subarray(start, end).map((document) => document - shard.base)];
    start = end;
  }
}

/** Documents with their day as score. */
export function datedMatches({ documents }: Matches, shards: readonly Shard[]): Matches {
  const scores = new Float32Array(documents.length);
  let next = 0;
  for (const [{ segment }, own] of byShard(documents, shards)) {
    const { published, filed } = segment.columns.dates;
    for (const document of own) scores[next++] = published[document]! || filed[document]!;
  }
  return { documents, scores };
}

type Add = (value: string, count: number) => void;

function countYears({ segment }: Shard, documents: Uint32Array, add: Add): void {
  const { published, filed } = segment.columns.dates;
  const counts = new Map<number, number>();
  for (const document of documents) {
    const year = Math.floor((published[document]! || filed[document]!) / 10_000);
    if (year > 0) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  for (const [year, count] of counts) add(String(year), count);
}

function countValues(shard: Shard, documents: Uint32Array, column: CountColumn, add: Add): void {
  const { list, names, nameOf } = namedColumn(shard, column);
  const counts = new Uint32Array(names.length);
  const last = new Int32Array(names.length).fill(-1);
  for (const document of documents) {
    for (let at = list.offsets[document]!; at < list.offsets[document + 1]!; at++) {
      const index = nameOf[list.codes[at]!]!;
      if (last[index] === document) continue;
      last[index] = document;
      counts[index]!++;
    }
  }
  names.forEach((value, index) => {
    if (value && counts[index]! > 0) add(value, counts[index]!);
  });
}

/** A column whose codes are read by name; several may have one name, as all symbols of a section have. */
interface NamedColumn {
  readonly list: ListColumn;
  readonly names: readonly string[];
  /** Index of the name of each code. */
  readonly nameOf: Uint32Array;
}

const namedColumns = new WeakMap<Shard, Map<CountColumn, NamedColumn>>();

function namedColumn(shard: Shard, column: CountColumn): NamedColumn {
  const known = namedColumns.get(shard) ?? new Map<CountColumn, NamedColumn>();
  namedColumns.set(shard, known);
  const made = known.get(column) ?? nameColumn(shard, column);
  known.set(column, made);
  return made;
}

function nameColumn({ segment }: Shard, column: CountColumn): NamedColumn {
  const { list, name } = columnOf(segment.columns.lists, column);
  const named = list.values.map(name);
  const names = [...new Set(named)];
  const numbers = new Map(names.map((value, index) => [value, index]));
  return { list, names, nameOf: Uint32Array.from(named.map((value) => numbers.get(value)!)) };
}

const SECTION = /^(?:IPC|CPC) ([A-HY])/;
const SUBCLASS = /^(?:IPC|CPC) ([A-HY]\d\d[A-Z])/;

function columnOf(lists: Shard['segment']['columns']['lists'], column: CountColumn) {
  const same = (value: string) => value;
  const of = (list: ListColumn, name: (value: string) => string) => ({ list, name });
  switch (column) {
    case 'section':
      return of(lists.class, (value) => SECTION.exec(value)?.[1] ?? '');
    case 'subclass':
      return of(lists.class, (value) => SUBCLASS.exec(value)?.[1] ?? '');
    case 'country':
    case 'applicant':
    case 'status':
    case 'language':
      return of(lists[column], same);
    case 'year':
      throw new RangeError('years are dates, not values');
  }
}
