import { mixBits } from '../../core/index.js';
import { sizeOf } from '../dims.js';
import type { Distribution, Noise } from '../graph.js';
import { hash } from '../parameters.js';

/** Offsets of windows into a stream are below this. */
const SPAN = 1 << 21;
/** Windows begin on multiples of 64 bytes. */
const ALIGNMENT = 16;
/** After so many steps the stream itself changes. */
const STEPS_PER_STREAM = 1000;

/**
 * Random numbers of graphs. A mask of dropout is a window of one long stream, at a place that follows from seed, step
 * and site; element i is therefore a function of (seed, step, site, i), whatever the size of the batch. Windows
 * cost nothing, where drawing numbers anew costs more than the layer they belong to.
 */
export class NoiseStreams {
  private readonly streams = new Map<string, { part: number; values: Float32Array }>();

  constructor(private readonly seed: number) {}

  window({ site, shape, distribution }: Noise, step: number): Float32Array {
    const size = sizeOf(shape);
    const values = this.stream(distribution, Math.floor(step / STEPS_PER_STREAM), SPAN + size);
    const start = mixBits(this.seed ^ hash(`${step}:${site}`)) % (SPAN / ALIGNMENT);
    return values.subarray(start * ALIGNMENT, start * ALIGNMENT + size);
  }

  private stream(distribution: Distribution, part: number, size: number): Float32Array {
    const name = distribution.kind === 'dropout' ? `${distribution.rate}` : distribution.kind;
    const found = this.streams.get(name);
    if (found && found.part === part && found.values.length >= size) return found.values;
    const seed = mixBits(this.seed ^ hash(`${name}:${part}`));
    const values = drawn(seed, distribution, size);
    this.streams.set(name, { part, values });
    return values;
  }
}

function drawn(seed: number, distribution: Distribution, size: number): Float32Array {
  const values = new Float32Array(size);
  const bits = (i: number) => mixBits((seed + Math.imul(i, 0x9e3779b9)) | 0);
  if (distribution.kind === 'gumbel') {
    for (let i = 0; i < size; i++) values[i] = -1 / Math.log((bits(i) + 0.5) / 2 ** 32);
    return values;
  }
  const kept = 1 / (1 - distribution.rate);
  const below = distribution.rate * 2 ** 32;
  for (let i = 0; i < size; i++) values[i] = bits(i) < below ? 0 : kept;
  return values;
}
