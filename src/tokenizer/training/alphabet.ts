import { type CountedUnits, mayBeInPiece } from '../counts/unit-counter.js';
import { MARK } from '../units/units.js';

/** Characters every vocabulary of a text holds, the commonest first; the mark of a blank is always among them. */
export interface Alphabet {
  readonly characters: readonly string[];
  readonly counts: readonly number[];
}

/**
 * The commonest characters that together make up `coverage` of the text. The others are spelled in bytes, so
 * nothing is unknown; a character seen once or twice is not worth a place in the vocabulary.
 */
export function alphabetOf({ units, counts }: CountedUnits, coverage: number): Alphabet {
  const countOf = new Map<string, number>([[MARK, 0]]);
  units.forEach((unit, i) => {
    for (const character of unit) countOf.set(character, (countOf.get(character) ?? 0) + counts[i]!);
  });
  const ranked = [...countOf]
    .filter(([character]) => character === MARK || mayBeInPiece(character))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const wanted = coverage * ranked.reduce((sum, [, count]) => sum + count, 0);
  let covered = 0;
  const kept = ranked.filter(([character, count]) => {
    const needed = covered < wanted || character === MARK;
    covered += count;
    return needed;
  });
  return { characters: kept.map(([character]) => character), counts: kept.map(([, count]) => count) };
}

/** The parts of the units that the alphabet can spell, with the counts of equal parts added, in a fixed order. */
export function spellable({ units, counts }: CountedUnits, alphabet: Alphabet): CountedUnits {
  const letters = new Set(alphabet.characters);
  const parts = new Map<string, number>();
  const add = (part: string, count: number) => parts.set(part, (parts.get(part) ?? 0) + count);
  units.forEach((unit, i) => {
    let part = '';
    for (const character of unit) {
      if (letters.has(character)) part += character;
      else {
        if (part !== '') add(part, counts[i]!);
        part = '';
      }
    }
    if (part !== '') add(part, counts[i]!);
  });
  return { units: [...parts.keys()], counts: Float64Array.from(parts.values()) };
}
