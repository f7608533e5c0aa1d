/**
 * Cuts a stream of markup into records by looking for borders in its bytes, without parsing it. All encodings of this
 * field but UTF-16 keep `<` and `>` for markup alone, so bytes are enough; a UTF-16 file stays one record.
 *
 * A record ends behind the end tag of its root. The next declaration or DOCTYPE at a line's start ends it too, so
 * that a truncated record does not take the ones behind it along.
 */
import { ByteWindow } from './bytes.js';
import { type RootTag, rootOf } from './detect.js';
import { declaredEncoding } from './encoding.js';
import type { Piece } from './piece.js';
import { declaredEntities } from './xml/doctype.js';

/** Roots that only hold records: each element inside is one. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'exchange-documents',
  'fulltext-documents',
  'patent-documents',
  'ep-patent-documents',
  'us-patent-grants',
  'us-patent-applications',
  'kr-patent-documents',
  'PATDOCS',
]);

/** Roots of documents that belong to the record before them. */
const CONTINUATIONS: ReadonlySet<string> = new Set([
  'sequence-cwu',
  'table-cwu',
  'megatable-cwu',
  'table-external-doc',
]);

/** A root's start tag, with its DOCTYPE and comments, is looked for this far; a DOCTYPE may name thousands of drawings. */
const HEAD_LIMIT = 4 * 1024 * 1024;

