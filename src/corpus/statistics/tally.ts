import type { Split, TaskName } from '../types.js';

/** Amounts of text. Morphemes are counted in a sample; `sampledBytes` says how much of the text that was. */
export interface Amounts {
  documents: number;
  paragraphs: number;
  sentences: number;
  /** UTF-16 units. */
  characters: number;
  /** UTF-8 bytes. */
  bytes: number;
  sampledBytes: number;
  sampledMorphemes: number;
}

export type Cells = Record<string, Amounts>;

export interface Dropped {
  count: number;
  characters: number;
}

/** Everything that is counted of a corpus, as plain JSON, so that tallies of batches add up to that of the whole. */
export interface Tally {
  total: Amounts;
  kinds: Cells;
  sources: Cells;
  /** Main class of the document: A to H, Y, or `-` where it has none. */
  sections: Cells;
  languages: Cells;
  splits: Cells;
  /** `yes` for text that may train weights that are shipped, else `no`. */
  weights: Cells;
  /** Documents by length: the key is the power of two that the characters reach. */
  lengths: Record<string, number>;
  /** What was dropped, by rule. */
  drops: Record<string, Dropped>;
  /** What was dropped, by section and rule: it shows a rule that eats one field. */
  sectionDrops: Record<string, Record<string, Dropped>>;
  /** Records that are no document, by code of the error. */
  rejects: Record<string, number>;
  /** Examples by task and split. */
  examples: Partial<Record<TaskName, Partial<Record<Split, number>>>>;
}

export function emptyTally(): Tally {
  return {
    total: emptyAmounts(),
    kinds: {},
    sources: {},
    sections: {},
    languages: {},
    splits: {},
    weights: {},
    lengths: {},
    drops: {},
    sectionDrops: {},
    rejects: {},
    examples: {},
  };
}

export function emptyAmounts(): Amounts {
  return {
    documents: 0,
    paragraphs: 0,
    sentences: 0,
    characters: 0,
    bytes: 0,
    sampledBytes: 0,
    sampledMorphemes: 0,
  };
}

type Numbers = { [key: string]: number | Numbers };

/** Adds one tally to another, number by number; what one side lacks counts as nothing. */
export function addTally(to: Tally, from: Tally): void {
  addNumbers(to as unknown as Numbers, from as unknown as Numbers);
}

function addNumbers(to: Numbers, from: Numbers): void {
  for (const [key, value] of Object.entries(from)) {
    if (typeof value === 'number') to[key] = ((to[key] as number | undefined) ?? 0) + value;
    else {
      to[key] ??= {};
      addNumbers(to[key] as Numbers, value);
    }
  }
}

export function addDrop(drops: Record<string, Dropped>, rule: string, characters: number): void {
  const known = drops[rule] ?? { count: 0, characters: 0 };
  drops[rule] = { count: known.count + 1, characters: known.characters + characters };
}

/** The drops of a section, made when they are first asked for. */
export function dropsOf(sections: Tally['sectionDrops'], section: string): Record<string, Dropped> {
  const known = sections[section] ?? {};
  sections[section] = known;
  return known;
}

/** The amounts under a key, made when they are first asked for. */
export function cellOf(cells: Cells, key: string): Amounts {
  const known = cells[key] ?? emptyAmounts();
  cells[key] = known;
  return known;
}

/** Morphemes of all the text, reckoned from the sample; 0 where nothing was sampled. */
export function morphemesOf({ sampledMorphemes, sampledBytes, bytes }: Amounts): number {
  return sampledBytes === 0 ? 0 : Math.round((sampledMorphemes * bytes) / sampledBytes);
}
