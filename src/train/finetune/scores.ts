import type { Example } from './batches.js';

/** How well classes were given on some texts. */
export interface Scores {
  /** Share of texts whose classes are all right and no other was given. */
  readonly accuracy: number;
  /** Mean over classes of the harmonic mean of precision and recall; a class that is neither there nor given is left out. */
  readonly macroF1: number;
  /** With one class a text: rows are the true classes, columns the given ones. Null with several. */
  readonly confusion: readonly (readonly number[])[] | null;
}

/** A text's classes from its scores: the largest, or all above one half (a logit above 0). */
export function givenClasses(logits: ArrayLike<number>, multiple: boolean): readonly number[] {
  const values = Array.from(logits);
  if (multiple) return values.flatMap((value, at) => (value > 0 ? [at] : []));
  return [values.indexOf(Math.max(...values))];
}

export function givenByEach(scores: readonly ArrayLike<number>[], multiple: boolean): readonly (readonly number[])[] {
  return scores.map((row) => givenClasses(row, multiple));
}

export function scoresOf(
  examples: readonly Example[],
  given: readonly (readonly number[])[],
  { classes, multiple }: { readonly classes: number; readonly multiple: boolean },
): Scores {
  const right = examples.filter((example, at) => sameClasses(example.classes, given[at]!)).length;
  const numbers = Array.from({ length: classes }, (_, at) => at);
  const f1 = numbers.flatMap((one) => {
    const isTrue = examples.map((example) => example.classes.includes(one));
    const isGiven = given.map((each) => each.includes(one));
    const hits = isTrue.filter((yes, at) => yes && isGiven[at]).length;
    const all = count(isTrue) + count(isGiven);
    return all === 0 ? [] : [(2 * hits) / all];
  });
  return {
    accuracy: examples.length === 0 ? 0 : right / examples.length,
    macroF1: f1.length === 0 ? 0 : f1.reduce((sum, value) => sum + value, 0) / f1.length,
    confusion: multiple ? null : confusionOf(examples, given, classes),
  };
}

function confusionOf(examples: readonly Example[], given: readonly (readonly number[])[], classes: number) {
  const table = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  examples.forEach((example, at) => {
    table[example.classes[0]!]![given[at]![0]!]!++;
  });
  return table;
}

function sameClasses(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

const count = (values: readonly boolean[]): number => values.filter(Boolean).length;
