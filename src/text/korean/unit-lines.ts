import { isUtf8 } from 'node:buffer';
import { decodeLines } from './decode-lines.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Lines as UTF-16 units, which go to another thread without a copy and are read without making a string. */
export interface UnitLines {
  readonly units: Uint16Array<ArrayBuffer>;
  /** Where each line begins and ends in `units`. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
}

export function unitLines(lines: readonly string[]): UnitLines {
  const starts = new Uint32Array(lines.length);
  const ends = new Uint32Array(lines.length);
  let size = 0;
  for (let line = 0; line < lines.length; line++) {
    starts[line] = size;
    size += lines[line]!.length;
    ends[line] = size;
  }
  const units = new Uint16Array(size);
  Buffer.from(units.buffer).write(lines.join(''), 'utf16le');
  return { units, starts, ends };
}

/** The lines of a text in bytes, as {@link decodeLines} reads them. */
export function decodedLines(bytes: Uint8Array): UnitLines {
  if (!isUtf8(bytes)) return unitLines(decodeLines(bytes));
  const units = new Uint16Array(bytes.length);
  const size = decodeUtf8(bytes, units);
  const ends: number[] = [];
  for (let at = 0; at < size; at++) if (units[at] === LINE_FEED) ends.push(at);
  if (size > 0 && units[size - 1] !== LINE_FEED) ends.push(size);
  const starts = Uint32Array.from(ends, (_, line) => (line === 0 ? 0 : ends[line - 1]! + 1));
  const trimmed = (end: number, line: number) =>
    end > starts[line]! && units[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  return { units, starts, ends: Uint32Array.from(ends, trimmed) };
}

/**
 * Decodes valid UTF-8.
 * @returns how many units there are
 */
function decodeUtf8(bytes: Uint8Array, units: Uint16Array): number {
  let size = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at++]!;
    if (lead < 0x80) units[size++] = lead;
    else if (lead < 0xe0) units[size++] = ((lead & 0x1f) << 6) | (bytes[at++]! & 0x3f);
    else if (lead < 0xf0) {
      units[size++] = ((lead & 0xf) << 12) | ((bytes[at]! & 0x3f) << 6) | (bytes[at + 1]! & 0x3f);
      at += 2;
    } else {
      const high = ((lead & 0x7) << 18) | ((bytes[at]! & 0x3f) << 12);
      const beyond = (high | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f)) - 0x10000;
      units[size++] = 0xd800 | (beyond >> 10);
      units[size++] = 0xdc00 | (beyond & 0x3ff);
      at += 3;
    }
  }
  return size;
}
