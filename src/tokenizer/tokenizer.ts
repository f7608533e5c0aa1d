import { SimsaError } from '../core/index.js';
import { TextBuilder } from './encode/decode.js';
import { joinTexts, type TextTokens } from './encode/frame.js';
import { RowJoiner, type RowModel, type RowVisitor } from './encode/row-joiner.js';
import { TokenBuffer } from './encode/token-buffer.js';
import { UnitSpeller } from './encode/unit-speller.js';
import { openFallback, type SubwordModel } from './subwords/spelling.js';
import { BYTE_TOKENS, type Vocabulary } from './subwords/vocabulary.js';
import type { EncodeOptions, Encoding, Tokenizer, TokenizerSettings } from './types.js';
import { type CanonicalText, canonical } from './units/canonical.js';
import { MARK, type UnitReader } from './units/units.js';

/** What a tokenizer is made of. */
export interface TokenizerParts {
  readonly settings: TokenizerSettings;
  readonly vocabulary: Vocabulary;
  readonly model: SubwordModel;
  readonly reader: UnitReader;
  /** Where tokens may hold rows of units: what rows there are. */
  readonly rows: RowModel | null;
  readonly hash: string;
}

/** Puts a tokenizer together. */
export function assembleTokenizer(parts: TokenizerParts): Tokenizer {
  return new SubwordTokenizer(parts);
}

class SubwordTokenizer implements Tokenizer {
  readonly settings: TokenizerSettings;
  readonly size: number;
  readonly hash: string;
  readonly #vocabulary: Vocabulary;
  readonly #reader: UnitReader;
  readonly #speller: UnitSpeller;
  readonly #pretokenised: UnitSpeller;
  readonly #joiner: RowJoiner | null;
  readonly #buffer = new TokenBuffer();

  constructor({ settings, vocabulary, model, reader, rows, hash }: TokenizerParts) {
    this.settings = settings;
    this.size = vocabulary.tokens.length;
    this.hash = hash;
    this.#vocabulary = vocabulary;
    this.#reader = reader;
    const fallback = openFallback(vocabulary.firstByte, vocabulary.unknown);
    this.#speller = new UnitSpeller(model, settings.blanks === 'marked' ? fallback : null, rows?.scores);
    this.#joiner = rows && new RowJoiner(rows, this.#speller, { acrossBlanks: settings.reach === 'line' });
    this.#pretokenised = new UnitSpeller(withWrittenBytes(model, vocabulary), null);
  }

  get specials(): Tokenizer['specials'] {
    const { pad, unknown, begin, separator, mask } = this.#vocabulary;
    return { pad, unknown, begin, separator, mask };
  }

  encode(text: string, options: EncodeOptions = {}): Encoding {
    const first = this.#tokens(text, 0);
    const second = options.pair === undefined ? null : this.#tokens(options.pair, (first.units.at(-1) ?? -1) + 1);
    return joinTexts(first, second, { ...options, vocabulary: this.#vocabulary });
  }

  ids(text: string): Int32Array {
    const buffer = this.#empty();
    const spelled = canonical(text, this.settings.cased).text;
    this.#visit(spelled, {
      unit: (start, end, blank) => this.#speller.appendIds(buffer, spelled, start, end, blank),
      row: (start, end, _blank, id) => buffer.push(id, start, end, 0),
    });
    return buffer.ids.slice(0, buffer.size);
  }

  decode(ids: ArrayLike<number>): string {
    const builder = new TextBuilder(this.#vocabulary, this.settings);
    for (let i = 0; i < ids.length; i++) builder.add(this.#known(ids[i]!));
    return builder.text();
  }

  token(id: number): string {
    return this.#vocabulary.tokens[this.#known(id)]!;
  }

  idOf(token: string): number | undefined {
    return this.#vocabulary.idOf.get(token);
  }

  pretokenise(text: string): string {
    const units: string[] = [];
    const spelled = canonical(text, this.settings.cased).text;
    this.#visit(spelled, {
      unit: (start, end, blank) => {
        const unit = spelled.slice(start, end);
        const isWritten = unit !== MARK && !/\s/.test(unit);
        if (isWritten) units.push(blank ? MARK + unit : unit);
        else units.push(...(blank ? [MARK] : []), ...[...Buffer.from(unit)].map((byte) => BYTE_TOKENS[byte]!));
      },
      row: (_start, _end, _blank, id) => units.push(this.#vocabulary.tokens[id]!),
    });
    return units.join(' ');
  }

  idsOfPretokenised(units: string): Int32Array {
    const buffer = this.#empty();
    for (let start = 0; start < units.length; ) {
      const blank = units.indexOf(' ', start);
      const end = blank < 0 ? units.length : blank;
      if (end > start) this.#pretokenised.appendIds(buffer, units, start, end, false);
      start = end + 1;
    }
    return buffer.ids.slice(0, buffer.size);
  }

  #tokens(text: string, firstUnit: number): TextTokens {
    const buffer = this.#empty();
    const spelled = canonical(text, this.settings.cased);
    let number = firstUnit;
    this.#visit(spelled.text, {
      unit: (start, end, blank) => {
        this.#speller.append(buffer, spelled.text, { start, end, blank, number: number++ });
      },
      row: (start, end, _blank, id, units) => {
        buffer.push(id, start, end, number);
        number += units;
      },
    });
    return {
      ids: buffer.ids.slice(0, buffer.size),
      units: buffer.units.slice(0, buffer.size),
      offsets: originalOffsets(buffer, spelled),
    };
  }

  /** The units whose tokens are wanted, rows of them joined: where blanks are dropped, white space is too. */
  #visit(text: string, visitor: RowVisitor): void {
    const joiner = this.#joiner;
    if (joiner !== null) {
      this.#reader.visit(text, (start, end, blank) => joiner.unit(text, start, end, blank, visitor));
      joiner.end(visitor);
    } else if (this.settings.blanks === 'marked') this.#reader.visit(text, visitor.unit);
    else
      this.#reader.visit(text, (start, end) => {
        if (text.slice(start, end).trim() !== '') visitor.unit(start, end, false);
      });
  }

  #empty(): TokenBuffer {
    this.#buffer.size = 0;
    return this.#buffer;
  }

  #known(id: number): number {
    if (Number.isInteger(id) && id >= 0 && id < this.size) return id;
    throw new SimsaError('tokenizer.bad-ids', { reason: `${id} is no id below ${this.size}` });
  }
}

function originalOffsets({ starts, ends, size }: TokenBuffer, { origin }: CanonicalText): Uint32Array {
  const offsets = new Uint32Array(size * 2);
  for (let token = 0; token < size; token++) {
    const [start, end] = [starts[token]!, ends[token]!];
    const from = origin === null ? start : (origin.starts[start] ?? origin.ends.at(-1) ?? 0);
    offsets[2 * token] = from;
    offsets[2 * token + 1] = origin === null ? end : end > start ? origin.ends[end - 1]! : from;
  }
  return offsets;
}

/** Units such as `<0x09>` in pre-tokenised text are bytes. */
function withWrittenBytes(model: SubwordModel, { firstByte }: Vocabulary): SubwordModel {
  return {
    spell(letters, spelling) {
      const isByte = firstByte >= 0 && letters.length === 6 && letters.units[0] === 0x3c;
      const written = isByte ? BYTE_TOKENS.indexOf(String.fromCharCode(...letters.units.subarray(0, 6))) : -1;
      if (written < 0) model.spell(letters, spelling);
      else spelling.push(firstByte + written, 0, letters.length);
    },
  };
}
