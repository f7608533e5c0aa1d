import { SimsaError } from '../../core/index.js';
import type { NamedTensor, TensorFile } from '../checkpoints/tensor.js';
import { type EncoderConfig, ROTARY_BASE } from '../encoder/config.js';
import {
  encoderParameters,
  maskedHeadParameters,
  nextSentenceParameters,
  poolerParameters,
} from '../encoder/parameters.js';
import { linear, type ParameterShape } from '../parameters.js';

/** A checkpoint of tensors that are in memory. */
export function tensorsInMemory(tensors: Iterable<NamedTensor>): TensorFile {
  const byName = new Map([...tensors].map((tensor) => [tensor.name, tensor]));
  return {
    names: [...byName.keys()],
    metadata: {},
    shapeOf: (name) => byName.get(name)?.shape ?? null,
    read(name) {
      const tensor = byName.get(name);
      if (!tensor) throw new SimsaError('model.missing-tensors', { count: 1, names: name });
      return tensor;
    },
  };
}

/**
 * A checkpoint under the names used here, which are BERT's for a RoFormer too: a plain `BertModel` is saved without
 * `bert.` before its names, and old checkpoints call the two vectors of a normalisation gamma and beta.
 */
export function underOwnNames(file: TensorFile): TensorFile {
  const given = new Map(file.names.map((name) => [ownName(name), name]));
  const named = (name: string) => given.get(name) ?? name;
  return {
    names: [...given.keys()],
    metadata: file.metadata,
    shapeOf: (name) => file.shapeOf(named(name)),
    read: (name) => ({ ...file.read(named(name)), name }),
  };
}

function ownName(name: string): string {
  const modern = name
    .replace(/^roformer\./, 'bert.')
    .replace(/LayerNorm\.gamma$/, 'LayerNorm.weight')
    .replace(/LayerNorm\.beta$/, 'LayerNorm.bias');
  return /^(embeddings|encoder|pooler)\./.test(modern) ? `bert.${modern}` : modern;
}

/** Parameters as files for transformers have them, which want a RoFormer's table of angles too. */
export function underFileNames(parameters: readonly NamedTensor[], config: EncoderConfig): readonly NamedTensor[] {
  if (config.positions === 'learned') return parameters;
  const named = parameters.map((tensor) => ({ ...tensor, name: tensor.name.replace(/^bert\./, 'roformer.') }));
  return [...named, { name: 'roformer.encoder.embed_positions.weight', ...angleTable(config) }];
}

/** Sines of every turn and then their cosines, [maxPositions, size of a head]. */
function angleTable({ maxPositions, hiddenSize, heads }: EncoderConfig): Pick<NamedTensor, 'shape' | 'data'> {
  const size = hiddenSize / heads;
  const half = size / 2;
  const data = Float32Array.from({ length: maxPositions * size }, (_, i) => {
    const [position, column] = [Math.floor(i / size), i % size];
    const angle = position * ROTARY_BASE ** (-(column % half) / half);
    return column < half ? Math.sin(angle) : Math.cos(angle);
  });
  return { shape: [maxPositions, size], data };
}

/** Which heads a checkpoint holds whole. */
export interface HeldHeads {
  readonly words: boolean;
  readonly pooler: boolean;
  readonly nextSentence: boolean;
}

export function heldHeads(file: TensorFile, config: EncoderConfig): HeldHeads {
  const holds = (parameters: readonly ParameterShape[]) => parameters.every(({ name }) => file.shapeOf(name) !== null);
  return {
    words: holds(maskedHeadParameters(config)),
    pooler: holds(poolerParameters(config)),
    nextSentence: holds(nextSentenceParameters(config)),
  };
}

/** Parameters of an encoder with the heads that are asked for. */
export function parametersWith(
  config: EncoderConfig,
  { words = false, pooler = false, nextSentence = false, classes = 0 }: Partial<HeldHeads> & { classes?: number },
): readonly ParameterShape[] {
  return [
    ...encoderParameters(config),
    ...(pooler ? poolerParameters(config) : []),
    ...(words ? maskedHeadParameters(config) : []),
    ...(nextSentence ? nextSentenceParameters(config) : []),
    ...(classes > 0 ? linear('classifier', classes, config.hiddenSize) : []),
  ];
}

/**
 * Holds a checkpoint against what a configuration asks for.
 * @param path named in errors only.
 * @throws `model.missing-tensors`, `model.wrong-shape`
 */
export function checkTensors(file: TensorFile, wanted: readonly ParameterShape[], path: string): void {
  const missing = wanted.filter(({ name }) => file.shapeOf(name) === null).map(({ name }) => name);
  if (missing.length > 0) {
    const names = missing.slice(0, 3).join(', ');
    throw new SimsaError('model.missing-tensors', { count: missing.length, names }, { file: path });
  }
  for (const { name, shape } of wanted) {
    const found = file.shapeOf(name)!;
    if (found.join() === shape.join()) continue;
    const details = { name, found: `[${found.join(', ')}]`, wanted: `[${shape.join(', ')}]` };
    throw new SimsaError('model.wrong-shape', details, { file: path });
  }
}
