import { Graph, integers, openInference } from '../../src/graph/index.js';
import { type DecoderConfig, decode, nextWordScores, type TensorFile } from '../../src/model/index.js';

/**
 * The plain first version: the network as it is trained, in 32 bits, as one ONNX graph in the same runtime with its
 * fusions on. It keeps nothing between tokens, so each new token reads the whole text again. Only the last place goes
 * through the word layer, and keys are shared among heads without copies: it is slow for want of a cache alone.
 * @returns what gives the scores of the token after some tokens.
 */
export async function openPlain(config: DecoderConfig, tensors: TensorFile, threads: number) {
  const session = await openInference(graphOf(config, tensors), { threads });
  return async (ids: readonly number[]): Promise<Float32Array> => {
    const places = Int32Array.from(ids.keys());
    const { logits } = await session.run({ ids: integers(ids), positions: integers(places, [1, ids.length]) });
    return logits!.data as Float32Array;
  };
}

function graphOf(config: DecoderConfig, tensors: TensorFile): Uint8Array {
  const graph = new Graph({ weights: (name) => tensors.read(name).data });
  const ids = graph.input('ids', ['length'], 'int64');
  const positions = graph.input('positions', [1, 'length'], 'int64');
  const states = decode({ batch: 1, length: 'length', ids, positions, mask: causal(graph) }, config);
  const [last] = graph.node('Gather', [states, graph.integers([-1])], [{ shape: [1, config.hiddenSize] }]);
  graph.output('logits', nextWordScores(last!, config));
  return graph.encode();
}

/** [1, 1, length, length]: 0 up to a token's own place, very small after it. */
function causal(graph: Graph) {
  const positions = graph.input('positions', [1, 'length'], 'int64');
  const shape = [1, 1, 'length', 'length'] as const;
  const [column] = graph.node(
    'Unsqueeze',
    [positions, graph.integers([1, 2])],
    [{ shape: [1, 1, 1, 'length'], dtype: 'int64' }],
  );
  const [row] = graph.node(
    'Unsqueeze',
    [positions, graph.integers([1, 3])],
    [{ shape: [1, 1, 'length', 1], dtype: 'int64' }],
  );
  const [later] = graph.node('Greater', [column!, row!], [{ shape, dtype: 'bool' }]);
  return graph.node('Where', [later!, graph.number(-1e4), graph.number(0)], [{ shape }])[0]!;
}
