import { it } from 'vitest';
import { Graph } from '../graph.js';
import { openInference } from '../session/inference.js';
import { floats } from '../tensor-data.js';
import { asFloats, expectClose, filled } from '../testing/check-operation.js';
import type { TensorData } from '../types.js';
import { attention, causalMask } from './attention.js';
import { cachedAttention } from './cached-attention.js';
import { rotary, rotaryTables } from './rotary.js';
import { reshape, slice } from './shape.js';

const HEADS = 4;
const KEY_HEADS = 2;
const SIZE = 16;
const ROOM = 8;
const WIDTH = (HEADS + 2 * KEY_HEADS) * SIZE;
const LENGTH = 6;
const { rows } = filled({ rows: [LENGTH, WIDTH] });

/** The same by the operations that training uses, all tokens at once. */
function whole(): Uint8Array {
  const graph = new Graph();
  const all = graph.input('rows', [LENGTH, WIDTH]);
  const places = graph.input('positions', [1, LENGTH], 'int64');
  const turns = rotaryTables(all, { positions: ROOM, size: SIZE });
  const part = (from: number, heads: number) => slice(all, 1, from * SIZE, (from + heads) * SIZE);
  const turned = (x: typeof all, heads: number) =>
    reshape(rotary(reshape(x, [1, LENGTH, heads * SIZE]), places, turns, heads), [LENGTH, heads * SIZE]);
  const options = { batch: 1, length: LENGTH, heads: HEADS, keyHeads: KEY_HEADS, mask: causalMask(all, LENGTH) };
  const [q, k] = [turned(part(0, HEADS), HEADS), turned(part(HEADS, KEY_HEADS), KEY_HEADS)];
  graph.output('seen', attention(q, k, part(HEADS + KEY_HEADS, KEY_HEADS), options));
  return graph.encode();
}

function stepwise(): Uint8Array {
  const graph = new Graph();
  const some = graph.input('rows', ['length', WIDTH]);
  const cache = (name: string) => graph.input(name, [1, KEY_HEADS, ROOM, SIZE]);
  const { seen, keys, values } = cachedAttention(some, {
    heads: HEADS,
    keyHeads: KEY_HEADS,
    turns: rotaryTables(some, { positions: ROOM, size: SIZE }),
    cache: { keys: cache('keys'), values: cache('values') },
    last: graph.input('last', [1], 'int32'),
    total: graph.input('total', [], 'int32'),
  });
  graph.output('seen', seen);
  graph.output('keys.new', keys);
  graph.output('values.new', values);
  return graph.encode();
}

const whole32 = (value: number, shape: readonly number[]): TensorData => ({
  dtype: 'int32',
  shape,
  data: Int32Array.of(value),
});

it.each([[[6]], [[1, 1, 1, 1, 1, 1]], [[3, 2, 1]]])(
  'gives what attention gives, tokens coming as %j',
  async (parts) => {
    const reference = await openInference(whole());
    const places = {
      dtype: 'int64',
      shape: [1, LENGTH],
      data: Int32Array.from({ length: LENGTH }, (_, i) => i),
    } as const;
    const wanted = (await reference.run({ rows: asFloats(rows!), positions: places })).seen!.data;
    const session = await openInference(stepwise());
    const memory = () => floats(new Float32Array(KEY_HEADS * ROOM * SIZE), [1, KEY_HEADS, ROOM, SIZE]);
    const [keys, values] = [memory(), memory()];
    const found: number[] = [];
    let done = 0;
    for (const length of parts) {
      const data = Float32Array.from(rows!.values.slice(done * WIDTH, (done + length) * WIDTH));
      done += length;
      const inputs = { rows: floats(data, [length, WIDTH]), keys, values };
      const counts = { last: whole32(done - 1, [1]), total: whole32(done, []) };
      const { seen } = await session.run({ ...inputs, ...counts }, { 'keys.new': keys, 'values.new': values });
      found.push(...seen!.data);
    }
    expectClose(Float32Array.from(found), Float64Array.from(wanted), 'seen', 1e-5);
    await reference.close();
    await session.close();
  },
);
