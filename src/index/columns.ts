import type { PartialDate } from '../core/index.js';
import { earliestDay } from '../core/index.js';
import type { SectionReader, SectionWriter } from './sections.js';
import type { IndexInput } from './types.js';

/** A column whose cells hold any number of values out of a dictionary. */
export interface ListColumn {
  readonly values: readonly string[];
  /** Start of each document's codes and the end of the last. */
  readonly offsets: Uint32Array;
  readonly codes: Uint32Array;
}

const LISTS = ['country', 'kind', 'language', 'status', 'applicant', 'class'] as const;
const DATES = ['published', 'filed', 'granted', 'public'] as const;
export type ListName = (typeof LISTS)[number];
export type DateName = (typeof DATES)[number];

/** What filters and facets ask of documents, column by column. Dates are numbers like 20190819; 0 is unknown. */
export interface Columns {
  readonly lists: Readonly<Record<ListName, ListColumn>>;
  readonly dates: Readonly<Record<DateName, Uint32Array>>;
}

/** One document's cells. Classes are written `IPC H01M 10/05`. */
export interface Row {
  readonly lists: Readonly<Record<ListName, readonly string[]>>;
  readonly dates: Readonly<Record<DateName, number>>;
}

export function rowOf({ card, classSymbols }: IndexInput): Row {
  return {
    lists: {
      country: [card.country],
      kind: card.kind ? [card.kind] : [],
      language: [card.language],
      status: card.status ? [card.status] : [],
      applicant: card.applicants,
      class: [...new Set(classSymbols.map(({ scheme, symbol }) => `${scheme} ${symbol}`))],
    },
    dates: {
      published: dayNumber(card.published),
      filed: dayNumber(card.filed),
      granted: dayNumber(card.granted),
      public: dayNumber(card.public),
    },
  };
}

/** A date as the number of the first day it may stand for. */
export function dayNumber(date: PartialDate | null): number {
  return date ? Number(earliestDay(date).replaceAll('-', '')) : 0;
}

export class ColumnsBuilder {
  readonly #lists = LISTS.map(() => ({ codeOf: new Map<string, number>(), offsets: [0], codes: [] as number[] }));
  readonly #dates = DATES.map((): number[] => []);

  add(row: Row): void {
    LISTS.forEach((name, index) => {
      const list = this.#lists[index]!;
      for (const value of row.lists[name]) {
        if (!list.codeOf.has(value)) list.codeOf.set(value, list.codeOf.size);
        list.codes.push(list.codeOf.get(value)!);
      }
      list.offsets.push(list.codes.length);
    });
    DATES.forEach((name, index) => {
      this.#dates[index]!.push(row.dates[name]);
    });
  }

  write(to: SectionWriter): void {
    LISTS.forEach((name, index) => {
      const { codeOf, offsets, codes } = this.#lists[index]!;
      to.json(`column.${name}.values`, [...codeOf.keys()]);
      to.numbers(`column.${name}.offsets`, offsets);
      to.numbers(`column.${name}.codes`, codes);
    });
    DATES.forEach((name, index) => {
      to.numbers(`column.${name}`, this.#dates[index]!);
    });
  }
}

export function readColumns(from: SectionReader): Columns {
  const list = (name: ListName): ListColumn => ({
    values: from.json<string[]>(`column.${name}.values`),
    offsets: from.uint32(`column.${name}.offsets`),
    codes: from.uint32(`column.${name}.codes`),
  });
  return {
    lists: Object.fromEntries(LISTS.map((name) => [name, list(name)])) as Record<ListName, ListColumn>,
    dates: Object.fromEntries(DATES.map((name) => [name, from.uint32(`column.${name}`)])) as Record<
      DateName,
      Uint32Array
    >,
  };
}

/** One document's cells, read back for a merge. */
export function rowAt(columns: Columns, document: number): Row {
  const cells = ({ values, offsets, codes }: ListColumn) =>
    Array.from(codes.subarray(offsets[document], offsets[document + 1]), (code) => values[code]!);
  return {
    lists: Object.fromEntries(LISTS.map((name) => [name, cells(columns.lists[name])])) as Record<ListName, string[]>,
    dates: Object.fromEntries(DATES.map((name) => [name, columns.dates[name][document]!])) as Record<DateName, number>,
  };
}
