import { openTokenizer } from './open.js';
import type { Tokenizer as SimsaTokenizer } from './types.js';

/**
 * KorPatBERT's tokenizer by its own names, for programs written against it: a `vocab.txt`, Korean cut into morphemes,
 * and `[CLS]` and `[SEP]` around every text. Any tokenizer folder of Simsa can stand in for the vocabulary.
 */
export class Tokenizer {
  readonly #tokenizer: SimsaTokenizer;

  /** @param cased whether capital letters are kept; a folder of Simsa has that settled */
  constructor(vocabPath: string, cased = true) {
    this.#tokenizer = openTokenizer(vocabPath, { cased });
  }

  /** The tokens of a text between `[CLS]` and `[SEP]`. */
  tokenize(text: string): string[] {
    return Array.from(this.#tokenizer.encode(text).ids, (id) => this.#tokenizer.token(id));
  }

  /** Ids and segment ids; with `maxLen` cut to it and filled with `[PAD]`. */
  encode(text: string, maxLen?: number): readonly [ids: number[], segments: number[]] {
    const { ids, segments } = this.#tokenizer.encode(text, { maxLen });
    return [Array.from(ids), Array.from(segments)];
  }

  decode(ids: readonly number[]): string {
    return this.#tokenizer.decode(ids);
  }
}
