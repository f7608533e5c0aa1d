import type { NamedValues } from '../../graph/index.js';
import { asLayer, fitLogistic, type LogisticModel } from '../linear/logistic.js';
import type { Example } from './batches.js';

/** States of the network before it learns, one a text, and what the texts are. */
export interface ReadTexts {
  readonly states: readonly Float32Array[];
  readonly examples: readonly Example[];
}

export interface HeadOptions {
  readonly classes: number;
  readonly multiple: boolean;
  /** How well a layer of classes does on texts kept out of its fitting: lower is better. */
  readonly lossOf: (layer: Readonly<Record<string, NamedValues>>) => Promise<number>;
}

/** From firm to free: each begins where the one before it ended. */
const DECAYS = [1, 0.3, 0.1, 0.03, 0.01];

/**
 * The layer of classes as logistic regression on the states finds it. A layer that begins at random bends the network to
 * its own chance before it says anything (Kumar et al. 2022: first the layer, then all).
 */
export async function fitHead({ states, examples }: ReadTexts, options: HeadOptions) {
  const { classes, multiple, lossOf } = options;
  const classesOf = examples.map((example) => example.classes);
  let model: LogisticModel | undefined;
  let best: { readonly layer: Readonly<Record<string, NamedValues>>; readonly loss: number } | null = null;
  for (const decay of DECAYS) {
    model = await fitLogistic(states, classesOf, { classes, multiple, decay, ...(model && { from: model }) });
    const layer = layerOf(model, classes);
    const loss = await lossOf(layer);
    if (best && loss >= best.loss) break;
    best = { layer, loss };
  }
  return best!.layer;
}

function layerOf(model: LogisticModel, classes: number): Readonly<Record<string, NamedValues>> {
  const { weights, biases } = asLayer(model);
  return {
    'classifier.weight': { shape: [classes, weights.length / classes], values: weights },
    'classifier.bias': { shape: [classes], values: biases },
  };
}
