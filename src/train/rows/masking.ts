import { randomNumbers, shuffledOrder } from '../../core/index.js';
import { type Batch, type SpecialIds, textTokens } from './batch.js';

/** A batch with words taken out, as masked language modelling reads it. */
export interface MaskedBatch {
  /** The batch's ids with some replaced. */
  readonly ids: Int32Array;
  /** Places of what is asked for, in the batch; slots that are not used name other places, none of them twice. */
  readonly places: Int32Array;
  /** For each place of the batch the slot that asks for it plus one, or 0. */
  readonly inverse: Int32Array;
  /** What stood there. */
  readonly labels: Int32Array;
  /** 1 / number of words asked for, or 0 for a slot that is not used. */
  readonly weights: Float32Array;
  /** Slots that are used. */
  readonly asked: number;
}

export interface MaskingOptions {
  /** Places that the graph has room for. */
  readonly slots: number;
  /** Share of the text's tokens that is asked for. */
  readonly share: number;
  readonly vocabularySize: number;
  readonly specials: SpecialIds;
  /** Share of what is asked for that becomes `[MASK]`; half of the rest becomes random tokens. BERT's is .8. */
  readonly hidden?: number;
}

/** Slots that hold the share of a full batch. */
export function slotsFor(tokens: number, share: number): number {
  return Math.max(1, Math.ceil(tokens * share));
}

/**
 * Masks the parts that a batch is read in. A word counts the same in each of them, so that they teach together what
 * one batch of all their rows would.
 * @param seeds one a part.
 */
export function maskParts(
  parts: readonly Batch[],
  seeds: readonly number[],
  options: MaskingOptions,
): readonly MaskedBatch[] {
  const masked = parts.map((part, at) => maskUnits(part, options, seeds[at]!));
  const asked = masked.reduce((sum, part) => sum + part.asked, 0);
  return masked.map((part) => ({ ...part, weights: part.weights.map((weight) => (weight > 0 ? 1 / asked : 0)) }));
}

/**
 * Takes whole units (morphemes, words) out until the share of tokens is reached. Of the units eight in ten become
 * `[MASK]`, one in ten random tokens, and one in ten stays as it is (Devlin et al. 2019; whole words as in
 * google-research/bert, 2019-05-31).
 */
export function maskUnits(batch: Batch, options: MaskingOptions, seed: number): MaskedBatch {
  const { slots, vocabularySize, specials, hidden = 0.8 } = options;
  const random = randomNumbers(seed);
  const spans = unitSpans(batch.units);
  const wanted = Math.min(slots, Math.round(options.share * textTokens(batch)));
  const ids = batch.ids.slice();
  const chosen: number[] = [];
  for (const at of shuffledOrder(spans.length / 2, seed ^ 0x5bd1e995)) {
    const [start, end] = [spans[2 * at]!, spans[2 * at + 1]!];
    if (chosen.length + end - start > wanted) continue;
    const draw = random();
    for (let place = start; place < end; place++) {
      chosen.push(place);
      if (draw < hidden) ids[place] = specials.mask;
      else if (draw < (1 + hidden) / 2) ids[place] = Math.floor(random() * vocabularySize);
    }
    if (chosen.length === wanted) break;
  }
  chosen.sort((a, b) => a - b);
  return { ids, ...slotted(chosen, batch, slots) };
}

/** Begin and end of each unit, one after the other. */
function unitSpans(units: Int32Array): number[] {
  const spans: number[] = [];
  for (let at = 0; at < units.length; ) {
    const unit = units[at]!;
    let end = at + 1;
    while (end < units.length && units[end] === unit) end++;
    if (unit >= 0) spans.push(at, end);
    at = end;
  }
  return spans;
}

/** Slots of fixed number: the graph's shapes do not change from batch to batch. */
function slotted(chosen: readonly number[], batch: Batch, slots: number) {
  const inverse = new Int32Array(batch.ids.length);
  const [places, labels, weights] = [new Int32Array(slots), new Int32Array(slots), new Float32Array(slots)];
  chosen.forEach((place, slot) => {
    places[slot] = place;
    inverse[place] = slot + 1;
    labels[slot] = batch.ids[place]!;
    weights[slot] = 1 / chosen.length;
  });
  for (let slot = chosen.length, free = 0; slot < slots; slot++, free++) {
    while (inverse[free]! > 0) free++;
    places[slot] = free;
    labels[slot] = batch.ids[free]!;
  }
  return { places, inverse, labels, weights, asked: chosen.length };
}
