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

function countValues({ segment }: Shard, documents: Uint32Array, column: CountColumn, add: Add): void {
  const { list, name } = columnOf(segment.columns.lists, column);
  // Several codes may have one name (all symbols of a section): a document counts once for it.
  const names = [...new Set(list.values.map(name))];
  const numbers = new Map(names.map((value, index) => [value, index]));
  const nameOf = Uint32Array.from(list.values, (value) => numbers.get(name(value))!);
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
