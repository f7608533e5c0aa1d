import { afterEach, describe, expect, it } from 'vitest';
import { Graph, type Tensor } from '../graph.js';
import { dropout } from '../ops/dropout.js';
import { gather } from '../ops/gather.js';
import { linear } from '../ops/linear.js';
import { vocabularyLoss } from '../ops/loss.js';
import { layerNorm } from '../ops/normalise.js';
import { adamw } from '../optimisers/adamw.js';
import { lion } from '../optimisers/lion.js';
import type { Optimiser } from '../optimisers/types.js';
import { normal, ONES } from '../parameters.js';
import { recomputed } from '../recompute.js';
import { floats, integers } from '../tensor-data.js';
import type { TensorData } from '../types.js';
import { compileGather, compileRead, compileStep, compileUpdate } from './compile.js';
import { openTrainer, type Trainer, type TrainerOptions } from './trainer.js';

const [VOCABULARY, WIDTH] = [11, 8];
const open: Trainer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((trainer) => trainer.close()));
});

describe('training', () => {
  it.each([
    ['adamw', adamw(), 0.02],
    ['lion', lion(), 0.01],
  ])('learns what follows what with %s', async (_, optimiser, rate) => {
    const trainer = await trained({ optimiser });
    const first = await losses(trainer, 1, rate);
    const last = await losses(trainer, 80, rate);
    expect(last.at(-1)!).toBeLessThan(first[0]! / 5);
  });

  it('gives the same bits again with the same seed, and others with another', async () => {
    const [a, b, c] = [await trained({}), await trained({}), await trained({ seed: 2 })];
    const run = await losses(a, 5);
    expect(await losses(b, 5)).toEqual(run);
    expect(await losses(c, 5)).not.toEqual(run);
  });

  it('goes on from a state as if it had never stopped', async () => {
    const whole = await trained({});
    await losses(whole, 3);
    const state = await whole.state();
    const rest = await losses(whole, 3);
    const again = await trained({ seed: 1 });
    await again.restore(state);
    expect(again.steps).toBe(3);
    expect(await losses(again, 3)).toEqual(rest);
  });

  it('computes the same when activations are not kept', async () => {
    const kept = await trained({ programs: { step: step(network(6, false)) } });
    const computedTwice = await trained({ programs: { step: step(network(6, true)) } });
    expect(await losses(computedTwice, 4)).toEqual(await losses(kept, 4));
  });

  it('gathers the gradients of two halves to those of the whole', async () => {
    const whole = await trained({ programs: { step: step(network(6, false, 0)) } });
    await whole.step('step', batch(6), 0.01);
    const half = network(3, false, 0);
    const halves = await trained({
      programs: {
        gather: compileGather(half.loss),
        update: compileUpdate(half.graph.parameters, { optimiser: adamw(), clip: 1 }),
      },
    });
    for (let round = 0; round < 2; round++) {
      await halves.gather('gather', batch(3, 0, 6));
      await halves.gather('gather', batch(3, 3, 6));
      await halves.step('update', {}, 0.01);
      if (round === 0) await expectSame(whole, halves);
    }
    await whole.step('step', batch(6), 0.01);
    await expectSame(whole, halves);
  });

  it('shares weights between programs for batches of several sizes, and one that only reads', async () => {
    const reader = network(6, false, 0);
    const trainer = await trained({
      programs: {
        long: step(network(6)),
        short: step(network(3)),
        read: compileRead(reader.graph, { loss: reader.loss }),
      },
    });
    const before = await trainer.evaluate('read', batch(6));
    for (let i = 0; i < 30; i++) await trainer.step(i % 2 ? 'short' : 'long', batch(i % 2 ? 3 : 6), 0.02);
    const after = await trainer.evaluate('read', batch(6));
    expect(after.loss!.data[0]!).toBeLessThan(before.loss!.data[0]! / 2);
    expect(trainer.steps).toBe(30);
  });

  it('clips gradients to the norm it is given, and reports the norm before', async () => {
    const [free, clipped] = [network(6, false, 0), network(6, false, 0)];
    const a = await trained({ programs: { step: step(free, { clip: 1e9 }) } });
    const b = await trained({ programs: { step: step(clipped, { clip: 1e-6 }) } });
    const [x, y] = [await a.step('step', batch(6), 0.01), await b.step('step', batch(6), 0.01)];
    expect(x.norm!.data[0]).toBe(y.norm!.data[0]);
    const { m } = (await b.state()).buffers;
    const squares = Object.values(m!).flatMap(({ values }) => Array.from(values, (value) => value ** 2));
    expect(Math.sqrt(squares.reduce((total, square) => total + square, 0))).toBeCloseTo(1e-6, 9);
  });

  it('takes weight decay by group', async () => {
    const { graph, loss } = network(6, false, 0);
    const groupOf = (name: string) => ({ decay: name === 'table' ? 0.5 : 0, rate: name === 'bias' ? 0 : 1 });
    const trainer = await trained({ programs: { step: compileStep(loss, { optimiser: adamw(), groupOf }) } });
    const before = await trainer.weights();
    await trainer.step('step', batch(6), 0);
    await trainer.step('step', batch(6), 0.1);
    const after = await trainer.weights();
    expect(graph.parameters.map(({ name }) => name)).toContain('bias');
    expect(after.bias!.values).toEqual(before.bias!.values);
    const unread = (values: Float32Array) => values[(VOCABULARY - 1) * WIDTH]!;
    expect(unread(after.table!.values)).not.toBe(unread(before.table!.values));
  });
});

