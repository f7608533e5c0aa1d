import { threadId } from 'node:worker_threads';
import { moved } from '../pool.js';

/** Stands for real work in the test of the pool: reverses bytes, or fails when told to. */
export default function reverse(task: { bytes: Uint8Array; fail?: boolean }): object {
  if (task.fail) throw new Error('failed as asked');
  const reversed = task.bytes.slice().reverse();
  return moved({ reversed, thread: threadId }, [reversed.buffer]);
}