export async function* cutXml(stream: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Piece> {
  const cutter = new XmlCutter(limit);
  for await (const chunk of stream) yield* cutter.push(chunk);
  yield* cutter.finish();
}

/** A record that has begun: where it ends is looked for. */
interface Current {
  /** `</prefix:name`, or {@link NEVER}. */
  readonly endTag: string;
  /** Where the search goes on, from the window's first byte. */
  searched: number;
  /** Where a continuation of the record begins in the window, or null. */
  readonly joinedAt: number | null;
  /** Offset in the file of a record too large to keep, or null. */
  oversized: number | null;
}

/** For what has no root to end: bytes that cannot occur in text. */
const NEVER = '\0\0';

class XmlCutter {
  private readonly window = new ByteWindow();
  /** Offset in the file of the window's first byte. */
  private base = 0;
  private current: Current | null = null;
  /** Length of a whole record at the window's start, kept until it is known whether a continuation follows. */
  private complete: number | null = null;
  private inWrapper = false;
  /** What the wrapper said for all its records. */
  private fromFile: Inherited = {};
  private headTried = 0;

  constructor(private readonly limit: number) {}

  *push(chunk: Uint8Array): Generator<Piece> {
    const first = this.base === 0 && this.window.length === 0;
    this.window.append(chunk);
    if (first && isUtf16(chunk)) this.current = { endTag: NEVER, searched: 0, joinedAt: null, oversized: null };
    while (yield* this.step(false));
    if (this.window.length > this.limit) yield* this.giveUp();
  }

  *finish(): Generator<Piece> {
    while (yield* this.step(true));
    if (this.complete !== null) yield* this.emit(this.complete);
    yield* this.emit(this.window.length);
  }

  /** @returns false when it needs more bytes, or nothing is left to do */
  private step(last: boolean): Generator<Piece, boolean> {
    return this.current ? this.findEnd(this.current, last) : this.findStart(last);
  }

  private *findStart(last: boolean): Generator<Piece, boolean> {
    const view = this.window.view();
    const next = skipBlank(view, this.complete ?? 0);
    if (next >= view.length || (!last && view.length - next < 2 * this.headTried)) return false;
    if (view[next] === LESS_THAN && view[next + 1] === SLASH) return yield* this.leaveWrapper(next, last);
    const root = rootAt(view, next);
    if (root) {
      this.headTried = 0;
      return yield* this.begin(root, next);
    }
    this.headTried = view.length - next;
    if (this.headTried < HEAD_LIMIT) return false;
    if (this.complete !== null) yield* this.emit(next);
    this.current = { endTag: NEVER, searched: 1, joinedAt: null, oversized: null };
    return true;
  }

  private *leaveWrapper(next: number, last: boolean): Generator<Piece, boolean> {
    const end = this.window.view().indexOf('>', next);
    if (end < 0 && !last) return false;
    if (this.complete !== null) yield* this.emit(this.complete);
    else this.advance(end < 0 ? this.window.length : end + 1);
    this.inWrapper = false;
    return true;
  }

  private *begin(root: RootTag, next: number): Generator<Piece, boolean> {
    const joins = this.complete !== null && CONTINUATIONS.has(root.name);
    if (this.complete !== null && !joins) {
      yield* this.emit(next);
      return true;
    }
    if (!this.inWrapper && WRAPPERS.has(root.name) && !root.empty) {
      this.fromFile = inheritedFrom(this.window.view(), next, root);
      this.inWrapper = true;
      this.advance(next + root.end);
      return true;
    }
    const joinedAt = joins ? this.complete : null;
    const name = root.prefix ? `${root.prefix}:${root.name}` : root.name;
    this.complete = root.empty ? next + root.end : null;
    if (!root.empty) this.current = { endTag: `</${name}`, searched: next + root.end, joinedAt, oversized: null };
    return true;
  }

  private *findEnd(current: Current, last: boolean): Generator<Piece, boolean> {
    const view = this.window.view();
    const end = endOfElement(view, current.endTag, current.searched);
    const border = borderIn(view, current.searched, end < 0 ? view.length : end);
    if (border < 0 && end < 0 && !last) {
      // Far enough back for a border that a chunk has cut in two.
      current.searched = Math.max(current.searched, view.length - current.endTag.length - 256);
      return false;
    }
    this.current = null;
    if (border < 0 && end >= 0 && current.oversized === null) this.complete = end;
    else yield* this.emit(border >= 0 ? border : end >= 0 ? end : view.length, current.oversized);
    return border >= 0 || end >= 0;
  }

  /** Gives out the bytes before `end` as a record, without the blanks around it. */
  private *emit(end: number, oversized: number | null = null): Generator<Piece> {
    const view = this.window.view();
    const start = skipBlank(view, 0);
    const stop = backOverBlank(view, Math.min(end, this.complete ?? end));
    if (oversized !== null) yield { offset: oversized, bytes: null };
    else if (stop > start) {
      yield { ...this.fromFile, offset: this.base + start, bytes: Buffer.from(view.subarray(start, stop)) };
    }
    this.complete = null;
    this.advance(end);
  }

  /** Too much to hold: the bytes of the record go, its end is still looked for. A record before it is kept. */
  private *giveUp(): Generator<Piece> {
    const before = this.complete ?? this.current?.joinedAt ?? null;
    if (before !== null) yield* this.emit(before);
    const { current } = this;
    if (!current) return;
    const { endTag, oversized } = current;
    const kept = Math.min(this.window.length, endTag.length + 256);
    this.current = { endTag, searched: 0, joinedAt: null, oversized: oversized ?? this.base };
    this.advance(this.window.length - kept);
  }

  private advance(count: number): void {
    this.window.drop(count);
    this.base += count;
  }
}

const LESS_THAN = 60;
const GREATER_THAN = 62;
const SLASH = 47;

type Inherited = Pick<Piece, 'encoding' | 'declares'>;

function inheritedFrom(view: Buffer, next: number, root: RootTag): Inherited {
  const encoding = declaredEncoding(view.subarray(next));
  const declares = [...declaredEntities(view.toString('latin1', next, next + root.start))];
  return { ...(encoding ? { encoding } : {}), ...(declares.length > 0 ? { declares } : {}) };
}

/** The root's start tag, looked for in growing pieces, because few records need more than the first. */
function rootAt(view: Buffer, from: number): RootTag | null {
  for (let length = 4096; ; length *= 8) {
    const root = rootOf(view.toString('latin1', from, Math.min(view.length, from + length)));
    if (root || from + length >= view.length || length >= HEAD_LIMIT) return root;
  }
}

/** Offset behind the element's end tag, or -1. */
function endOfElement(view: Buffer, endTag: string, from: number): number {
  for (let at = view.indexOf(endTag, from, 'latin1'); at >= 0; at = view.indexOf(endTag, at + 1, 'latin1')) {
    const end = skipBlank(view, at + endTag.length);
    if (view[end] === GREATER_THAN) return end + 1;
  }
  return -1;
}

/** Offset of a declaration or DOCTYPE that begins another record between two offsets, or -1. */
function borderIn(view: Buffer, from: number, to: number): number {
  const part = view.subarray(from, to);
  const declaration = borderMark(part, '<?xml ');
  const doctype = borderMark(part, '<!DOCTYPE');
  const first = declaration < 0 ? doctype : doctype < 0 ? declaration : Math.min(declaration, doctype);
  return first < 0 ? -1 : from + first;
}

function borderMark(part: Buffer, mark: string): number {
  for (let at = part.indexOf(mark, 0, 'latin1'); at >= 0; at = part.indexOf(mark, at + 1, 'latin1')) {
    if (at > 0 && (part[at - 1] === 10 || part[at - 1] === 13)) return at;
  }
  return -1;
}

function isUtf16(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0x3c && b === 0) || (a === 0 && b === 0x3c);
}

function skipBlank(view: Buffer, from: number): number {
  let position = from;
  while (position < view.length && isBlank(view[position]!)) position++;
  return position;
}

function backOverBlank(view: Buffer, end: number): number {
  let position = end;
  while (position > 0 && isBlank(view[position - 1]!)) position--;
  return position;
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
