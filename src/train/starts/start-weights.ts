import type { NamedValues } from '../../graph/index.js';
import type { EncoderConfig } from '../../model/index.js';
import type { PretrainSettings } from '../pretrain/settings.js';
import type { TokenStore } from '../tokens/token-store.js';
import { countNeighbours } from './neighbours.js';
import { sinePositions } from './sines.js';
import { wordVectors } from './word-vectors.js';

/** Tokens that word vectors are counted on; more changes them little. */
export const COUNTED_TOKENS = 20_000_000;

/**
 * Weights that a run begins with in place of random ones, by name. A network that begins with words and places that
 * mean something leaves the first plateau of masked language modelling at once; docs/training.md has the curves.
 */
export function startWeights(
  store: TokenStore,
  config: Pick<EncoderConfig, 'vocabularySize' | 'hiddenSize' | 'maxPositions' | 'initializerRange' | 'positions'>,
  { start, seed }: Pick<PretrainSettings, 'start' | 'seed'>,
): Readonly<Record<string, NamedValues>> {
  const { vocabularySize, hiddenSize, maxPositions, initializerRange, positions } = config;
  const bias = { shape: [vocabularySize], values: logFrequencies(store, vocabularySize) };
  const weights: Record<string, NamedValues> = start === 'random' ? {} : { 'cls.predictions.bias': bias };
  if (start.includes('counted')) {
    const counts = countNeighbours(store, vocabularySize, COUNTED_TOKENS);
    const values = withDeviation(wordVectors(counts, hiddenSize, seed), initializerRange);
    weights['bert.embeddings.word_embeddings.weight'] = { shape: [vocabularySize, hiddenSize], values };
  }
  if (start.includes('sines') && positions === 'learned') {
    const values = sinePositions(maxPositions, hiddenSize, initializerRange);
    weights['bert.embeddings.position_embeddings.weight'] = { shape: [maxPositions, hiddenSize], values };
  }
  return weights;
}

/** ln of each token's share, one occurrence added to every token: what is likely before anything is read. */
export function logFrequencies(store: TokenStore, size: number): Float32Array {
  const counts = new Float64Array(size).fill(1);
  const stretch = 1 << 22;
  for (let at = 0; at < store.marks.length; at += stretch)
    for (const id of store.read(at, Math.min(stretch, store.marks.length - at))) counts[id]!++;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return Float32Array.from(counts, (count) => Math.log(count / all));
}

/** The same vectors at the spread that the network's other weights begin with. */
export function withDeviation(values: Float32Array, deviation: number): Float32Array {
  const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  const factor = square > 0 ? deviation / Math.sqrt(square) : 0;
  return values.map((value) => value * factor);
}
