/** A buffer that grows at its end and is consumed from its front, so that a long file passes through little memory. */
export class ByteWindow {
  private buffer = Buffer.allocUnsafe(1 << 20);
  private start = 0;
  private end = 0;

  /** Bytes held. The view is valid until the next call of `append` or `drop`. */
  view(): Buffer {
    return this.buffer.subarray(this.start, this.end);
  }

  get length(): number {
    return this.end - this.start;
  }

  append(chunk: Uint8Array): void {
    if (this.end + chunk.length > this.buffer.length) this.makeRoom(chunk.length);
    this.buffer.set(chunk, this.end);
    this.end += chunk.length;
  }

  drop(count: number): void {
    this.start += count;
    if (this.start >= this.end) {
      this.start = 0;
      this.end = 0;
    }
  }

  /** Doubling keeps the copying linear in the bytes that pass through. */
  private makeRoom(needed: number): void {
    const held = this.length;
    const capacity = held + needed > this.buffer.length / 2 ? (held + needed) * 2 : this.buffer.length;
    const target = capacity === this.buffer.length ? this.buffer : Buffer.allocUnsafe(capacity);
    this.buffer.copy(target, 0, this.start, this.end);
    this.buffer = target;
    this.start = 0;
    this.end = held;
  }
}

/** The first bytes of a stream, and the stream with them still in it. */
export async function peek(
  stream: AsyncIterable<Uint8Array>,
  wanted: number,
): Promise<{ readonly head: Buffer; readonly whole: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < wanted) {
    const { value, done } = await iterator.next();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  return { head: Buffer.concat(chunks).subarray(0, wanted), whole: resume(chunks, iterator) };
}

async function* resume(chunks: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (;;) {
      const { value, done } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

/** Gives a stream up unread, so that what feeds it is closed: a generator that never ran would not be. */
export async function leave(stream: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of stream) break;
}
