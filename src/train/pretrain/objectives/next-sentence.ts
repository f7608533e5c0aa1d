import {
  add,
  crossEntropy,
  floats,
  gatherDistinct,
  integers,
  largestColumn,
  sameNumbers,
} from '../../../graph/index.js';
import { encode, maskedWordLoss, nextSentenceScores, parseEncoderConfig, pool } from '../../../model/index.js';
import { maskParts, slotsFor } from '../../rows/masking.js';
import { PairedRows } from '../../rows/pairs.js';
import { batchesOf } from './batches.js';
import { shareFound, slotInputs, slotTensors } from './masked-slots.js';
import { encoderInputs, encoderTensors } from './masked-words.js';
import { meanOf, type Objective, type ObjectiveSetting, type Reading } from './objective.js';

/** BERT's two objectives at once (Devlin et al. 2019): words taken out, and whether one text follows another. */
export function maskedWordsAndNextSentence({ config: file, masked: share, specials }: ObjectiveSetting): Objective {
  const config = parseEncoderConfig(JSON.stringify(file), 'run.json');
  const { vocabularySize } = config;
  return {
    record(graph, shape, training) {
      const { rows, length } = shape;
      const slots = slotTensors(graph, shape, share);
      const states = encode(encoderTensors(graph, shape), { config, training });
      const words = maskedWordLoss({ ...slots, states: gatherDistinct(states, slots.places, slots.inverse) }, config);
      const starts = Array.from({ length: rows }, (_, row) => row * length);
      const inverse = Array.from({ length: rows * length }, (_, at) => (at % length === 0 ? at / length + 1 : 0));
      const firsts = gatherDistinct(states, graph.integers(starts), graph.integers(inverse));
      const scores = nextSentenceScores(pool(firsts, config), config);
      const strange = graph.input('strange', [rows], 'int64');
      const pairs = crossEntropy(scores, strange, graph.input('pairs', [rows, 1]));
      return {
        loss: add(words.loss, pairs),
        losses: { words: words.loss, sentences: pairs },
        findings: {
          right: shareFound(words.probabilities, slots),
          told: sameNumbers(largestColumn(scores), strange),
        },
      };
    },
    batches(store, options) {
      const slots = slotsFor(options.rows * options.length, share);
      const weight = 1 / (options.rows * options.parts);
      return batchesOf(new PairedRows(store, options), options, (parts, seeds) =>
        maskParts(parts, seeds, { slots, share, vocabularySize, specials }).map((masked, at) => ({
          ...encoderInputs(parts[at]!),
          ids: integers(masked.ids),
          ...slotInputs(masked),
          strange: integers(parts[at]!.strange),
          pairs: floats(new Float32Array(options.rows).fill(weight), [options.rows, 1]),
        })),
      );
    },
    figures: (readings) => ({
      loss: meanOf(readings, 'words'),
      right: meanOf(readings, 'right'),
      told: shareTold(readings),
    }),
    startName: (name) => name,
  };
}

/** The share of pairs that were told rightly. */
function shareTold(readings: readonly Reading[]): number {
  const told = readings.flatMap(({ outputs }) => Array.from(outputs.told!.data));
  return told.reduce((sum, value) => sum + value, 0) / told.length;
}
