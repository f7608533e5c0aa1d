import { causalMask, fillingMask, floats, Graph, integers, openInference, times } from '../../src/graph/index.js';
import {
  type DecoderConfig,
  decode,
  type EncoderConfig,
  encode,
  nextWordScores,
  type TensorFile,
  wordScores,
} from '../../src/model/index.js';

/** Logits of our encoder for every token of some rows of one length. */
export async function encoderAnswers(ids: readonly (readonly number[])[], config: EncoderConfig, tensors: TensorFile) {
  const graph = new Graph({ weights: (name) => tensors.read(name).data });
  const row = (name: string) => graph.input(name, [times('batch', 'length')], 'int64');
  const states = encode(
    {
      batch: 'batch',
      length: 'length',
      ids: row('ids'),
      segments: row('segments'),
      positions: row('positions'),
      mask: fillingMask(graph.input('present', ['batch', 'length'])),
    },
    { config, training: false },
  );
  graph.output('logits', wordScores(states, config));
  const flat = ids.flat();
  return run(graph, {
    ids: integers(flat),
    segments: integers(flat.map(() => 0)),
    positions: integers(ids.flatMap((each) => each.map((_, at) => at))),
    present: floats(
      flat.map(() => 1),
      [ids.length, ids[0]!.length],
    ),
  });
}

/** Logits of our decoder likewise. */
export async function decoderAnswers(ids: readonly (readonly number[])[], config: DecoderConfig, tensors: TensorFile) {
  const [batch, length] = [ids.length, ids[0]!.length];
  const graph = new Graph({ weights: (name) => tensors.read(name).data });
  const tokens = graph.input('ids', [batch * length], 'int64');
  const positions = graph.input('positions', [batch, length], 'int64');
  const states = decode({ batch, length, ids: tokens, positions, mask: causalMask(tokens, length) }, config);
  graph.output('logits', nextWordScores(states, config));
  return run(graph, {
    ids: integers(ids.flat()),
    positions: integers(
      ids.flatMap((each) => each.map((_, at) => at)),
      [batch, length],
    ),
  });
}

async function run(graph: Graph, inputs: Parameters<Awaited<ReturnType<typeof openInference>>['run']>[0]) {
  const session = await openInference(graph.encode());
  const { logits } = await session.run(inputs);
  await session.close();
  return Array.from(logits!.data);
}
