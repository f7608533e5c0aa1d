import type { EncoderConfig } from '../../model/index.js';
import type { FinetuneOptions } from './types.js';

/**
 * Share of the learning rate of each parameter: what begins at random learns faster, what lies deep slower.
 * @param held names of the weights that do not begin at random; null where all do
 */
export function ratesOf(
  { freshRate, layerDecay }: Pick<FinetuneOptions, 'freshRate' | 'layerDecay'>,
  { layers }: Pick<EncoderConfig, 'layers'>,
  held: readonly string[] | null,
): (name: string) => number {
  if (!held) return () => 1;
  const known = new Set(held);
  return (name) => {
    if (!known.has(name)) return freshRate;
    if (name.includes('.embeddings.')) return layerDecay ** layers;
    const layer = /\.layer\.(\d+)\./.exec(name);
    return layer ? layerDecay ** (layers - 1 - Number(layer[1])) : 1;
  };
}
