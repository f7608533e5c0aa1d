import { SimsaError } from '../../core/index.js';
import { type Inference, integers, openInference, type TensorData } from '../../graph/index.js';
import type { Encoding, Tokenizer } from '../../tokenizer/index.js';
import type { Embeds } from '../folder/card.js';
import { type EncoderFolder, openEncoderFolder } from '../folder/open-encoder.js';
import { joinVectors, poolWords, type WordTable } from '../static/static-vectors.js';
import { stackRow } from '../terms/stack.js';
import { termScores, type WeighedTerms } from '../terms/term-classifier.js';
import { type FinishedHead, finishedEncoder } from './finished.js';
import { maskedIds } from './masked-text.js';
import type { Candidate, Embedding, MaskCandidates, TextScores } from './types.js';

/** A model and its tokenizer in the thread that computes. Texts go one by one, so that no number of a text depends on others. */
export class EncoderSession {
  #words: WordTable | null = null;
  #terms: WeighedTerms | null = null;

  private constructor(
    private readonly folder: EncoderFolder,
    private readonly tokenizer: Tokenizer,
    private readonly inference: Inference,
  ) {}

  /** @throws `model.*`, `tokenizer.*`, `graph.no-runtime`, `graph.bad-model` */
  static async open(path: string): Promise<EncoderSession> {
    const folder = openEncoderFolder(path);
    const tokenizer = folder.tokenizer();
    const model =
      folder.format === 'hf'
        ? finishedEncoder({ ...folder, tensors: folder.tensors(), head: headOf(folder, tokenizer), precision: 'fp32' })
        : folder.weights;
    return new EncoderSession(folder, tokenizer, await openInference(model));
  }

  /** @param what default: as the model's card says. @throws `model.no-head` where static vectors are wanted and missing */
  async embed(texts: readonly string[], what: Embeds = this.folder.embeds): Promise<readonly Embedding[]> {
    const embeddings: Embedding[] = [];
    for (const text of texts) embeddings.push(await this.embedding(text, what));
    return embeddings;
  }

  private async embedding(text: string, what: Embeds): Promise<Embedding> {
    const { ids } = this.tokenizer.encode(text);
    if (what === 'static') return { vector: this.staticVector(ids), tokens: ids.length, cut: false };
    const { encoding, cut } = this.encoded(text, this.folder.config.maxPositions);
    const { sentence_embedding } = await this.run(encoding);
    const network = sentence_embedding!.data as Float32Array;
    const vector = what === 'both' ? joinVectors(network, this.staticVector(ids)) : network;
    return { vector, tokens: encoding.ids.length, cut };
  }

  private staticVector(ids: Int32Array): Float32Array {
    const { path } = this.folder;
    this.#words ??= this.folder.staticVectors();
    if (!this.#words) throw new SimsaError('model.no-head', { path, head: 'static vectors' }, { file: path });
    return poolWords(this.#words, ids);
  }

  async classify(texts: readonly string[]): Promise<readonly TextScores[]> {
    const { classes, path } = this.folder;
    if (!classes) throw new SimsaError('model.no-head', { path, head: 'classes' }, { file: path });
    this.#terms ??= this.folder.terms();
    const scores: TextScores[] = [];
    for (const text of texts) {
      const { encoding, cut, ids } = this.encoded(text, classes.maxLength);
      const { logits } = await this.run(encoding);
      const own = logits!.data as Float32Array;
      const together = this.#terms ? this.withTerms(own, { text, ids }, this.#terms) : own;
      const values = classes.multiple ? sigmoid(together) : softmax(together);
      const labels = classes.labels.map((label, at) => ({ label, score: values[at]! }));
      scores.push({ labels: labels.sort((a, b) => b.score - a.score), cut });
    }
    return scores;
  }

  /** Scores of the network and of the words, which read all of a text, together. */
  private withTerms(
    logits: Float32Array,
    { text, ids }: { readonly text: string; readonly ids: Int32Array },
    { classifier, network, terms }: WeighedTerms,
  ): Float32Array {
    const vector = classifier.centre ? this.staticVector(ids) : null;
    return stackRow([[logits], termScores(classifier, [{ text, vector }])], [network, terms], 0);
  }

  async fill(text: string, limit: number): Promise<readonly MaskCandidates[]> {
    const { words, path } = this.folder;
    if (!words) throw new SimsaError('model.no-head', { path, head: 'words' }, { file: path });
    const ids = maskedIds(text, this.tokenizer, this.folder.config.maxPositions);
    const { mask_logits } = await this.run({ ids, segments: new Uint8Array(ids.length) });
    const [masks, size] = mask_logits!.shape as readonly [number, number];
    return Array.from({ length: masks }, (_, mask) =>
      this.candidates(mask_logits!.data.subarray(mask * size, (mask + 1) * size) as Float32Array, limit),
    );
  }

  /** A text for the network, and the ids of all of it, which the network may not read. */
  private encoded(text: string, most: number) {
    const whole = this.tokenizer.encode(text);
    const { ids } = whole;
    if (ids.length <= most) return { encoding: whole, cut: false, ids };
    return { encoding: this.tokenizer.encode(text, { maxLen: most }), cut: true, ids };
  }

  private run({ ids, segments }: Pick<Encoding, 'ids' | 'segments'>): Promise<Readonly<Record<string, TensorData>>> {
    const shape = [1, ids.length];
    return this.inference.run({
      input_ids: integers(ids, shape),
      attention_mask: integers(new Int32Array(ids.length).fill(1), shape),
      token_type_ids: integers(Int32Array.from(segments), shape),
    });
  }

  private candidates(logits: Float32Array, limit: number): readonly Candidate[] {
    const known = logits.subarray(0, this.tokenizer.size);
    const probabilities = softmax(known);
    const special = new Set<number>(Object.values(this.tokenizer.specials));
    const words = Array.from(known.keys()).filter((id) => !special.has(id));
    const best = words.sort((a, b) => known[b]! - known[a]!);
    return best.slice(0, limit).map((id) => ({
      word: this.tokenizer.decode([id]),
      token: this.tokenizer.token(id),
      id,
      probability: probabilities[id]!,
    }));
  }
}

function headOf({ classes, words }: EncoderFolder, { specials }: Tokenizer): FinishedHead {
  if (classes) return { kind: 'classes', classes: classes.labels.length, pooling: classes.pooling };
  return words ? { kind: 'words', maskId: specials.mask } : { kind: 'none' };
}

function softmax(logits: ArrayLike<number>): Float32Array {
  const values = Float32Array.from(logits);
  const largest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

function sigmoid(logits: ArrayLike<number>): Float32Array {
  return Float32Array.from(logits, (value) => 1 / (1 + Math.exp(-value)));
}
