import { earliestDay, latestDay, type PartialDate } from '../core/index.js';
import type { Columns, ListColumn, ListName } from './columns.js';
import type { Shard } from './shard.js';
import type { Condition, DateColumn } from './types.js';

/** Marks the documents of a shard that meet a condition with 1. */
export function meeting(condition: Condition, shard: Shard): Uint8Array {
  const { columns, documents } = shard.segment;
  switch (condition.type) {
    case 'class':
      return withClass(columns.lists.class, documents, condition);
    case 'value':
      return withCode(columns.lists[condition.column as ListName], documents, valueTest(condition.values));
    case 'date':
      return inRange(dateOf(columns, condition.which), documents, condition.from, condition.to);
    case 'after': {
      const last = Number(condition.day.replaceAll('-', ''));
      const day = dateOf(columns, condition.which);
      const marks = new Uint8Array(documents);
      for (let document = 0; document < documents; document++) if (day(document) > last) marks[document] = 1;
      return marks;
    }
    case 'id':
      return withIds(condition.ids, shard);
  }
}

function withClass(
  column: ListColumn,
  documents: number,
  condition: Extract<Condition, { type: 'class' }>,
): Uint8Array {
  const { schemes, symbols } = classNames(column);
  const wanted = condition.prefixes.map(classPrefix);
  return withCode(column, documents, (_, code) => {
    if (condition.scheme && schemes[code] !== condition.scheme) return false;
    return wanted.some((prefix) => symbols[code]!.startsWith(prefix));
  });
}

interface ClassNames {
  readonly schemes: readonly string[];
  readonly symbols: readonly string[];
}

const classNamesOf = new WeakMap<ListColumn, ClassNames>();

/** Scheme and symbol of every class of a column, cut apart once: there are some ten thousand. */
function classNames(column: ListColumn): ClassNames {
  const known = classNamesOf.get(column);
  if (known) return known;
  const cut = column.values.map((value) => value.split(/ (.*)/s) as [string, string?]);
  const names = { schemes: cut.map(([scheme]) => scheme), symbols: cut.map(([, symbol = '']) => symbol) };
  classNamesOf.set(column, names);
  return names;
}

/** A main group (`H01M 10/00`) stands for all of its subgroups, as in the scheme. */
function classPrefix(symbol: string): string {
  return symbol.endsWith('/00') ? symbol.slice(0, -2) : symbol;
}

/** Whether a value of a column, given with its code, is meant. */
type Test = (value: string, code: number) => boolean;

function valueTest(values: readonly string[]): Test {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (value) => wanted.has(value.toLowerCase());
}

function withCode(column: ListColumn, documents: number, test: Test): Uint8Array {
  const good = new Uint8Array(column.values.length);
  for (let code = 0; code < good.length; code++) if (test(column.values[code]!, code)) good[code] = 1;
  const marks = new Uint8Array(documents);
  for (let document = 0; document < documents; document++) {
    const end = column.offsets[document + 1]!;
    for (let at = column.offsets[document]!; at < end; at++) {
      if (good[column.codes[at]!]) {
        marks[document] = 1;
        break;
      }
    }
  }
  return marks;
}

function dateOf({ dates }: Columns, which: DateColumn): (document: number) => number {
  if (which !== 'any') return (document) => dates[which][document]!;
  return (document) => dates.published[document]! || dates.filed[document]!;
}

function inRange(
  day: (document: number) => number,
  documents: number,
  from: PartialDate | undefined,
  to: PartialDate | undefined,
): Uint8Array {
  const low = from ? Number(earliestDay(from).replaceAll('-', '')) : 1;
  const high = to ? Number(latestDay(to).replaceAll('-', '')) : Number.POSITIVE_INFINITY;
  const marks = new Uint8Array(documents);
  for (let document = 0; document < documents; document++) {
    const value = day(document);
    // Only a year is known of some: 20190101 stands for all of 2019, so `from 2019-06` keeps it.
    const reach = value % 10_000 === 101 ? value + 1130 : value;
    if (value > 0 && reach >= low && value <= high) marks[document] = 1;
  }
  return marks;
}

function withIds(ids: readonly string[], { segment }: Shard): Uint8Array {
  const marks = new Uint8Array(segment.documents);
  for (const id of ids) {
    const document = segment.find(id);
    if (document !== null) marks[document] = 1;
  }
  return marks;
}
