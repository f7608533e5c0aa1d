import { characterWidth, type Letters, openFallback, type Spelling, type SubwordModel } from './spelling.js';
import { buildTrie, ROOT, type Trie } from './trie.js';
import { isPiece, type Vocabulary } from './vocabulary.js';

/** How much less likely than the least likely piece a character outside the vocabulary is (as SentencePiece has it). */
const UNKNOWN_PENALTY = 10;

/** The likeliest spelling of a unit under a unigram model (Viterbi; Kudo 2018). Scores are logarithms by id. */
export function openUnigram(vocabulary: Vocabulary, scores: Float64Array): Unigram {
  const ids = vocabulary.tokens.map((_, id) => id).filter((id) => isPiece(vocabulary, id));
  const trie = buildTrie(
    ids.map((id) => vocabulary.tokens[id]!),
    ids,
  );
  const least = ids.reduce((lowest, id) => Math.min(lowest, scores[id]!), 0);
  return new Unigram(vocabulary, scores, trie, least - UNKNOWN_PENALTY);
}

/** Stands in the path where a character has no piece. */
const NONE = -1;

export class Unigram implements SubwordModel {
  readonly #fallback;
  #best = new Float64Array(128);
  #from = new Uint32Array(128);
  #id = new Int32Array(128);

  constructor(
    vocabulary: Vocabulary,
    readonly scores: Float64Array,
    readonly trie: Trie,
    readonly unknownScore: number,
  ) {
    this.#fallback = openFallback(vocabulary.firstByte, vocabulary.unknown);
  }

  spell(letters: Letters, spelling: Spelling): void {
    if (letters.length >= this.#best.length) this.#grow(letters.length + 1);
    this.#best.fill(Number.NEGATIVE_INFINITY, 0, letters.length + 1);
    this.#best[0] = 0;
    for (let at = 0; at < letters.length; at += characterWidth(letters, at)) this.#reach(letters, at);
    this.#tell(letters, spelling);
  }

  /** Follows every piece that begins at `at`. */
  #reach({ units, length }: Letters, at: number): void {
    const { codes, base, check, value } = this.trie;
    const width = characterWidth({ units, length }, at);
    let single = false;
    let node = ROOT;
    for (let end = at; end < length; ) {
      const code = codes[units[end++]!]!;
      const child = base[node]! + code;
      if (code === 0 || check[child] !== node) break;
      node = child;
      const id = value[node]!;
      if (id < 0) continue;
      if (end - at === width) single = true;
      this.#offer(at, end, id);
    }
    if (!single) this.#offer(at, at + width, NONE);
  }

  #offer(from: number, to: number, id: number): void {
    const score = this.#best[from]! + (id === NONE ? this.unknownScore : this.scores[id]!);
    if (score <= this.#best[to]!) return;
    this.#best[to] = score;
    this.#from[to] = from;
    this.#id[to] = id;
  }

  #tell(letters: Letters, spelling: Spelling): void {
    // The path is known from its end, so each of its places is told where the next one is; scores are done with.
    const next = this.#best;
    for (let at = letters.length; at > 0; at = this.#from[at]!) next[this.#from[at]!] = at;
    for (let at = 0; at < letters.length; ) {
      const end = next[at]!;
      if (this.#id[end] === NONE) this.#fallback(letters, at, spelling);
      else spelling.push(this.#id[end]!, at, end);
      at = end;
    }
  }

  #grow(size: number): void {
    this.#best = new Float64Array(size * 2);
    this.#from = new Uint32Array(size * 2);
    this.#id = new Int32Array(size * 2);
  }
}
