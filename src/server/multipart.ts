import { SimsaError } from '../core/index.js';

/** One part of a multipart body. `bytes` must be read to its end before the next part is asked for. */
export interface FormPart {
  readonly name: string;
  /** File name as the browser sent it, null for plain fields. */
  readonly fileName: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const CRLF2 = Buffer.from('\r\n\r\n');
const LONGEST_HEADER = 16 * 1024;

/** The boundary of a `multipart/form-data` content type, or null for any other type. */
export function boundaryOf(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Reads a multipart/form-data body (RFC 7578) part by part without holding a part in memory, so that
 * a bulk file of gigabytes goes straight to disk.
 * @throws SimsaError `server.bad-request` when the body breaks off or is no multipart.
 */
export async function* formParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  // A body begins with its boundary without the line break that every later one has.
  const window = new Window(body, Buffer.from('\r\n'));
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  for await (const _preamble of window.until(delimiter));
  while (!(await window.isNext('--'))) {
    const header = (await window.take(CRLF2, LONGEST_HEADER)).toString('utf8');
    const bytes = window.until(delimiter);
    yield { ...disposition(header), bytes };
    for await (const _rest of bytes);
  }
}

function disposition(header: string): { name: string; fileName: string | null } {
  const line = /^content-disposition:(.*)$/im.exec(header)?.[1] ?? '';
  const name = /;\s*name="([^"]*)"/i.exec(line)?.[1] ?? '';
  const fileName = /;\s*filename="([^"]*)"/i.exec(line)?.[1];
  return { name, fileName: fileName === undefined ? null : unescapeName(fileName) };
}

/** Browsers escape only quotes and line breaks in names (WHATWG HTML, multipart/form-data encoding). */
function unescapeName(name: string): string {
  return name.replace(/%22/g, '"').replace(/%0D/gi, '').replace(/%0A/gi, ' ');
}

/** The part of a stream that is still to be read. */
class Window {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer;

  constructor(body: AsyncIterable<Uint8Array>, start: Buffer) {
    this.#chunks = body[Symbol.asyncIterator]();
    this.#held = start;
  }

  /** Yields bytes up to a delimiter and steps over it. */
  async *until(delimiter: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      if (at >= 0) {
        const before = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + delimiter.length);
        if (before.length > 0) yield before;
        return;
      }
      // The end of what is held may be the beginning of the delimiter.
      const safe = Math.max(0, this.#held.length - delimiter.length + 1);
      const bytes = this.#held.subarray(0, safe);
      this.#held = this.#held.subarray(safe);
      if (bytes.length > 0) yield bytes;
      await this.#more();
    }
  }

  /** Takes everything up to a delimiter, at most `limit` bytes. */
  async take(delimiter: Buffer, limit: number): Promise<Buffer> {
    const taken: Uint8Array[] = [];
    let length = 0;
    for await (const bytes of this.until(delimiter)) {
      length += bytes.length;
      if (length > limit) throw broken('a header is too long');
      taken.push(bytes);
    }
    return Buffer.concat(taken);
  }

  /** Whether these characters come next; they are stepped over when they do. */
  async isNext(text: string): Promise<boolean> {
    while (this.#held.length < text.length) await this.#more();
    if (this.#held.toString('latin1', 0, text.length) !== text) return false;
    this.#held = this.#held.subarray(text.length);
    return true;
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done) throw broken('the body ends before its last boundary');
    this.#held = this.#held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
  }
}

function broken(reason: string): SimsaError {
  return new SimsaError('server.bad-request', { reason });
}
