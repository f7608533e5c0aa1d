import { integers, openInference } from '../../src/graph/index.js';
import { finishedEncoder } from '../../src/model/encoder/finished.js';
import { openEncoderFolder } from '../../src/model/index.js';
import type { KneserNey } from '../n-grams/kneser-ney.js';
import type { Gapped } from './places.js';

/** Probabilities of all ids at each gap of a piece. */
export type Guess = (piece: Gapped) => Promise<readonly Float64Array[]>;

/** How well gaps are filled. */
export interface Figures {
  /** Share of the gaps whose word is the likeliest. */
  readonly found: number;
  /** Nats a gap. */
  readonly loss: number;
  readonly gaps: number;
}

export async function figuresOf(pieces: readonly Gapped[], guess: Guess): Promise<Figures> {
  let [found, loss, gaps] = [0, 0, 0];
  for (const piece of pieces) {
    const guesses = await guess(piece);
    piece.gaps.forEach((gap, at) => {
      const truth = piece.whole[gap]!;
      const probabilities = guesses[at]!;
      loss -= Math.log(probabilities[truth]!);
      if (isLargest(probabilities, truth)) found++;
      gaps++;
    });
  }
  return { found: found / gaps, loss: loss / gaps, gaps };
}

function isLargest(values: Float64Array, at: number): boolean {
  const value = values[at]!;
  for (let other = 0; other < values.length; other++)
    if (values[other]! > value || (values[other] === value && other < at)) return false;
  return true;
}

/** A model's own guesses, in the numbers it is used with. */
export async function guessesOfModel(path: string): Promise<Guess> {
  const folder = openEncoderFolder(path);
  const { mask: maskId } = folder.tokenizer().specials;
  const inference = await openInference(
    folder.format === 'hf'
      ? finishedEncoder({ ...folder, tensors: folder.tensors(), head: { kind: 'words', maskId }, precision: 'fp32' })
      : folder.weights,
  );
  return async ({ ids, gaps }) => {
    const whole = (values: Int32Array) => integers(values, [1, ids.length]);
    const { mask_logits } = await inference.run({
      input_ids: whole(ids),
      attention_mask: whole(new Int32Array(ids.length).fill(1)),
      token_type_ids: whole(new Int32Array(ids.length)),
    });
    const size = mask_logits!.shape[1] as number;
    return gaps.map((_, at) => softmax(mask_logits!.data.subarray(at * size, (at + 1) * size) as Float32Array));
  };
}

function softmax(logits: Float32Array): Float64Array {
  const largest = logits.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = Float64Array.from(logits, (value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

/** Guesses from the true ids before a gap. */
export function guessesFromLeft(model: KneserNey): Guess {
  return async ({ whole, gaps }) => gaps.map((gap) => model.probabilities(whole, gap).subarray(0, model.size));
}

/**
 * Guesses from the true ids on both sides: p(w | left) · p(w | right) / p(w), as if the sides were independent given the
 * word.
 * @param backward has read its text from the end.
 */
export function guessesFromBothSides(forward: KneserNey, backward: KneserNey): Guess {
  const alone = Float64Array.from({ length: forward.size }, (_, id) => forward.ofId(id));
  return async ({ whole, gaps }) => {
    const turned = whole.slice().reverse();
    return gaps.map((gap) => {
      const left = forward.probabilities(whole, gap);
      const right = backward.probabilities(turned, whole.length - 1 - gap);
      const product = alone.map((share, id) => (left[id]! * right[id]!) / share);
      const sum = product.reduce((total, value) => total + value, 0);
      return product.map((value) => value / sum);
    });
  };
}
