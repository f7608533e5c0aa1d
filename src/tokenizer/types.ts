/** How subwords are chosen; see docs/tokenizer.md for what each was worth. */
export type Algorithm = 'unigram' | 'bpe' | 'wordpiece';

/**
 * How far a token may reach: within one unit; over a row of whole units without a blank between them (`것을`); or
 * over a row of whole units of a line (`에 있어서`, `of the`). A token never holds half of one unit and part of another.
 */
export type Reach = 'unit' | 'word' | 'line';

/** What a tokenizer does with text, apart from its vocabulary. */
export interface TokenizerSettings {
  readonly algorithm: Algorithm;
  /** What subwords never cross: morphemes of the Korean analyser, or runs of letters, digits and single symbols. */
  readonly units: 'morphemes' | 'words';
  /** Rows of whole units that may be one token; only with `unigram`. */
  readonly reach: Reach;
  /** False where text is read in lower case. */
  readonly cased: boolean;
  /** `marked`: a blank before a unit is part of its token (▁), so text comes back. `dropped`: as BERT has it. */
  readonly blanks: 'marked' | 'dropped';
}

export interface EncodeOptions {
  /** Tokens wanted: more are cut from the end (of the longer text first), fewer are filled with `[PAD]`. */
  readonly maxLen?: number;
  /** A second text: `[CLS] text [SEP] pair [SEP]`. */
  readonly pair?: string;
  /** Whether `[CLS]` and `[SEP]` are added; default yes. */
  readonly specials?: boolean;
}

/** Tokens of a text, one entry a token in every array. */
export interface Encoding {
  readonly ids: Int32Array;
  /** 1 for tokens of the pair and its `[SEP]`, 0 for all others. */
  readonly segments: Uint8Array;
  /** 0 for `[PAD]`, 1 for all others. */
  readonly mask: Uint8Array;
  /** Where each token begins and ends in the text it is from, in UTF-16 units; two entries a token. */
  readonly offsets: Uint32Array;
  /** Number of the unit (morpheme or word) each token belongs to, counted over both texts; −1 for special tokens. */
  readonly units: Int32Array;
}

/** Text to tokens and back. */
export interface Tokenizer {
  readonly settings: TokenizerSettings;
  readonly size: number;
  /** SHA-256 of everything that decides its ids; what was made with one tokenizer fits no other. */
  readonly hash: string;
  readonly specials: {
    readonly pad: number;
    readonly unknown: number;
    readonly begin: number;
    readonly separator: number;
    readonly mask: number;
  };
  encode(text: string, options?: EncodeOptions): Encoding;
  /** The tokens alone, without special ones. */
  ids(text: string): Int32Array;
  /**
   * The text of tokens: what was encoded, in the declared normalisation (NFC; lower case when not cased).
   * `[PAD]`, `[CLS]` and `[SEP]` are passed over.
   * @throws `tokenizer.bad-ids` for an id outside the vocabulary
   */
  decode(ids: ArrayLike<number>): string;
  token(id: number): string;
  idOf(token: string): number | undefined;
  /** A text as its units with blanks between them: what other tokenizers need to give the same ids. */
  pretokenise(text: string): string;
  /** The tokens of what {@link Tokenizer.pretokenise} wrote. */
  idsOfPretokenised(units: string): Int32Array;
}
