import { randomNumbers } from '../../../core/index.js';

export interface SamplingOptions {
  /** 0 takes the likeliest token always; 1 takes tokens as likely as the model says. Default 0. */
  readonly temperature?: number;
  /** Only the likeliest tokens that have this share of the probability together (Holtzman et al. 2020). Default 1. */
  readonly topP?: number;
  /** The same seed gives the same tokens. Default 0. */
  readonly seed?: number;
}

/** @returns what chooses a token from the scores of all. */
export function sampler({ temperature = 0, topP = 1, seed = 0 }: SamplingOptions): (scores: Float32Array) => number {
  if (temperature === 0) return likeliest;
  const random = randomNumbers(seed);
  return (scores) => drawn(scores, { temperature, topP, chance: random() });
}

export function likeliest(scores: Float32Array): number {
  let best = 0;
  for (let id = 1; id < scores.length; id++) if (scores[id]! > scores[best]!) best = id;
  return best;
}

interface Draw {
  readonly temperature: number;
  readonly topP: number;
  /** From 0 to 1. */
  readonly chance: number;
}

function drawn(scores: Float32Array, { temperature, topP, chance }: Draw): number {
  const highest = scores[likeliest(scores)]!;
  const shares = Float64Array.from(scores, (score) => Math.exp((score - highest) / temperature));
  const order = topP < 1 ? Uint32Array.from(shares.keys()).sort((a, b) => shares[b]! - shares[a]! || a - b) : null;
  const all = shares.reduce((sum, share) => sum + share, 0);
  const kept = order ? keptCount(order, shares, topP * all) : shares.length;
  const at = (place: number) => order?.[place] ?? place;
  let rest = 0;
  for (let place = 0; place < kept; place++) rest += shares[at(place)]!;
  rest *= chance;
  for (let place = 0; place < kept; place++) {
    rest -= shares[at(place)]!;
    if (rest < 0) return at(place);
  }
  return at(kept - 1);
}

/** How many of the likeliest are needed to reach a sum; at least one. */
function keptCount(order: Uint32Array, shares: Float64Array, wanted: number): number {
  let sum = 0;
  for (let place = 0; place < order.length; place++) {
    sum += shares[order[place]!]!;
    if (sum >= wanted) return place + 1;
  }
  return order.length;
}
