import type * as Onnxruntime from 'onnxruntime-node';
import { SimsaError } from '../../core/index.js';
import { sizeOf } from '../dims.js';
import type { OnnxValue } from '../onnx/model.js';
import type { TensorData } from '../types.js';

export type Runtime = typeof Onnxruntime;
export type Session = Onnxruntime.InferenceSession;

/** `auto` takes the graphics processor where there is one. */
export type Provider = 'cpu' | 'webgpu' | 'auto';

export interface RuntimeOptions {
  /** Default 1; results are the same bits again only with the same number. */
  readonly threads?: number;
  readonly provider?: Provider;
}

export interface OpenedSession {
  readonly session: Session;
  readonly provider: 'cpu' | 'webgpu';
  /** Why the processor is used although the graphics processor was asked for. */
  readonly fellBack: string | null;
}

/** The one place that loads onnxruntime. @throws SimsaError `graph.no-runtime` where the optional package is missing. */
export async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
    throw new SimsaError('graph.no-runtime', { reason }, {}, { cause });
  }
}

/** Opens a model. @throws SimsaError `graph.no-runtime`, `graph.bad-model` where the runtime refuses it. */
export async function openSession(
  model: Uint8Array | string,
  { threads = 1, provider = 'cpu' }: RuntimeOptions,
  settings: Onnxruntime.InferenceSession.SessionOptions = {},
): Promise<OpenedSession> {
  const runtime = await loadRuntime();
  const open = (executionProvider: 'cpu' | 'webgpu') => {
    const options = { ...sessionOptions(threads), ...settings, executionProviders: [executionProvider] };
    // The package declares both forms apart, and a union fits neither.
    return typeof model === 'string'
      ? runtime.InferenceSession.create(model, options)
      : runtime.InferenceSession.create(model, options);
  };
  if (provider === 'cpu') return { session: await refused(open('cpu')), provider, fellBack: null };
  try {
    return { session: await open('webgpu'), provider: 'webgpu', fellBack: null };
  } catch (cause) {
    const fellBack = cause instanceof Error ? cause.message : String(cause);
    return { session: await refused(open('cpu')), provider: 'cpu', fellBack };
  }
}

/**
 * Measured on training steps: without the arena a step takes half as long again; the memory pattern saves no time
 * and takes a quarter more memory; threads that spin while they wait cost more than they bring on a shared machine.
 */
function sessionOptions(threads: number): Onnxruntime.InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

async function refused(opening: Promise<Session>): Promise<Session> {
  try {
    return await opening;
  } catch (cause) {
    throw new SimsaError('graph.bad-model', { reason: messageOf(cause) }, {}, { cause });
  }
}

/** A fault of the runtime during a run, told apart: no memory, or anything else. */
export function runFault(cause: unknown): SimsaError {
  const reason = messageOf(cause);
  const code = /bad_alloc|failed to allocate|out of memory/i.test(reason) ? 'graph.out-of-memory' : 'graph.run-failed';
  return new SimsaError(code, { reason }, {}, { cause });
}

/** Checks what the caller gives against what the model reads. @throws SimsaError `graph.bad-input`. */
export function checkInputs(values: readonly OnnxValue[], given: Readonly<Record<string, TensorData>>): void {
  for (const { name, dtype, shape } of values) {
    const data = given[name];
    const expected = `${dtype}[${shape.join(', ')}]`;
    if (!data) throw new SimsaError('graph.bad-input', { name, expected, found: '-' });
    const fits =
      data.dtype === dtype &&
      data.shape.length === shape.length &&
      shape.every((dim, axis) => typeof dim === 'string' || dim === data.shape[axis]) &&
      data.data.length === sizeOf(data.shape);
    const found = `${data.dtype}[${data.shape.join(', ')}] (${data.data.length})`;
    if (!fits) throw new SimsaError('graph.bad-input', { name, expected, found });
  }
}

/** Data as a tensor of the runtime. */
export function toRuntime(runtime: Runtime, { dtype, shape, data }: TensorData): Onnxruntime.Tensor {
  if (dtype === 'int64') return new runtime.Tensor('int64', widened(data as Int32Array), shape);
  // One signature stands for all types: the package has an overload for each and none for a union.
  return new runtime.Tensor(dtype as 'float32', data as Float32Array, shape);
}

/** A tensor of the runtime as data of ours. */
export function fromRuntime(tensor: Onnxruntime.Tensor): TensorData {
  const { type, dims, data } = tensor;
  if (data instanceof BigInt64Array) {
    return { dtype: 'int64', shape: dims, data: Int32Array.from(data, Number) };
  }
  return { dtype: type as 'float32', shape: dims, data: data as Float32Array };
}

/** 64-bit numbers from 32-bit ones, half by half: many times quicker than through BigInt. */
function widened(values: Int32Array): BigInt64Array {
  const wide = new BigInt64Array(values.length);
  const halves = new Int32Array(wide.buffer);
  for (let i = 0; i < values.length; i++) {
    halves[2 * i] = values[i]!;
    halves[2 * i + 1] = values[i]! >> 31;
  }
  return wide;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
