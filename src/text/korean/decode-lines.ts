import { createRequire } from 'node:module';
import type iconv from 'iconv-lite';

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });
const LINE_FEED = 0x0a;
const HANGUL = /[가-힣]/;

/**
 * The lines of a text in UTF-8. A line that is none is read as CP949 if it is whole in that, as older Korean files
 * are; of what is left, bytes that are no UTF-8 become U+FFFD.
 *
 * Only a line feed ends a line, with a carriage return before it: U+2028 and its like stand within texts of gazettes.
 */
export function decodeLines(bytes: Uint8Array): string[] {
  const lines = strictly(bytes)?.split('\n') ?? Array.from(cutLines(bytes), decodeLine);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function strictly(bytes: Uint8Array): string | null {
  try {
    return STRICT.decode(bytes);
  } catch {
    return null;
  }
}

function* cutLines(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  yield bytes.subarray(start);
}

function decodeLine(bytes: Uint8Array): string {
  const strict = strictly(bytes);
  if (strict !== null) return strict;
  const damaged = LENIENT.decode(bytes);
  // CP949 makes no Hangul as UTF-8: with Hangul this is UTF-8 with some bytes lost, though it might pass for CP949.
  if (HANGUL.test(damaged)) return damaged;
  const korean = legacyEncodings().decode(Buffer.from(bytes), 'cp949');
  return korean.includes('\ufffd') ? damaged : korean;
}

/** Loaded at the first line that needs it: nearly no text does, and each thread would load it anew. */
const legacyEncodings = (): typeof iconv => createRequire(import.meta.url)('iconv-lite');
