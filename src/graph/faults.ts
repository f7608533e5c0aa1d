import { fileURLToPath } from 'node:url';
import { SimsaError } from '../core/index.js';
import { showShape } from './dims.js';
import type { TensorType } from './types.js';

const ROOM = fileURLToPath(new URL('.', import.meta.url));

/**
 * An operation was given tensors that do not fit: names the operation, what it was given, and the line that
 * called it, which is the first frame outside this room.
 */
export function shapeFault(op: string, given: readonly (TensorType | null | undefined)[], reason: string): SimsaError {
  const shown = given.map((tensor) => (tensor ? `${tensor.dtype}${showShape(tensor.shape)}` : 'none')).join(', ');
  return new SimsaError('graph.shape', { op, given: shown, reason }, callerOf(new Error().stack ?? ''));
}

/** File and line of the first frame of a stack that lies outside this room (its tests count as outside). */
export function callerOf(stack: string): { file?: string; line?: number } {
  for (const frame of stack.split('\n').slice(1)) {
    const place = /(?:\(|at |file:\/\/)(\/?[^():]*(?:[A-Za-z]:)?[^():]+):(\d+):\d+\)?$/.exec(
      frame.replace('file://', ''),
    );
    if (!place) continue;
    const [, path, line] = place;
    const file = path!.replace(/^async /, '');
    if (file.startsWith('node:') || (file.startsWith(ROOM) && !file.includes('.test.'))) continue;
    return { file, line: Number(line) };
  }
  return {};
}
