/** A noun found in a text, with what speaks for it. */
export interface Noun {
  readonly word: string;
  /** Word-phrases that it heads. */
  readonly frequency: number;
  /** Of them those that end with it. */
  readonly bare: number;
  /** How surely what follows it follows nouns, 0 to 1; with little evidence nearer to 0. */
  readonly score: number;
  /** How firmly its characters hold together: the (length - 1)th root of P(word | its first character). */
  readonly cohesion: number;
  /** Entropy (nats) of the character after it within word-phrases, their end counted as one. */
  readonly rightBranching: number;
  /** How the analyser reads it: where it sees a noun end, and where it sees a morpheme end, as in a reading. */
  readonly nominal: number;
  readonly ends: number;
  /** Whether it seems to be a shorter word with a right part behind it; it may still be a compound: 이송속도. */
  readonly seemsInflected: boolean;
}

/** Whether the analyser takes the word for one morpheme. */
export function isOneMorpheme({ word, ends }: Pick<Noun, 'word' | 'ends'>): boolean {
  return (ends & -ends) === 1 << word.length;
}
