import type { Tensor } from 'onnxruntime-node';
import { SimsaError } from '../../core/index.js';
import type { TensorData } from '../types.js';
import type { Outputs } from './engine.js';
import { fromRuntime, loadRuntime, openSession, type RuntimeOptions, runFault, toRuntime } from './runtime.js';

/** A model that is only run. */
export interface Inference {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly provider: 'cpu' | 'webgpu';
  /**
   * @param into memory that outputs are written to, where it is given. It may be an input's too, for operators that
   * work in place.
   * @throws SimsaError `graph.bad-input`, `graph.out-of-memory`, `graph.run-failed`.
   */
  run(inputs: Readonly<Record<string, TensorData>>, into?: Readonly<Record<string, TensorData>>): Promise<Outputs>;
  close(): Promise<void>;
}

/**
 * Opens a model from the bytes or the path of an `.onnx` file. It computes in the thread that calls it: a server
 * opens it in a thread of its pool. @throws SimsaError `graph.no-runtime`, `graph.bad-model`.
 */
export async function openInference(model: Uint8Array | string, options: RuntimeOptions = {}): Promise<Inference> {
  const runtime = await loadRuntime();
  const { session, provider } = await openSession(model, options, { graphOptimizationLevel: 'all' });
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    provider,
    async run(inputs, into = {}) {
      const feeds = Object.fromEntries(
        session.inputNames.map((name) => {
          const data = inputs[name];
          if (!data) throw new SimsaError('graph.bad-input', { name, expected: name, found: '-' });
          return [name, toRuntime(runtime, data)];
        }),
      );
      const fetches = Object.fromEntries(
        session.outputNames.map((name) => [name, into[name] ? toRuntime(runtime, into[name]) : null]),
      );
      const results = await session.run(feeds, fetches).catch((cause: unknown) => {
        throw runFault(cause);
      });
      return Object.fromEntries(session.outputNames.map((name) => [name, fromRuntime(results[name] as Tensor)]));
    },
    close: () => session.release(),
  };
}
