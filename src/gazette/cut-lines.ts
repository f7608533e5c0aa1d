import { BRS_BOUNDARY } from './brs-boundary.js';
import { ByteWindow } from './bytes.js';
import type { Piece } from './piece.js';

/** Records that are lines or begin at a line: JSON Lines, Green Book, BRS; a JSON file is one record. */
type LineContainer = 'json' | 'json-lines' | 'green-book' | 'brs';

/**
 * Where the next record begins in `view`, searching from `from`: its first byte, or -1. `gap` bytes at the end must
 * be searched again when more has come, because a border may be cut in two.
 */
interface Border {
  readonly find: (view: Buffer, from: number) => number;
  readonly gap: number;
  /** Whether bytes before the first border are a record too. */
  readonly keepsLead: boolean;
  /** Bytes of a border that belong to no record. */
  readonly drops: number;
}

const atLineStart =
  (mark: string): Border['find'] =>
  (view, from) => {
    for (let at = view.indexOf(mark, from, 'latin1'); at >= 0; at = view.indexOf(mark, at + 1, 'latin1')) {
      if (at === 0 || view[at - 1] === 10) return at;
    }
    return -1;
  };

const BORDERS: Readonly<Record<LineContainer, Border>> = {
  json: { find: () => -1, gap: 0, keepsLead: true, drops: 0 },
  'json-lines': {
    find: (view, from) => {
      const end = view.indexOf(10, Math.max(0, from - 1));
      return end < 0 ? -1 : end + 1;
    },
    gap: 0,
    keepsLead: true,
    drops: 0,
  },
  'green-book': { find: atLineStart('PATN'), gap: 8, keepsLead: false, drops: 0 },
  brs: { find: atLineStart(BRS_BOUNDARY), gap: 40, keepsLead: false, drops: 0 },
};

/** Cuts text at its borders. A record above the limit comes out without bytes, and the search goes on behind it. */
export async function* cutTextRecords(
  stream: AsyncIterable<Uint8Array>,
  container: LineContainer,
  limit: number,
): AsyncGenerator<Piece> {
  const cutter = new LineCutter(BORDERS[container], limit);
  for await (const chunk of stream) yield* cutter.push(chunk);
  yield* cutter.finish();
}

class LineCutter {
  private readonly window = new ByteWindow();
  /** Offset in the file of the window's first byte. */
  private base = 0;
  private searched = 1;
  private oversized: number | null = null;
  private started: boolean;

  constructor(
    private readonly border: Border,
    private readonly limit: number,
  ) {
    this.started = border.keepsLead;
  }

  *push(chunk: Uint8Array): Generator<Piece> {
    this.window.append(chunk);
    if (!this.started) this.skipLead();
    for (;;) {
      const next = this.started ? this.border.find(this.window.view(), this.searched) : -1;
      if (next < 0) break;
      yield* this.emit(next);
      this.searched = 1;
    }
    this.searched = Math.max(1, this.window.length - this.border.gap);
    if (this.window.length > this.limit) this.giveUp();
  }

  *finish(): Generator<Piece> {
    if (this.started) yield* this.emit(this.window.length);
  }

  private skipLead(): void {
    const first = this.border.find(this.window.view(), 0);
    if (first < 0) return;
    this.advance(first);
    this.started = true;
    this.searched = 1;
  }

  private *emit(end: number): Generator<Piece> {
    const offset = this.base;
    if (this.oversized !== null) {
      yield { offset: this.oversized, bytes: null };
      this.oversized = null;
    } else {
      const piece = trimmed(this.window.view().subarray(0, end));
      if (piece) yield { offset: offset + piece.start, bytes: Buffer.from(piece.bytes) };
    }
    this.advance(end);
  }

  private giveUp(): void {
    this.oversized ??= this.base;
    this.advance(this.window.length - this.border.gap);
    this.searched = 1;
  }

  private advance(count: number): void {
    this.window.drop(count);
    this.base += count;
  }
}

/** Without the blanks around it; null for a blank line. */
function trimmed(bytes: Buffer): { readonly start: number; readonly bytes: Buffer } | null {
  let start = 0;
  let end = bytes.length;
  while (start < end && isBlank(bytes[start]!)) start++;
  while (end > start && isBlank(bytes[end - 1]!)) end--;
  return start === end ? null : { start, bytes: bytes.subarray(start, end) };
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
