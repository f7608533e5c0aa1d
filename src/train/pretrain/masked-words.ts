import {
  blockMask,
  compileRead,
  compileStep,
  floats,
  Graph,
  gatherDistinct,
  integers,
  type Optimiser,
  type Program,
  type Tensor,
  type TensorData,
} from '../../graph/index.js';
import { type EncoderConfig, encode, maskedWordLoss } from '../../model/index.js';
import type { Batch } from '../rows/batch.js';
import type { MaskedBatch } from '../rows/masking.js';
import { decays } from '../runs/weight-decay.js';

/** Sizes of a batch, which the graph is built for. */
export interface BatchShape {
  readonly rows: number;
  readonly length: number;
  readonly slots: number;
}

export interface StepSettings {
  readonly optimiser: Optimiser;
  readonly weightDecay: number;
  readonly clip: number;
}

/** A training step of masked language modelling. Reports `loss`, nats a word asked for. */
export function maskedWordsStep(config: EncoderConfig, shape: BatchShape, settings: StepSettings): Program {
  const { loss } = record(config, shape, true);
  const { optimiser, weightDecay, clip } = settings;
  const groupOf = (name: string) => ({ decay: decays(name) ? weightDecay : 0, rate: 1 });
  return compileStep(loss, { optimiser, clip, groupOf });
}

/** The same without dropout and update. Reports `loss` and `right`, the share of words that were found. */
export function maskedWordsReading(config: EncoderConfig, shape: BatchShape): Program {
  const { graph, loss, probabilities, labels, weights } = record(config, shape, false);
  const slots = shape.slots;
  const [best] = graph.node('ArgMax', [probabilities], [{ shape: [slots], dtype: 'int64' }], {
    attributes: { axis: 1, keepdims: 0 },
  });
  const [same] = graph.node('Equal', [best!, labels], [{ shape: [slots], dtype: 'bool' }]);
  const [hits] = graph.node('Cast', [same!], [{ shape: [slots] }], { attributes: { to: 1 } });
  const row = graph.node('Reshape', [hits!, graph.integers([1, slots])], [{ shape: [1, slots] }])[0]!;
  const [right] = graph.node('MatMul', [row, weights], [{ shape: [1, 1] }]);
  return compileRead(graph, { loss, right: right! });
}

function record(config: EncoderConfig, { rows, length, slots }: BatchShape, training: boolean) {
  const graph = new Graph();
  const tokens = rows * length;
  const whole = (name: string, shape: readonly number[]) => graph.input(name, shape, 'int64');
  const states = encode(
    {
      batch: rows,
      length,
      ids: whole('ids', [tokens]),
      segments: whole('segments', [tokens]),
      positions: whole('positions', [tokens]),
      mask: blockMask(whole('texts', [rows, length])),
    },
    { config, training },
  );
  const [labels, weights] = [whole('labels', [slots]), graph.input('weights', [slots, 1])];
  const asked: Tensor = gatherDistinct(states, whole('places', [slots]), whole('inverse', [tokens]));
  return { graph, labels, weights, ...maskedWordLoss({ states: asked, labels, weights }, config) };
}

/** What a program of this file reads, from a batch. */
export function maskedWordsInputs(batch: Batch, masked: MaskedBatch): Readonly<Record<string, TensorData>> {
  const { rows, length, positions, texts } = batch;
  return {
    ids: integers(masked.ids),
    segments: integers(new Int32Array(rows * length)),
    positions: integers(positions),
    texts: integers(texts, [rows, length]),
    places: integers(masked.places),
    inverse: integers(masked.inverse),
    labels: integers(masked.labels),
    weights: floats(masked.weights, [masked.weights.length, 1]),
  };
}
