import { randomNumbers } from '../../core/index.js';
import { MARK, TokenStoreWriter } from '../tokens/token-store.js';

export const SPECIALS = { pad: 0, begin: 2, separator: 3, mask: 4 } as const;
/** Ids below this are special. */
const FIRST_WORD = 5;
export const WORDS = 40;
export const MADE_UP = 'made-up';

interface MadeUp {
  readonly documents: number;
  readonly seed: number;
  /** Words that a document keeps to; without it, all. */
  readonly wordsOfOne?: number;
}

/** A folder of made-up documents in which each word is followed by its neighbour, so that there is something to learn. */
export function writeMadeUpTokens(folder: string, { documents, seed, wordsOfOne = WORDS }: MadeUp): void {
  const random = randomNumbers(seed);
  const writer = new TokenStoreWriter(folder);
  for (let document = 0; document < documents; document++) {
    const length = 5 + Math.floor(random() * 60);
    const first = Math.floor(random() * WORDS);
    const from = first - (first % wordsOfOne);
    const ids = Int32Array.from({ length }, (_, at) => FIRST_WORD + from + ((first + at) % wordsOfOne));
    const marks = Uint8Array.from({ length }, (_, at) => marksAt(at));
    writer.add({ ids, marks }, { bytes: 2 * length });
  }
  writer.finish(MADE_UP);
}

/** Every second token begins a unit, every tenth a sentence. */
function marksAt(at: number): number {
  return (at % 2 === 0 ? MARK.unit : 0) | (at % 10 === 0 ? MARK.sentence : 0) | (at === 0 ? MARK.document : 0);
}
