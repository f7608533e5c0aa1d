import { textOfBytes } from '../subwords/spelling.js';
import type { Vocabulary } from '../subwords/vocabulary.js';
import { WITHIN } from '../subwords/word-piece.js';
import type { TokenizerSettings } from '../types.js';
import { MARK } from '../units/units.js';

/** Puts the text of tokens together again. */
export class TextBuilder {
  #text = '';
  #bytes: number[] = [];
  /** Whether the next token begins a text: it then has one blank before it that the text does not have. */
  #begins = true;

  constructor(
    readonly vocabulary: Vocabulary,
    readonly settings: TokenizerSettings,
  ) {}

  add(id: number): void {
    const { tokens, firstByte, begin, pad, separator } = this.vocabulary;
    if (firstByte >= 0 && id >= firstByte && id < firstByte + 256) {
      this.#bytes.push(id - firstByte);
      this.#begins = false;
      return;
    }
    this.#flush();
    if (id === begin || id === pad || id === separator) this.#begins = true;
    else this.#piece(tokens[id]!);
  }

  text(): string {
    this.#flush();
    return this.#text;
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    this.#text += textOfBytes(this.#bytes);
    this.#bytes = [];
  }

  #piece(token: string): void {
    const { algorithm, blanks } = this.settings;
    const isWithin = algorithm === 'wordpiece' && token.startsWith(WITHIN) && token.length > WITHIN.length;
    const piece = isWithin ? token.slice(WITHIN.length) : token;
    const isBlank = blanks === 'marked' ? piece.startsWith(MARK) : !isWithin;
    const rest = blanks === 'marked' && isBlank ? piece.slice(MARK.length) : piece;
    // Between two texts there is a blank; before the first there is none.
    const isFirst = this.#begins && this.#text === '';
    this.#text += (isBlank && !isFirst ? ' ' : '') + (blanks === 'marked' ? rest.replaceAll(MARK, ' ') : rest);
    this.#begins = false;
  }
}
