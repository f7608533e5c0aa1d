import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from './event-stream.js';

function bodyOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

describe('a stream of events', () => {
  it('gives every event, however its bytes are cut, and passes over comments', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 50 }), async (values, size) => {
        const text = values.map((value) => `: still here\n\nevent: e\ndata: ${JSON.stringify(value)}\n\n`).join('');
        const seen: unknown[] = [];
        for await (const { event, data } of readEvents(bodyOf(new TextEncoder().encode(text), size))) {
          expect(event).toBe('e');
          seen.push(JSON.parse(data));
        }
        expect(seen).toEqual(JSON.parse(JSON.stringify(values)));
      }),
      { numRuns: 50 },
    );
  });

  it('joins data of several lines', async () => {
    const bytes = new TextEncoder().encode('data: a\ndata:  b\n\n');
    for await (const { event, data } of readEvents(bodyOf(bytes, 3))) {
      expect([event, data]).toEqual(['message', 'a\n b']);
    }
  });
});
