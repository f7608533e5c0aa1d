import { blockMask, type Graph, gatherDistinct, integers, type Tensor } from '../../../graph/index.js';
import { type EncoderInput, encode, maskedWordLoss, parseEncoderConfig } from '../../../model/index.js';
import type { Batch } from '../../rows/batch.js';
import { maskParts, slotsFor } from '../../rows/masking.js';
import { PackedRows } from '../../rows/rows.js';
import { batchesOf, rowInputs } from './batches.js';
import { shareFound, slotInputs, slotTensors } from './masked-slots.js';
import { meanOf, type Objective, type ObjectiveSetting, type RowShape } from './objective.js';

/** Masked language modelling (Devlin et al. 2019): words are taken out and asked for. Loss in nats a word asked for. */
export function maskedWords({ config: file, masked: share, specials }: ObjectiveSetting): Objective {
  const config = parseEncoderConfig(JSON.stringify(file), 'run.json');
  const { vocabularySize } = config;
  return {
    record(graph, shape, training) {
      const slots = slotTensors(graph, shape, share);
      const states = encode(encoderTensors(graph, shape), { config, training });
      const asked = gatherDistinct(states, slots.places, slots.inverse);
      const { loss, probabilities } = maskedWordLoss({ ...slots, states: asked }, config);
      return { loss, losses: {}, findings: { right: shareFound(probabilities, slots) } };
    },
    batches(store, options) {
      const slots = slotsFor(options.rows * options.length, share);
      return batchesOf(new PackedRows(store, options), options, (parts, seeds) =>
        maskParts(parts, seeds, { slots, share, vocabularySize, specials }).map((masked, at) => ({
          ...encoderInputs(parts[at]!),
          ids: integers(masked.ids),
          ...slotInputs(masked),
        })),
      );
    },
    figures: (readings) => ({ loss: meanOf(readings, 'loss'), right: meanOf(readings, 'right') }),
    startName: (name) => name,
  };
}

/** The tensors that an encoder reads, texts of a row apart from each other. */
export function encoderTensors(graph: Graph, { rows, length }: RowShape): EncoderInput {
  const whole = (name: string): Tensor => graph.input(name, [rows * length], 'int64');
  return {
    batch: rows,
    length,
    ids: whole('ids'),
    segments: whole('segments'),
    positions: whole('positions'),
    mask: blockMask(graph.input('texts', [rows, length], 'int64')),
  };
}

export function encoderInputs(batch: Batch) {
  return { ...rowInputs(batch), segments: integers(batch.segments) };
}
