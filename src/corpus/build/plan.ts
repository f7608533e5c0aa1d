import type { ClassSymbol } from '../../core/index.js';
import { type DuplicatePlan, duplicateOf, planDuplicates, type Sketches } from '../duplicates/index.js';
import { type Components, joinDocuments } from '../splits/components.js';
import type { FrozenSplits, HeldOut } from '../splits/lists.js';
import type { DocumentPart, Split } from '../types.js';
import type { DocumentNote } from './stage-one.js';

/** What becomes of each document, in the order of reading. */
export interface Plan {
  readonly splits: readonly Split[];
  /** A record of the same application that holds more, or null. */
  readonly twins: readonly (number | null)[];
  readonly duplicates: DuplicatePlan;
  /** For each document its number in `duplicates`, which leaves twins out: they must not stand for others and go themselves. */
  readonly ordinals: Int32Array;
  /** What poorer twins lend to the document that stays. */
  readonly lent: ReadonlyMap<number, Lent>;
  readonly components: Components;
}

/** Classes and titles in other languages that another record of the same application has. */
export interface Lent {
  readonly classes: readonly ClassSymbol[];
  readonly titles: readonly DocumentPart[];
}

/**
 * Compares all documents: twins of one application, duplicates, and sides. A document that shares a number, a family, a
 * telling title or a near-duplicate with a held-out one is held out as well.
 */
export function planBuild(notes: readonly DocumentNote[], sketches: Sketches, frozen: FrozenSplits): Plan {
  const compared = compareDocuments(notes, sketches);
  const components = joinDocuments(
    notes.map(({ keys }) => keys),
    { pairs: compared.pairs, citations: false },
  );
  return { ...compared, splits: heldOut(notes, components, frozen), components };
}

/** Twins and duplicates; `pairs` are the documents that are duplicates of each other. */
export function compareDocuments(
  notes: readonly DocumentNote[],
  sketches: Sketches,
): Omit<Plan, 'splits' | 'components'> & { readonly pairs: readonly (readonly [number, number])[] } {
  const { twins, lent } = findTwins(notes);
  const kept = notes.flatMap((_, at) => (twins[at] === null ? [at] : []));
  const ordinals = new Int32Array(notes.length).fill(-1);
  for (const [ordinal, at] of kept.entries()) ordinals[at] = ordinal;
  const duplicates = planDuplicates(
    { length: kept.length, at: (ordinal) => sketches.at(kept[ordinal]!) },
    { isPreferred: (ordinal) => notes[kept[ordinal]!]!.weights },
  );
  const pairs = kept.flatMap((at, ordinal) => {
    const of = duplicateOf(duplicates, ordinal);
    return of === null ? [] : [[kept[of]!, at] as const];
  });
  return { twins, lent, ordinals, duplicates, pairs };
}

function heldOut(notes: readonly DocumentNote[], { of, count }: Components, frozen: FrozenSplits): Split[] {
  const sides: (HeldOut | undefined)[] = Array.from({ length: count });
  for (const [at, note] of notes.entries()) {
    const side = sideOf(note, frozen);
    // A component that reaches into both lists goes to test: held out it is either way.
    if (side && sides[of[at]!] !== 'test') sides[of[at]!] = side;
  }
  return notes.map((_, at) => sides[of[at]!] ?? 'train');
}

function sideOf(note: DocumentNote, frozen: FrozenSplits): HeldOut | undefined {
  const sides = [...frozenKeys(note)].map((key) => frozen.sideOf(key));
  return sides.find((side) => side === 'test') ?? sides.find((side) => side === 'dev');
}

/** Keys by which a document is known in the frozen lists; one without any is known by its name. */
export function* frozenKeys({ id, keys }: Pick<DocumentNote, 'id' | 'keys'>): Generator<string> {
  yield* keys.joins;
  yield* keys.titles;
  yield* keys.abstracts;
  if (keys.joins.length === 0) yield `document:${id}`;
}

/** Of the records of one application with the same rights the longest stays; the others lend it what it lacks. */
function findTwins(notes: readonly DocumentNote[]): Pick<Plan, 'twins' | 'lent'> {
  const groups = new Map<string, number[]>();
  for (const [at, { application, weights }] of notes.entries()) {
    if (application === null) continue;
    const key = `${application} ${weights}`;
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  }
  const twins: (number | null)[] = notes.map(() => null);
  const lent = new Map<number, Lent>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const richest = group.reduce((best, at) => (notes[at]!.characters > notes[best]!.characters ? at : best));
    for (const at of group) if (at !== richest) twins[at] = richest;
    lent.set(
      richest,
      lend(
        group.map((at) => notes[at]!),
        notes[richest]!,
      ),
    );
  }
  return { twins, lent };
}

function lend(group: readonly DocumentNote[], richest: DocumentNote): Lent {
  const languages = new Set(richest.titles.map(({ language }) => language));
  const titles: DocumentPart[] = [];
  for (const title of group.flatMap((note) => note.titles)) {
    if (languages.has(title.language)) continue;
    languages.add(title.language);
    titles.push(title);
  }
  const classes = richest.classes.length > 0 ? [] : (group.find((note) => note.classes.length > 0)?.classes ?? []);
  return { classes, titles };
}
