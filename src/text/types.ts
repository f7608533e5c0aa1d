/** A piece of a text. Offsets are UTF-16 units of the original string. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A morpheme of Korean text as mecab-ko-dic has it. */
export interface Morpheme extends Range {
  readonly surface: string;
  /** Part of speech, compound tags joined by `+`: `NNG`, `JKO`, `VV+ETM`. */
  readonly tag: string;
  /** The dictionary's eight feature fields as one comma-separated string, or null for unknown words. */
  readonly feature: string | null;
}

/** A unit of search: what the index holds and the query asks for, with its place in the original text. */
export interface Token extends Range {
  /** Normal form: NFC, width folded, lower case, English stemmed lightly, Korean compounds divided, particles and endings gone. */
  readonly term: string;
}
