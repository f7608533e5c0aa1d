import { blockMask, floats, type Graph, integers, vocabularyLoss } from '../../../graph/index.js';
import { type DecoderInput, decode, parseDecoderConfig, wordLayer } from '../../../model/index.js';
import type { Batch } from '../../rows/batch.js';
import { PackedRows } from '../../rows/rows.js';
import type { TokenManifest } from '../../tokens/token-store.js';
import { batchesOf, rowInputs } from './batches.js';
import { meanOf, type Objective, type ObjectiveSetting, type Reading, type RowShape } from './objective.js';

/** Names of a BERT's start weights that a decoder has a place for. */
const START_NAMES: Readonly<Record<string, string>> = {
  'bert.embeddings.word_embeddings.weight': 'model.embed_tokens.weight',
};

/** Causal language modelling: every token of a decoder's text asks for the next. Loss in nats a token. */
export function causal({ config: file }: ObjectiveSetting): Objective {
  const config = parseDecoderConfig(JSON.stringify(file), 'run.json');
  return {
    record(graph, shape) {
      const tokens = shape.rows * shape.length;
      const states = decode(decoderTensors(graph, shape), config);
      const labels = graph.input('labels', [tokens], 'int64');
      const { loss } = vocabularyLoss(states, wordLayer(states, config), {
        labels,
        weights: graph.input('weights', [tokens, 1]),
      });
      return { loss, losses: {}, findings: {} };
    },
    batches: (store, options) => batchesOf(new PackedRows(store, options), options, causalParts),
    figures: (readings, text) => ({ loss: meanOf(readings, 'loss'), bits: bitsPerByte(readings, text) }),
    startName: (name) => START_NAMES[name] ?? name,
  };
}

function decoderTensors(graph: Graph, { rows, length }: RowShape): DecoderInput {
  return {
    batch: rows,
    length,
    ids: graph.input('ids', [rows * length], 'int64'),
    positions: graph.input('positions', [rows, length], 'int64'),
    mask: blockMask(graph.input('texts', [rows, length], 'int64'), { causal: true }),
  };
}

/** Inputs of the parts of a batch; a token counts the same in each of them. */
function causalParts(parts: readonly Batch[]) {
  const counted = parts.map((part) => asksForNext(part));
  const all = counted.flat().reduce((sum, asks) => sum + asks, 0);
  return parts.map((batch, at) => ({
    ...rowInputs(batch),
    positions: integers(batch.positions, [batch.rows, batch.length]),
    labels: integers(nextIds(batch)),
    weights: floats(
      Float32Array.from(counted[at]!, (asks) => asks / all),
      [batch.ids.length, 1],
    ),
  }));
}

/**
 * 1 for tokens whose next one is asked for, 0 for others: the last of a text, filling, and what stands before a cut,
 * since a text that is cut has not ended.
 */
function asksForNext({ texts, units, ends, length }: Batch): readonly number[] {
  return Array.from(texts, (text, at) => {
    const next = at + 1;
    const together = text > 0 && next % length !== 0 && texts[next] === text;
    return together && (units[next]! >= 0 || ends[next] === 1) ? 1 : 0;
  });
}

function nextIds({ ids }: Batch): Int32Array {
  return ids.map((_, at) => ids[at + 1] ?? 0);
}

/**
 * Bits that a byte of text takes when it is told by the model: comparable between models of any vocabulary. Bytes
 * of a token are taken at the text's own average; ends of documents are told too.
 */
function bitsPerByte(readings: readonly Reading[], { bytes, tokens }: TokenManifest): number {
  let [nats, read] = [0, 0];
  for (const reading of readings) {
    const asked = (reading.inputs.weights!.data as Float32Array).reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
    nats += reading.outputs.loss!.data[0]! * asked;
    read += reading.tokens;
  }
  return nats / Math.LN2 / (read * (bytes / tokens));
}
