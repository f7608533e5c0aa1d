/** How a clean text comes out of a printed page. */
export interface Print {
  /** Width of a line: a Hangul syllable counts `hangul`, everything else 1. */
  readonly width: () => number;
  readonly hangul: number;
  /** Whether the end of a line leaves a blank in the text (descriptions), or takes the one that was there (claims). */
  readonly leavesBlank: boolean;
}

export interface Printed {
  readonly text: string;
  /** Places in the printed text, as the repair tells them: blanks that must go, units before which a blank must come. */
  readonly joins: ReadonlySet<number>;
  readonly parts: ReadonlySet<number>;
}

/** Sets a clean text in lines, Latin words and numbers whole, and takes it off the page again. */
export function printed(clean: string, { width, hangul, leavesBlank }: Print): Printed {
  let text = '';
  const joins = new Set<number>();
  const parts = new Set<number>();
  let column = 0;
  let most = width();
  for (let at = 0; at < clean.length; ) {
    const unit = unbreakable(clean, at);
    const columns = [...unit].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2000 ? hangul : 1), 0);
    if (column + columns > most && column > 0) {
      column = 0;
      most = width();
      const isBlank = unit === ' ' || text.endsWith(' ');
      if (isBlank && !leavesBlank) {
        text = text.trimEnd();
        if (unit === ' ') at++;
        parts.add(text.length);
        continue;
      }
      if (!isBlank && leavesBlank) {
        joins.add(text.length);
        text += ' ';
      }
      if (unit === ' ') {
        text += ' ';
        at++;
        continue;
      }
    }
    text += unit;
    column += columns;
    at += unit.length;
  }
  return { text, joins, parts };
}

/** A Latin word or number with its marks, or one letter. */
function unbreakable(text: string, at: number): string {
  return /^[A-Za-z0-9.,\-/]+/.exec(text.slice(at, at + 40))?.[0] ?? text.charAt(at);
}

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
