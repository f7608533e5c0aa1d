/**
 * The lines of a stream of UTF-8. Only a line feed ends a line (with a carriage return before it): U+2028 and its
 * like stand within texts of gazettes and must not make two lines of one.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of bytes) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    const last = lines.pop()!;
    for (const line of lines) {
      yield withoutReturn(parts.length === 0 ? line : parts.join('') + line);
      parts = [];
    }
    if (last !== '') parts.push(last);
  }
  const rest = parts.join('') + decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);
