import { SimsaError } from '../../core/index.js';
import type { TrainingState } from '../../graph/index.js';
import { lastCheckpointPath } from './checkpoint.js';

/** Faults after which the weights in memory are worth nothing, and those on disk everything. */
const SPOILING: readonly string[] = ['graph.not-finite', 'graph.out-of-memory'];

/** A fault that ended a run, with the place of the checkpoint that it can go on from. */
export function endedAt(thrown: unknown, folder: string): unknown {
  if (!(thrown instanceof SimsaError) || !SPOILING.includes(thrown.code)) return thrown;
  const file = lastCheckpointPath(folder) ?? folder;
  return new SimsaError(thrown.code, thrown.details, { ...thrown.where, file }, { cause: thrown });
}

/**
 * Lets no state to disk that nothing can go on from: an update can spoil weights although loss and norm of its step
 * were numbers.
 * @throws `graph.not-finite`
 */
export function checkFinite({ step, buffers }: TrainingState): void {
  for (const values of Object.values(buffers))
    for (const [name, { values: numbers }] of Object.entries(values)) {
      const bad = numbers.find((number) => !Number.isFinite(number));
      if (bad !== undefined) throw new SimsaError('graph.not-finite', { name, value: String(bad), step });
    }
}
