import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { recordOf } from './errors.js';

const HEARTBEAT_MS = 15_000;

/** Whether the client wants one JSON answer instead of a stream of events. */
export function wantsJson(c: Context): boolean {
  const accept = c.req.header('accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/event-stream');
}

/**
 * Streams events as server-sent events named by their `type`. The generator is stopped when the client
 * leaves; a comment now and then keeps proxies from cutting a quiet stream; an error is the last event.
 */
export function eventStream<E extends { readonly type: string }>(
  c: Context,
  start: (signal: AbortSignal) => AsyncIterable<E>,
): Response {
  return streamSSE(c, async (stream) => {
    const controller = new AbortController();
    stream.onAbort(() => controller.abort());
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const event of start(controller.signal)) {
        if (controller.signal.aborted) break;
        await stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
      }
    } catch (thrown) {
      if (!controller.signal.aborted) {
        await stream.writeSSE({ event: 'error', data: JSON.stringify(recordOf(c, thrown)) });
      }
    } finally {
      clearInterval(heartbeat);
    }
  });
}

/** Runs events to their end and gives the last one of a type. */
export async function lastEvent<E extends { readonly type: string }, T extends E['type']>(
  events: AsyncIterable<E>,
  type: T,
): Promise<Extract<E, { type: T }>> {
  let last: Extract<E, { type: T }> | undefined;
  for await (const event of events) if (event.type === type) last = event as Extract<E, { type: T }>;
  if (!last) throw new Error(`the stream ended without ${type}`);
  return last;
}
