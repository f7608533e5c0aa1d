import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepareTorch } from './torch.js';
import type { ChildOptions, ChildResult } from './train-child.js';
import type { BenchOptions, Measurement } from './types.js';

const CHILD = fileURLToPath(new URL('./train-child.ts', import.meta.url));
const PEER = fileURLToPath(new URL('./train/torch_step.py', import.meta.url));

const COMMON = { vocabulary: 21_400, length: 128, dropout: 0.1, filled: false, warmUp: 2, steps: 5 };
const SIZES = [
  { name: 'h256 L4, 16 × 128', hidden: 256, layers: 4, heads: 4, feedForward: 1024, batch: 16, masked: 320 },
  { name: 'h320 L6, 16 × 128', hidden: 320, layers: 6, heads: 5, feedForward: 1280, batch: 16, masked: 320 },
  { name: 'h512 L8, 8 × 128', hidden: 512, layers: 8, heads: 8, feedForward: 2048, batch: 8, masked: 160 },
] as const;
const THREADS = [1, 2];
const ROUNDS = 2;

interface Side {
  readonly wall: number[];
  readonly cpu: number[];
  memory: number;
  peak: number;
}

/**
 * A training step of a BERT (masked language model, dropout .1, clipping, AdamW) against PyTorch on the same
 * processor: three sizes, one and two threads, a process for each side in turn, neither spinning while it waits.
 */
export async function run(_: BenchOptions): Promise<readonly Measurement[]> {
  const python = prepareTorch();
  return THREADS.flatMap((threads) => SIZES.flatMap((size) => compared(python, { ...COMMON, ...size, threads })));
}

function compared(python: string, options: ChildOptions & { readonly name: string }): Measurement[] {
  const ours = emptySide();
  const [single, half] = [emptySide(), emptySide()];
  for (let round = 0; round < ROUNDS; round++) {
    gather(ours, process.execPath, [...process.execArgv, CHILD, JSON.stringify(options)]);
    gather(single, python, [PEER, JSON.stringify({ ...options, type: 'fp32' })]);
    gather(half, python, [PEER, JSON.stringify({ ...options, type: 'bf16' })]);
  }
  const label = (what: string) => `${options.name}, ${options.threads} thread(s): ${what}`;
  const tokens = (side: Side) => Math.round((options.batch * options.length * 1000) / median(side.wall));
  const share = operations(options) / 1e6 / Math.min(...ours.wall) / ours.peak;
  return [
    { what: label('Simsa'), value: tokens(ours), unit: 'tokens/s' },
    { what: label('PyTorch fp32'), value: tokens(single), unit: 'tokens/s' },
    { what: label('PyTorch bf16 autocast'), value: tokens(half), unit: 'tokens/s' },
    { what: label('times PyTorch fp32'), value: ratio(single, ours), unit: '×', aim: '≥ 1.6' },
    { what: label('times PyTorch bf16'), value: ratio(half, ours), unit: '×', aim: 'towards 1.0' },
    { what: label('times PyTorch fp32, processor time'), value: ratio(single, ours, 'cpu'), unit: '×' },
    { what: label('share of the peak of Gemm, best step'), value: Math.round(share * 100), unit: '%', aim: '≥ 70' },
    { what: label('peak of Gemm'), value: Math.round(ours.peak), unit: 'GFLOP/s' },
    { what: label('memory of Simsa'), value: Math.round(ours.memory), unit: 'MB' },
    { what: label('memory of PyTorch fp32'), value: Math.round(single.memory), unit: 'MB' },
  ];
}

/** Runs one side in a process of its own and adds its times. */
function gather(side: Side, command: string, args: readonly string[]): void {
  // Waiting threads sleep on both sides; spinning ones would take the processor from whoever measures next.
  const env = { ...process.env, OMP_WAIT_POLICY: 'PASSIVE' };
  const output = execFileSync(command, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] });
  const result = JSON.parse(output.trim().split('\n').at(-1)!) as Partial<ChildResult> &
    Pick<ChildResult, 'wall' | 'cpu'>;
  side.wall.push(...result.wall);
  side.cpu.push(...result.cpu);
  side.memory = Math.max(side.memory, result.memory ?? 0);
  side.peak = Math.max(side.peak, result.peak ?? 0);
  console.error(`${command.split('/').at(-1)} ${args.at(-1)}: ${Math.round(median(result.wall))} ms`);
}

/** Floating-point operations of the products of one step: forward, and twice as many back. */
function operations({ batch, length, hidden, layers, feedForward, masked, vocabulary }: ChildOptions): number {
  const tokens = batch * length;
  const linear = 6 * tokens * layers * (4 * hidden ** 2 + 2 * hidden * feedForward);
  const attention = 12 * tokens * length * hidden * layers;
  return linear + attention + 6 * masked * (hidden ** 2 + vocabulary * hidden);
}

const emptySide = (): Side => ({ wall: [], cpu: [], memory: 0, peak: 0 });

function ratio(peer: Side, ours: Side, by: 'wall' | 'cpu' = 'wall'): number {
  return Math.round((median(peer[by]) / median(ours[by])) * 100) / 100;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