describe('faults', () => {
  it('end a run whose loss is no number', async () => {
    const trainer = await trained({});
    const spoiled = { ...batch(6), weights: floats(new Float32Array(6).fill(Number.NaN), [6, 1]) };
    await expect(trainer.step('step', spoiled, 0.01)).rejects.toMatchObject({
      code: 'graph.not-finite',
      details: { name: 'loss', step: 1 },
    });
  });

  it('name an input that is missing or has another shape', async () => {
    const trainer = await trained({});
    await expect(trainer.step('step', batch(5), 0.01)).rejects.toMatchObject({
      code: 'graph.bad-input',
      details: { name: 'ids', expected: 'int64[6]', found: 'int64[5] (5)' },
    });
  });

  it('refuse a state of another model', async () => {
    const trainer = await trained({});
    const buffers = { weights: { table: { shape: [2, 2], values: new Float32Array(4) } } };
    await expect(trainer.restore({ step: 1, buffers })).rejects.toMatchObject({ code: 'graph.other-weights' });
  });

  it('fall back to the processor where there is no graphics processor, or use it', async () => {
    const trainer = await trained({ provider: 'auto' });
    await losses(trainer, 1);
    const { provider, fellBack } = trainer.place;
    expect(provider === 'webgpu' ? fellBack === null : typeof fellBack === 'string').toBe(true);
  });
});

interface Network {
  readonly graph: Graph;
  readonly loss: Tensor;
}

function network(rows: number, twice = false, rate = 0.1): Network {
  const graph = new Graph();
  const table = graph.parameter('table', [VOCABULARY, WIDTH], normal(0.5));
  const block = (x: Tensor) => {
    const inner = linear(x, graph.parameter('weight', [WIDTH, WIDTH], normal(0.5)), {
      bias: graph.parameter('inner.bias', [WIDTH]),
    });
    return dropout(
      layerNorm(inner, graph.parameter('scale', [WIDTH], ONES), graph.parameter('shift', [WIDTH])),
      rate,
      'x',
    );
  };
  const x = gather(table, graph.input('ids', [rows], 'int64'));
  const { loss } = vocabularyLoss(twice ? recomputed(x, block) : block(x), table, {
    labels: graph.input('labels', [rows], 'int64'),
    weights: graph.input('weights', [rows, 1]),
    bias: graph.parameter('bias', [VOCABULARY]),
  });
  return { graph, loss };
}

function step({ loss }: Network, { optimiser = adamw(), clip = 1 }: { optimiser?: Optimiser; clip?: number } = {}) {
  return compileStep(loss, { optimiser, clip });
}

async function trained(options: Partial<TrainerOptions>): Promise<Trainer> {
  const { optimiser = adamw(), seed = 1, programs = { step: step(network(6), { optimiser }) } } = options;
  const trainer = await openTrainer({ ...options, optimiser, seed, programs });
  open.push(trainer);
  return trainer;
}

/** Token i is followed by i + 1. */
function batch(rows: number, from = 0, of = rows): Record<string, TensorData> {
  const ids = Array.from({ length: rows }, (_, i) => (from + i) % 5);
  return {
    ids: integers(ids),
    labels: integers(ids.map((id) => id + 1)),
    weights: floats(new Float32Array(rows).fill(1 / of), [rows, 1]),
  };
}

async function losses(trainer: Trainer, steps: number, rate = 0.02): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < steps; i++) all.push((await trainer.step('step', batch(6), rate)).loss!.data[0]!);
  return all;
}

async function expectSame(a: Trainer, b: Trainer): Promise<void> {
  const [x, y] = [await a.weights(), await b.weights()];
  for (const name of Object.keys(x)) {
    x[name]!.values.forEach((value, i) => {
      expect(y[name]!.values[i], name).toBeCloseTo(value, 5);
    });
  }
}
