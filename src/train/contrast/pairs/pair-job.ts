/** What runs in a thread: the pairs of one file of a corpus, as tokens. */
import { moved } from '../../../core/pool.js';
import { readDocumentFile } from '../../../corpus/index.js';
import { openTokenizer, type Tokenizer } from '../../../tokenizer/index.js';
import { PAIR_KINDS, pairsOf } from './text-pairs.js';

export interface PairTask {
  readonly file: string;
  /** Folder of the tokenizer. */
  readonly tokenizer: string;
  /** Only documents whose text may train weights that are shipped. */
  readonly weightsOnly: boolean;
  /** Tokens of a text that are kept, special ones not counted. */
  readonly longest: number;
}

/** Pairs as tokens: what is known of each, and the ids of all texts one after the other, left before right. */
export interface PairRun {
  readonly ids: Uint16Array;
  readonly pairs: readonly PairEntry[];
}

/** Number of its kind, tokens of both texts, keys. */
export type PairEntry = readonly [kind: number, left: number, right: number, keys: readonly number[]];

/** No token stands for more: what comes after so many characters is cut off anyway. */
const CHARACTERS_A_TOKEN = 16;

let opened: { readonly path: string; readonly tokenizer: Tokenizer } | null = null;

export default async function pairJob({ file, tokenizer, weightsOnly, longest }: PairTask): Promise<PairRun> {
  if (opened?.path !== tokenizer) opened = { path: tokenizer, tokenizer: openTokenizer(tokenizer) };
  const own = opened.tokenizer;
  const tokens = (text: string) => own.ids(text.slice(0, longest * CHARACTERS_A_TOKEN)).subarray(0, longest);
  const pairs: PairEntry[] = [];
  const texts: Int32Array[] = [];
  for await (const document of readDocumentFile(file)) {
    if (weightsOnly && !document.weights) continue;
    for (const { kind, left, right, keys } of pairsOf(document)) {
      const both = [tokens(left), tokens(right)] as const;
      if (both.some(({ length }) => length === 0)) continue;
      texts.push(...both);
      pairs.push([PAIR_KINDS.indexOf(kind), both[0].length, both[1].length, keys]);
    }
  }
  const ids = joined(texts);
  return moved({ ids, pairs }, [ids.buffer as ArrayBuffer]);
}

function joined(texts: readonly Int32Array[]): Uint16Array {
  const ids = new Uint16Array(texts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const text of texts) {
    ids.set(text, at);
    at += text.length;
  }
  return ids;
}
