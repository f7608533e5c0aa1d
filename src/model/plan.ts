import { type DecoderConfig, type DecoderSize, decoderOfSize } from './decoder/config.js';
import { decoderParameters } from './decoder/parameters.js';
import { type EncoderConfig, type EncoderSize, encoderOfSize } from './encoder/config.js';
import {
  encoderParameters,
  maskedHeadParameters,
  nextSentenceParameters,
  poolerParameters,
} from './encoder/parameters.js';
import { countParameters } from './parameters.js';

/** Machines to plan for. Every figure is the asker's, or an assumption that the plan prints. */
export interface Cluster {
  readonly devices: number;
  /** Peak of one device in 10^12 floating-point operations a second, at the precision used. */
  readonly teraflops: number;
  /** Share of that peak which training reaches (model FLOPs utilisation). */
  readonly utilisation: number;
  /** Price of one device for an hour; null leaves the cost out. */
  readonly pricePerHour: number | null;
}

export interface PlanRequest {
  readonly model:
    | { readonly kind: 'encoder'; readonly size: EncoderSize }
    | { readonly kind: 'decoder'; readonly size: DecoderSize };
  readonly vocabularySize: number;
  /** Tokens that training reads, repeats included; null for the rule of twenty a parameter. */
  readonly tokens: number | null;
  readonly sequenceLength: number;
  /** Rows of one step on one device. */
  readonly batch: number;
  readonly precision: 'fp32' | 'mixed';
  readonly cluster: Cluster;
}

export interface Plan {
  readonly parameters: { readonly total: number; readonly embeddings: number };
  /** Bytes on one device when every device holds the whole model. */
  readonly memory: {
    readonly weights: number;
    readonly gradients: number;
    readonly optimiser: number;
    readonly activations: number;
    readonly total: number;
  };
  readonly tokens: number;
  readonly flopsPerToken: number;
  readonly flops: number;
  readonly hours: number;
  readonly tokensPerSecond: number;
  readonly cost: number | null;
  /** Bytes of the file that serves the model, by precision. */
  readonly files: { readonly fp32: number; readonly fp16: number; readonly int8: number };
  readonly assumptions: readonly string[];
}

/** Tokens a parameter at which training compute is well spent (Hoffmann et al. 2022, arXiv 2203.15556). */
const TOKENS_PER_PARAMETER = 20;

/** What a size costs before it is begun: parameters, memory by part, operations, time and price. */
export function planTraining(request: PlanRequest): Plan {
  const shape = shapeOf(request);
  const tokens = request.tokens ?? TOKENS_PER_PARAMETER * shape.total;
  const flopsPerToken = flopsOf(shape, request.sequenceLength);
  const perSecond = request.cluster.devices * request.cluster.teraflops * 1e12 * request.cluster.utilisation;
  const hours = (tokens * flopsPerToken) / perSecond / 3600;
  const { pricePerHour, devices } = request.cluster;
  return {
    parameters: { total: shape.total, embeddings: shape.embeddings },
    memory: memoryOf(shape, request),
    tokens,
    flopsPerToken,
    flops: tokens * flopsPerToken,
    hours,
    tokensPerSecond: perSecond / flopsPerToken,
    cost: pricePerHour === null ? null : hours * devices * pricePerHour,
    files: { fp32: 4 * shape.total, fp16: 2 * shape.total, int8: shape.total },
    assumptions: assumptionsOf(request),
  };
}

interface Shape {
  readonly total: number;
  readonly embeddings: number;
  /** Parameters that multiply every token, the output layer weighed by the share of tokens it is asked for. */
  readonly multiplied: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  /** Numbers that one layer keeps a token for the backward pass, attention weights apart. */
  readonly keptPerToken: number;
  readonly causal: boolean;
}

/** Share of tokens whose word a masked language model is asked for. */
const MASKED = 0.15;

function shapeOf({ model, vocabularySize }: PlanRequest): Shape {
  return model.kind === 'encoder'
    ? encoderShape(encoderOfSize(model.size, vocabularySize))
    : decoderShape(decoderOfSize(model.size, vocabularySize));
}

function encoderShape(config: EncoderConfig): Shape {
  const heads = [...maskedHeadParameters(config), ...poolerParameters(config), ...nextSentenceParameters(config)];
  const body = countParameters(encoderParameters(config));
  const embeddings =
    (config.vocabularySize + (config.positions === 'learned' ? config.maxPositions : 0) + config.segmentKinds) *
    config.hiddenSize;
  return {
    total: body + countParameters(heads),
    embeddings,
    multiplied: body - embeddings + MASKED * config.vocabularySize * config.hiddenSize,
    layers: config.layers,
    hiddenSize: config.hiddenSize,
    feedForwardSize: config.feedForwardSize,
    heads: config.heads,
    keptPerToken: 9 * config.hiddenSize + 3 * config.feedForwardSize,
    causal: false,
  };
}

function decoderShape(config: DecoderConfig): Shape {
  const total = countParameters(decoderParameters(config));
  const table = config.vocabularySize * config.hiddenSize;
  const embeddings = config.tiedEmbeddings ? table : 2 * table;
  return {
    total,
    embeddings,
    multiplied: total - embeddings + table,
    layers: config.layers,
    hiddenSize: config.heads * config.headSize,
    feedForwardSize: config.feedForwardSize,
    heads: config.heads,
    keptPerToken: 7 * config.hiddenSize + 4 * config.feedForwardSize,
    causal: true,
  };
}

/** Forward once and backward twice, two operations a parameter; attention adds a product with keys and one with values. */
function flopsOf({ multiplied, layers, hiddenSize, causal }: Shape, length: number): number {
  const attention = (2 * layers * hiddenSize * length * 2) / (causal ? 2 : 1);
  return 3 * (2 * multiplied + attention);
}

function memoryOf(shape: Shape, { precision, batch, sequenceLength }: PlanRequest): Plan['memory'] {
  const bytes = precision === 'fp32' ? 4 : 2;
  const rows = batch * sequenceLength;
  const attention = 2 * shape.heads * sequenceLength;
  const parts = {
    // Mixed precision keeps 32-bit weights beside the 16-bit ones.
    weights: shape.total * (precision === 'fp32' ? 4 : 6),
    gradients: shape.total * bytes,
    optimiser: shape.total * 8,
    activations: rows * shape.layers * (shape.keptPerToken + attention) * bytes,
  };
  return { ...parts, total: parts.weights + parts.gradients + parts.optimiser + parts.activations };
}

function assumptionsOf({ tokens, precision, cluster, model }: PlanRequest): readonly string[] {
  return [
    ...(tokens === null ? [`${TOKENS_PER_PARAMETER} tokens a parameter (Hoffmann et al. 2022)`] : []),
    `${Math.round(cluster.utilisation * 100)} % of ${cluster.devices} × ${cluster.teraflops} TFLOP/s reached`,
    'AdamW with two 32-bit moments a parameter; every device holds the whole model',
    precision === 'fp32' ? '32-bit numbers throughout' : '16-bit numbers with 32-bit weights beside them',
    'activations kept, not recomputed; attention weights kept',
    ...(model.kind === 'encoder' ? [`words asked for at ${Math.round(MASKED * 100)} % of the tokens`] : []),
  ];
}
