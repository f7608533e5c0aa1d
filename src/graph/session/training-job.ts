/** What runs in the training thread: one engine, kept from task to task. */
import { SimsaError } from '../../core/index.js';
import { Engine, type EngineOptions, type Outputs, type Run } from './engine.js';
import type { Program } from './program.js';

export type TrainingTask =
  | { readonly do: 'open'; readonly programs: Readonly<Record<string, Program>>; readonly options: EngineOptions }
  | ({ readonly do: 'run' } & Run)
  | { readonly do: 'read'; readonly buffer: string }
  | { readonly do: 'write'; readonly buffer: string; readonly values: Float32Array }
  | { readonly do: 'clear'; readonly buffer: string }
  | { readonly do: 'close' };

export interface TrainingAnswer {
  readonly outputs?: Outputs;
  readonly values?: Float32Array;
  readonly provider?: 'cpu' | 'webgpu' | null;
  readonly fellBack?: string | null;
  /** An error as plain data: an instance would lose its kind on the way between threads. */
  readonly failed?: Pick<SimsaError, 'code' | 'details' | 'where'>;
}

let engine: Engine | null = null;

export default async function trainingJob(task: TrainingTask): Promise<TrainingAnswer> {
  try {
    return await answer(task);
  } catch (thrown) {
    if (!(thrown instanceof SimsaError)) throw thrown;
    return { failed: { code: thrown.code, details: thrown.details, where: thrown.where } };
  }
}

async function answer(task: TrainingTask): Promise<TrainingAnswer> {
  if (task.do === 'open') {
    engine = await Engine.open(task.programs, task.options);
    return {};
  }
  if (engine === null) throw new SimsaError('internal', { reason: 'the training thread has no engine' });
  switch (task.do) {
    case 'run': {
      const outputs = await engine.run(task);
      return { outputs, provider: engine.provider, fellBack: engine.fellBack };
    }
    case 'read':
      return { values: bufferOf(engine, task.buffer).slice() };
    case 'write':
      bufferOf(engine, task.buffer).set(task.values);
      return {};
    case 'clear':
      engine.clear(task.buffer);
      return {};
    case 'close':
      await engine.release();
      engine = null;
      return {};
  }
}

function bufferOf({ buffers }: Engine, name: string): Float32Array {
  const buffer = buffers[name];
  if (!buffer) throw new SimsaError('graph.no-parameter', { name });
  return buffer;
}
