import type { Wanted } from './wanted.js';

/** A text up to this long is read whole; analysing the claims of some patents takes longer than finding them. */
const SHORT = 800;
/** About what an excerpt shows: words closer than this can be seen together. */
const TOGETHER = 280;
/** How many places of one word are looked at. */
const MOST_PLACES = 200;

/**
 * The part of a text that is worth analysing for an excerpt: around the place where most of the wanted
 * words stand close together, as far as they can be seen without analysis. It begins and ends between words where it can.
 */
export function partToRead(text: string, wanted: Wanted): { readonly start: number; readonly end: number } {
  if (text.length <= SHORT) return { start: 0, end: text.length };
  const middle = densestPlace(placesOf(text.toLowerCase(), [...wanted.terms.keys(), ...wanted.prefixes]));
  const from = Math.max(0, Math.min(middle - SHORT / 2, text.length - SHORT));
  return { start: from === 0 ? 0 : endOfWord(text, from), end: endOfWord(text, from + SHORT) };
}

const LONG_WORD = 40;

/** The first place from `at` on that is not inside a word; formulas and sequences are cut anywhere. */
function endOfWord(text: string, at: number): number {
  const rest = /[^\p{L}\p{N}\p{M}]/u.exec(text.slice(at, at + LONG_WORD));
  return Math.min(text.length, at + (rest?.index ?? 0));
}

interface Place {
  readonly at: number;
  readonly term: string;
}

function placesOf(text: string, terms: readonly string[]): Place[] {
  const places = terms.flatMap((term) => {
    const found: Place[] = [];
    for (
      let at = text.indexOf(term);
      at >= 0 && found.length < MOST_PLACES;
      at = text.indexOf(term, at + term.length)
    ) {
      found.push({ at, term });
    }
    return found;
  });
  return places.sort((a, b) => a.at - b.at);
}

/** Where a stretch with most different terms begins; the first of equals, 0 where there are none. */
function densestPlace(places: readonly Place[]): number {
  let best = { at: 0, different: 0 };
  const inside = new Map<string, number>();
  let first = 0;
  for (const { at, term } of places) {
    inside.set(term, (inside.get(term) ?? 0) + 1);
    while (at - places[first]!.at > TOGETHER) {
      const gone = places[first++]!.term;
      const left = inside.get(gone)! - 1;
      if (left > 0) inside.set(gone, left);
      else inside.delete(gone);
    }
    if (inside.size > best.different) best = { at: places[first]!.at, different: inside.size };
  }
  return best.at;
}
