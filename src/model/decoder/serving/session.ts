import { floats, type Inference, integers, openInference, type TensorData } from '../../../graph/index.js';
import type { DecoderConfig } from '../config.js';
import { type ServingModel, servingDecoder } from './network.js';

/** New tokens that are read in one run: attention keeps a score for each of them and each token so far, in every head. */
const TOGETHER = 512;

/** A decoder in the thread that computes. */
export class ServingSession {
  private constructor(
    private readonly config: DecoderConfig,
    private readonly inference: Inference,
  ) {}

  /** @throws `model.missing-tensors`, `graph.no-runtime`, `graph.bad-model` */
  static async open(model: ServingModel, { threads }: { readonly threads: number }): Promise<ServingSession> {
    return new ServingSession(model.config, await openInference(servingDecoder(model), { threads }));
  }

  /** A text to be written, of at most `room` tokens; several may be under way. */
  begin(room: number): TextInWriting {
    return new TextInWriting(this.inference, this.config, room);
  }

  close(): Promise<void> {
    return this.inference.close();
  }
}

/** Keys and values of one text, which grow in place with its tokens. */
export class TextInWriting {
  readonly #old: Record<string, TensorData> = {};
  readonly #new: Record<string, TensorData> = {};
  #length = 0;

  constructor(
    private readonly inference: Inference,
    { layers, keyValueHeads, headSize }: DecoderConfig,
    room: number,
  ) {
    for (let layer = 0; layer < layers; layer++)
      for (const part of ['keys', 'values']) {
        const memory = floats(new Float32Array(keyValueHeads * room * headSize), [1, keyValueHeads, room, headSize]);
        this.#old[`${part}.${layer}`] = memory;
        this.#new[`new.${part}.${layer}`] = memory;
      }
  }

  /** Reads the tokens that come next. @returns scores of all words for the one after them. */
  async read(ids: readonly number[]): Promise<Float32Array> {
    let scores: Float32Array = new Float32Array();
    for (let at = 0; at < ids.length; at += TOGETHER) scores = await this.#readSome(ids.slice(at, at + TOGETHER));
    return scores;
  }

  async #readSome(ids: readonly number[]): Promise<Float32Array> {
    this.#length += ids.length;
    const inputs = { input_ids: integers(ids), last: count(this.#length - 1, [1]), total: count(this.#length, []) };
    const { logits } = await this.inference.run({ ...this.#old, ...inputs }, this.#new);
    return logits!.data as Float32Array;
  }
}

function count(value: number, shape: readonly number[]): TensorData {
  return { dtype: 'int32', shape, data: Int32Array.of(value) };
}
