/**
 * One process of bench/train.ts: training steps of one size in this engine. Prints one line of JSON.
 * `tsx bench/train-child.ts SIZE` where SIZE is JSON of `ChildOptions`.
 */
import {
  adamw,
  compileStep,
  floats,
  Graph,
  matmul,
  openInference,
  openTrainer,
  type Tensor,
} from '../src/graph/index.js';
import { randomBatch } from './train/batch.js';
import { type BertSize, bertLoss } from './train/bert.js';

export interface ChildOptions extends BertSize {
  readonly threads: number;
  readonly warmUp: number;
  readonly steps: number;
}

export interface ChildResult {
  /** Milliseconds of each step. */
  readonly wall: readonly number[];
  /** Milliseconds of processor time of each step. */
  readonly cpu: readonly number[];
  readonly loss: number;
  /** Megabytes at the peak. */
  readonly memory: number;
  /** Milliseconds to open the session, with the first step. */
  readonly opening: number;
  readonly nodes: number;
  /** Best rate of a product of two matrices of 1024², GFLOP/s. */
  readonly peak: number;
}

const options = JSON.parse(process.argv[2]!) as ChildOptions;
const optimiser = adamw();
const loss = bertLoss(options);
const program = compileStep(loss, {
  optimiser,
  clip: 1,
  groupOf: (name) => ({ decay: /bias$|LayerNorm/.test(name) ? 0 : 0.01, rate: 1 }),
});
const before = await gemmPeak(options.threads);
const trainer = await openTrainer({ programs: { step: program }, optimiser, seed: 1, threads: options.threads });
const wall: number[] = [];
const cpu: number[] = [];
let last = 0;
for (let i = 0; i < options.warmUp + options.steps; i++) {
  const batch = randomBatch(options, i);
  const used = process.cpuUsage();
  const start = performance.now();
  const report = await trainer.step('step', batch, 1e-3);
  wall.push(performance.now() - start);
  const { user, system } = process.cpuUsage(used);
  cpu.push((user + system) / 1e3);
  last = report.loss!.data[0]!;
}
await trainer.close();
const peak = Math.max(before, await gemmPeak(options.threads));
const result: ChildResult = {
  wall: wall.slice(options.warmUp),
  cpu: cpu.slice(options.warmUp),
  loss: last,
  memory: process.resourceUsage().maxRSS / 1e3,
  opening: wall[0]!,
  nodes: program.nodes,
  peak,
};
console.log(JSON.stringify(result));

async function gemmPeak(threads: number): Promise<number> {
  const [side, products] = [1024, 6];
  const graph = new Graph();
  const [a, b] = [graph.input('a', [side, side]), graph.input('b', [side, side])];
  let product: Tensor = a;
  for (let i = 0; i < products; i++) product = matmul(product, b);
  graph.output('product', product);
  const session = await openInference(graph.encode(), { threads });
  const full = (value: number) => floats(new Float32Array(side * side).fill(value), [side, side]);
  const inputs = { a: full(0.5), b: full(0.001) };
  let best = 0;
  for (let i = 0; i < 8; i++) {
    const start = performance.now();
    await session.run(inputs);
    best = Math.max(best, (products * 2 * side ** 3) / 1e6 / (performance.now() - start));
  }
  await session.close();
  return best;
}
