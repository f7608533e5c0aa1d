import {
  cast,
  type Dim,
  fillingMask,
  Graph,
  gather,
  meanPool,
  normaliseRows,
  reshape,
  type Tensor,
  times,
} from '../../graph/index.js';
import type { TensorFile } from '../checkpoints/tensor.js';
import type { EncoderConfig } from './config.js';
import { type FinishedInput, positionsOf } from './finished-input.js';
import { classScores, maskedTransform, pool, wordScores } from './heads.js';
import { encode } from './network.js';
import { QuantisedBody } from './quantised.js';

/** Which state of a text a classifier reads: the first token's through the pooler as in BERT, or the mean of all. */
export type Pooling = 'first' | 'mean';

/** What stands on an encoder: nothing, the words at masked places, or classes. */
export type FinishedHead =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly maskId: number }
  | { readonly kind: 'classes'; readonly classes: number; readonly pooling: Pooling };

export type Precision = 'fp32' | 'int8';

export interface FinishedModel {
  readonly config: EncoderConfig;
  readonly tensors: Pick<TensorFile, 'read'>;
  readonly head: FinishedHead;
  readonly precision: Precision;
}

const TOKENS = times('batch', 'length');

/**
 * An encoder for use, as bytes of an `.onnx` file. It reads `input_ids`, `attention_mask` and `token_type_ids`
 * [batch, length], as Hugging Face has them, and gives `last_hidden_state` and `sentence_embedding` (the mean of all
 * tokens at length one). With a head for words also `mask_logits` [masks, vocabulary], one row for each `[MASK]` in
 * `input_ids` in reading order; with classes also `logits` [batch, classes].
 */
export function finishedEncoder(model: FinishedModel): Uint8Array {
  const { config, tensors, head } = model;
  const graph = new Graph({ weights: (name) => tensors.read(name).data });
  const matrix = (name: string) => graph.input(name, ['batch', 'length'], 'int64');
  const input = { ids: matrix('input_ids'), present: matrix('attention_mask'), segments: matrix('token_type_ids') };
  const quantised = model.precision === 'int8' ? new QuantisedBody(graph, config, tensors) : null;
  const states = quantised ? quantised.encode(input) : encodeRows(input, config);
  const present = cast(input.present, 'float32');
  graph.output('last_hidden_state', reshape(states, ['batch', 'length', config.hiddenSize]));
  const mean = meanPool(states, present);
  if (head.kind === 'classes') {
    const read = head.pooling === 'mean' ? mean : pool(firstStates(states, config), config);
    graph.output('logits', classScores(read, head.classes, config));
  }
  graph.output('sentence_embedding', normaliseRows(mean));
  if (head.kind === 'words') {
    const masked = gather(states, placesOf(input.ids, head.maskId));
    const scores = quantised ? quantised.wordScores(maskedTransform(masked, config)) : wordScores(masked, config);
    graph.output('mask_logits', scores);
  }
  return graph.encode();
}

function encodeRows({ ids, present, segments }: FinishedInput, config: EncoderConfig): Tensor {
  return encode(
    {
      batch: 'batch',
      length: 'length',
      ids: reshape(ids, [TOKENS]),
      segments: reshape(segments, [TOKENS]),
      positions: reshape(positionsOf(ids), [TOKENS]),
      mask: fillingMask(cast(present, 'float32')),
    },
    { config, training: false },
  );
}

/** Places of a token among the rows. */
function placesOf(ids: Tensor, token: number): Tensor {
  const { graph } = ids;
  const flat = reshape(ids, [TOKENS]);
  const [same] = graph.node('Equal', [flat, graph.integers([token])], [{ shape: flat.shape, dtype: 'bool' }]);
  const masks: Dim = 'masks';
  const [places] = graph.node('NonZero', [same!], [{ shape: [1, masks], dtype: 'int64' }]);
  const [list] = graph.node('Squeeze', [places!, graph.integers([0])], [{ shape: [masks], dtype: 'int64' }]);
  return list!;
}

function firstStates(states: Tensor, { hiddenSize }: EncoderConfig): Tensor {
  const { graph } = states;
  const rows = reshape(states, ['batch', 'length', hiddenSize]);
  const [first] = graph.node('Gather', [rows, graph.integers([0])], [{ shape: ['batch', 1, hiddenSize] }], {
    attributes: { axis: 1 },
  });
  return reshape(first!, ['batch', hiddenSize]);
}
