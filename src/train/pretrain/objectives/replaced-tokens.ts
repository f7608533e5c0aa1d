import {
  add,
  binaryCrossEntropy,
  floats,
  type Graph,
  gatherDistinct,
  integers,
  replaceAt,
  reshape,
  sameNumbers,
  sampleRows,
  scale,
  subtract,
  type Tensor,
} from '../../../graph/index.js';
import { encode, generate, generatorLoss, parseEncoderConfig, replacedScores } from '../../../model/index.js';
import type { Batch } from '../../rows/batch.js';
import { textTokens } from '../../rows/batch.js';
import { maskParts, slotsFor } from '../../rows/masking.js';
import { PackedRows } from '../../rows/rows.js';
import { batchesOf } from './batches.js';
import { detectionFigures } from './detection-figures.js';
import { type Slots, shareFound, slotInputs, slotTensors } from './masked-slots.js';
import { encoderInputs, encoderTensors } from './masked-words.js';
import { meanOf, type Objective, type ObjectiveSetting } from './objective.js';

/** How much telling replaced words counts against filling them in (Clark et al. 2020). */
const DETECTION_WEIGHT = 50;

/** Names of a BERT's start weights that belong to the generator here. */
const START_NAMES: Readonly<Record<string, string>> = { 'cls.predictions.bias': 'generator_predictions.bias' };

/**
 * Replaced-token detection (ELECTRA, Clark et al. 2020): a small generator fills masked words in by drawing from what
 * it holds likely, and the encoder tells of every word whether it was replaced. Both learn in one step.
 */
export function replacedTokens({ config: file, masked: share, specials }: ObjectiveSetting): Objective {
  const config = parseEncoderConfig(JSON.stringify(file), 'run.json');
  const { vocabularySize } = config;
  return {
    record(graph, shape, training) {
      const tokens = shape.rows * shape.length;
      const recording = { config, training };
      const slots = slotTensors(graph, shape, share);
      const input = encoderTensors(graph, shape);
      const narrow = generate(input, recording);
      const words = generatorLoss({ ...slots, states: gatherDistinct(narrow, slots.places, slots.inverse) }, config);
      const { ids, replaced } = filledIn(graph, { slots, probabilities: words.probabilities, tokens });
      const scores = replacedScores(encode({ ...input, ids }, recording), config);
      const detection = binaryCrossEntropy(scores, replaced, graph.input('judged', [tokens, 1]));
      return {
        loss: add(words.loss, scale(detection, DETECTION_WEIGHT)),
        losses: { words: words.loss, detection },
        findings: { right: shareFound(words.probabilities, slots), scores, replaced },
      };
    },
    batches(store, options) {
      const slots = slotsFor(options.rows * options.length, share);
      return batchesOf(new PackedRows(store, options), options, (parts, seeds) => {
        const judged = judgedWords(parts);
        return maskParts(parts, seeds, { slots, share, vocabularySize, specials, hidden: 1 }).map((masked, at) => ({
          ...encoderInputs(parts[at]!),
          ...slotInputs(masked),
          ids: integers(masked.ids),
          original: integers(parts[at]!.ids),
          judged: floats(judged[at]!, [judged[at]!.length, 1]),
        }));
      });
    },
    figures: (readings) => ({
      loss: meanOf(readings, 'words'),
      right: meanOf(readings, 'right'),
      ...detectionFigures(readings),
    }),
    startName: (name) => START_NAMES[name] ?? name,
  };
}

interface Filling {
  readonly slots: Slots;
  /** Of each word at each slot. */
  readonly probabilities: Tensor;
  readonly tokens: number;
}

/** The text with words drawn for the masked ones, and 1 for each token that is not the text's own, [tokens, 1]. */
function filledIn(graph: Graph, { slots, probabilities, tokens }: Filling) {
  const original = graph.input('original', [tokens], 'int64');
  const drawn = sampleRows(probabilities, 'generator.words');
  // A slot that is not used names a word that stays as it is.
  const [used] = graph.node(
    'Greater',
    [reshape(slots.weights, [slots.count]), graph.number(0)],
    [{ shape: [slots.count], dtype: 'bool' }],
  );
  const [words] = graph.node('Where', [used!, drawn, slots.labels], [drawn]);
  const ids = replaceAt(original, slots.places, words!);
  const kept = sameNumbers(ids, original);
  return { ids, replaced: reshape(subtract(graph.number(1), kept), [tokens, 1]) };
}

/** Weights of what is judged: every word of the text the same, special tokens and filling not. */
function judgedWords(parts: readonly Batch[]): readonly Float32Array[] {
  const all = parts.reduce((sum, part) => sum + textTokens(part), 0);
  return parts.map(({ units }) => Float32Array.from(units, (unit) => (unit >= 0 ? 1 / all : 0)));
}
