/** A text as a direction: similar texts have a large product. */
export interface Embedding {
  /** At length one. */
  readonly vector: Float32Array;
  /** Tokens that were read, special ones included. */
  readonly tokens: number;
  /** Whether the text is longer than the network reads; static vectors read all of it. */
  readonly cut: boolean;
}

/** A word for a `[MASK]`. */
export interface Candidate {
  /** As it reads in a text. */
  readonly word: string;
  /** As it stands in the vocabulary. */
  readonly token: string;
  readonly id: number;
  readonly probability: number;
}

/** Candidates for one `[MASK]`, most likely first. */
export type MaskCandidates = readonly Candidate[];

/** A class of a text. */
export interface LabelScore {
  readonly label: string;
  /** Probability; where a text may have several classes, each for itself. */
  readonly score: number;
}

/** Scores of all classes of a text, best first. */
export interface TextScores {
  readonly labels: readonly LabelScore[];
  readonly cut: boolean;
}
