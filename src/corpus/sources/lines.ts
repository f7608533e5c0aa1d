/** A line, or lines of one group that follow each other. */
export interface LineGroup {
  readonly bytes: Uint8Array;
  /** Line of the file at which it begins, from 1. */
  readonly line: number;
}

/** Longest line that is held; a longer one is cut, and read as the broken record it then is. */
const LONGEST_LINE = 64 << 20;

/** Cuts a stream at its line feeds. Lines of blanks are passed over but counted. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<LineGroup> {
  let rest: Uint8Array[] = [];
  let held = 0;
  let line = 1;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const bytes = joined(rest, chunk.subarray(start, end));
      rest = [];
      held = 0;
      start = end + 1;
      if (!isBlank(bytes)) yield { bytes, line };
      line++;
    }
    if (held > LONGEST_LINE) continue;
    // The chunk's buffer may be used again by the stream once more is asked of it.
    if (start < chunk.length) rest.push(chunk.slice(start));
    held += chunk.length - start;
  }
  const last = joined(rest, new Uint8Array());
  if (!isBlank(last)) yield { bytes: last, line };
}

/** Joins lines for which `groupOf` says the same, as long as they follow each other. */
export async function* grouped(
  lines: AsyncIterable<LineGroup>,
  groupOf: (line: string) => string,
): AsyncGenerator<LineGroup> {
  let group = '';
  let parts: Uint8Array[] = [];
  let first = 1;
  for await (const { bytes, line } of lines) {
    const own = groupOf(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('utf8'));
    if (parts.length > 0 && own === group) {
      parts.push(NEWLINE, bytes);
      continue;
    }
    if (parts.length > 0) yield { bytes: Buffer.concat(parts), line: first };
    group = own;
    parts = [bytes];
    first = line;
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), line: first };
}

const NEWLINE = Uint8Array.of(10);

function joined(rest: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  return rest.length === 0 ? last : Buffer.concat([...rest, last]);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || byte === 13 || byte === 9);
}
