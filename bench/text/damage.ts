import { bigrams, searchTerms } from '../../src/text/index.js';

/** How text taken from PDFs is damaged at line ends. */
export type Damage = 'space-inserted' | 'space-removed';

/** Characters a line of a gazette's page holds. */
const LINE = 40;

/** Damages a clean sentence once a line: a space inside a word, or two words run together. */
export function damaged(sentence: string, kind: Damage): string {
  const units = [...sentence];
  for (let at = LINE; at < units.length - 1; at += LINE) {
    const place = kind === 'space-inserted' ? insideWord(units, at) : units.indexOf(' ', at);
    if (place < 0) break;
    units.splice(place, kind === 'space-inserted' ? 0 : 1, ...(kind === 'space-inserted' ? [' '] : []));
  }
  return units.join('');
}

function insideWord(units: readonly string[], from: number): number {
  const isHangul = (place: number) => /[가-힣]/.test(units[place] ?? '');
  for (let place = from; place < units.length; place++) if (isHangul(place - 1) && isHangul(place)) return place;
  return -1;
}

export interface Kept {
  /** Share of the clean sentence's terms that the damaged one still gives. */
  readonly terms: number;
  /** The same of its bigrams. */
  readonly bigrams: number;
}

export function keptAfter(sentences: readonly string[], kind: Damage): Kept {
  const terms = new Tally();
  const pairs = new Tally();
  for (const sentence of sentences) {
    const broken = damaged(sentence, kind);
    terms.add(searchTerms(sentence), searchTerms(broken));
    pairs.add([...bigrams(sentence)], [...bigrams(broken)]);
  }
  return { terms: terms.share, bigrams: pairs.share };
}

class Tally {
  #all = 0;
  #kept = 0;

  add(before: readonly (string | number)[], after: readonly (string | number)[]): void {
    const left = new Map<string | number, number>();
    for (const item of after) left.set(item, (left.get(item) ?? 0) + 1);
    for (const item of before) {
      const count = left.get(item) ?? 0;
      this.#all++;
      if (count > 0) this.#kept++;
      left.set(item, count - 1);
    }
  }

  get share(): number {
    return this.#kept / this.#all;
  }
}
