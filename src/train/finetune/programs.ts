import {
  adamw,
  binaryCrossEntropy,
  compileRead,
  compileStep,
  crossEntropy,
  dropout,
  fillingMask,
  Graph,
  gatherDistinct,
  meanPool,
  type Program,
  type Tensor,
} from '../../graph/index.js';
import { classScores, type EncoderConfig, encode, type Pooling, pool } from '../../model/index.js';
import { decays } from '../runs/weight-decay.js';

/** What a classifier's graphs are built for. */
export interface ClassifierShape {
  readonly config: EncoderConfig;
  readonly classes: number;
  readonly multiple: boolean;
  readonly pooling: Pooling;
  readonly rows: number;
  readonly length: number;
}

export interface UpdateSettings {
  readonly weightDecay: number;
  readonly clip: number;
  /** Share of the learning rate of a parameter. */
  readonly rateOf: (parameter: string) => number;
}

export const OPTIMISER = adamw({ beta2: 0.999 });

/** A training step. Reports `loss` and `logits`. */
export function classifierStep(shape: ClassifierShape, { weightDecay, clip, rateOf }: UpdateSettings): Program {
  const { loss, logits } = record(shape, true);
  const groupOf = (name: string) => ({ decay: decays(name) ? weightDecay : 0, rate: rateOf(name) });
  return compileStep(loss, { optimiser: OPTIMISER, clip, groupOf, outputs: { logits } });
}

/** The same without dropout and update. Reports the `state` that the classes are read from too. */
export function classifierReading(shape: ClassifierShape): Program {
  const { graph, loss, logits, state } = record(shape, false);
  return compileRead(graph, { loss, logits, state });
}

function record(shape: ClassifierShape, training: boolean) {
  const { config, classes, multiple, rows, length } = shape;
  const graph = new Graph();
  const whole = (name: string) => graph.input(name, [rows * length], 'int64');
  const present = graph.input('present', [rows, length]);
  const states = encode(
    {
      batch: rows,
      length,
      ids: whole('ids'),
      segments: whole('segments'),
      positions: whole('positions'),
      mask: fillingMask(present),
    },
    { config, training },
  );
  const state = readState(states, present, shape);
  const logits = classScores(training ? dropout(state, config.dropout, 'classifier') : state, classes, config);
  const loss = multiple
    ? binaryCrossEntropy(logits, graph.input('targets', [rows, classes]), graph.input('weights', [rows, classes]))
    : crossEntropy(logits, graph.input('labels', [rows], 'int64'), graph.input('weights', [rows, 1]));
  return { graph, loss, logits, state };
}

function readState(states: Tensor, present: Tensor, { config, pooling, rows, length }: ClassifierShape): Tensor {
  if (pooling === 'mean') return meanPool(states, present);
  const { graph } = states;
  const places = Array.from({ length: rows }, (_, row) => row * length);
  const inverse = Array.from({ length: rows * length }, (_, at) => (at % length === 0 ? at / length + 1 : 0));
  return pool(gatherDistinct(states, graph.integers(places), graph.integers(inverse)), config);
}
