/** What kind of bytes these are, from the bytes alone: names and extensions of deliveries are often wrong. */
import { BRS_BOUNDARY } from './brs-boundary.js';
import { declaredEncoding } from './encoding.js';
import { READERS } from './readers.js';
import type { Reader, RecordHead } from './types.js';
import { endOfDoctype } from './xml/doctype.js';

/** How a stream is cut into records, or why it is not. */
export type Container =
  | { readonly type: 'xml' | 'json' | 'json-lines' | 'green-book' | 'brs' }
  /** Something that comes beside gazettes: drawings, lists, schemas. */
  | { readonly type: 'other'; readonly kind: string };

const MAGIC: readonly (readonly [string, string])[] = [
  ['II*\0', 'TIFF image'],
  ['MM\0*', 'TIFF image'],
  ['\x89PNG', 'PNG image'],
  ['\xff\xd8\xff', 'JPEG image'],
  ['GIF8', 'GIF image'],
  ['BM', 'bitmap image'],
  ['%PDF', 'PDF'],
  ['VjCD', 'ChemDraw file'],
  ['\xd0\xcf\x11\xe0', 'office document'],
  ['7z\xbc\xaf', '7z archive'],
  ['Rar!', 'RAR archive'],
  ['SQLite format 3', 'database'],
  ['PAR1', 'Parquet table'],
];

/** Bytes of a file that are enough to tell its container. */
export const SNIFF_LENGTH = 64 * 1024;

/** The container of a stream that begins with `head`; `head` is the whole stream when shorter than {@link SNIFF_LENGTH}. */
export function containerOf(head: Buffer): Container {
  const start = head.toString('latin1', 0, 16);
  for (const [magic, kind] of MAGIC) {
    if (start.startsWith(magic) && (magic !== 'BM' || head.includes(0))) return { type: 'other', kind };
  }
  if (head.length > 262 && head.toString('latin1', 257, 262) === 'ustar') return { type: 'other', kind: 'tar archive' };
  const text = looseText(head, head.length).replace(/^(?:\ufeff|\xef\xbb\xbf)?\s*/, '');
  if (text === '') return { type: 'other', kind: 'empty file' };
  if (text.startsWith('<')) return markupContainer(text);
  if (text.startsWith('{') || text.startsWith('[')) return { type: isLines(text) ? 'json-lines' : 'json' };
  if (/^PATN\s*?\r?\nWKU /m.test(text)) return { type: 'green-book' };
  if (text.slice(0, 4096).includes(BRS_BOUNDARY)) return { type: 'brs' };
  return { type: 'other', kind: head.includes(0) ? 'binary file' : 'plain text' };
}

/** Text as far as marks and ASCII go: UTF-16 by its mark or the zero beside its first `<`, every other encoding byte by byte. */
function looseText(bytes: Buffer, length: number): string {
  const [a, b] = bytes;
  const part = bytes.subarray(0, length - (length % 2));
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return part.toString('utf16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return Buffer.from(part).swap16().toString('utf16le');
  return bytes.toString('latin1', 0, length);
}

/** Roots of what comes beside records in deliveries. */
const OTHER_ROOTS: ReadonlyMap<string, string> = new Map([
  ['html', 'HTML page'],
  ['schema', 'XML schema or stylesheet'],
  ['stylesheet', 'XML schema or stylesheet'],
  ['ftm-package-index', 'list of files'],
]);

function markupContainer(text: string): Container {
  const start = text.slice(0, 2000);
  if (/<!doctype\s+html/i.test(start)) return { type: 'other', kind: 'HTML page' };
  const root = rootOf(text);
  const kind = OTHER_ROOTS.get(root?.name.toLowerCase() ?? '');
  if (kind) return { type: 'other', kind };
  if (root?.name === 'content' && text.includes('<file>')) return { type: 'other', kind: 'list of files' };
  if (root === null && /<!(?:ELEMENT|ATTLIST|ENTITY)\s/.test(text) && !/<!DOCTYPE/i.test(start)) {
    return { type: 'other', kind: 'DTD' };
  }
  return { type: 'xml' };
}

/** JSON Lines: the first line is a whole object, be it a damaged one, or the second begins one of its own. */
function isLines(text: string): boolean {
  if (!text.startsWith('{')) return false;
  const end = text.indexOf('\n');
  // One value on one line, however long, is a file of one line.
  if (end < 0) return true;
  if (/^\s*\{/.test(text.slice(end + 1))) return !/^\{\s*$/.test(text.slice(0, end));
  return /\}\s*$/.test(text.slice(0, end)) && !/^\s*[,}\]]/.test(text.slice(end + 1));
}

export interface RootTag {
  readonly name: string;
  readonly prefix: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Offset of its `<` and the offset behind its `>`. */
  readonly start: number;
  readonly end: number;
  readonly empty: boolean;
}

const START_TAG = /<([^\s<>/="'!?][^\s<>/="']*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The root element's start tag in a text that begins with a record, or null when it is not (wholly) there. */
export function rootOf(text: string): RootTag | null {
  START_TAG.lastIndex = endOfProlog(text);
  const match = START_TAG.lastIndex < 0 ? null : START_TAG.exec(text);
  if (!match) return null;
  const [whole, qualified = '', rest = ''] = match;
  const colon = qualified.indexOf(':');
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of rest.matchAll(ATTRIBUTE)) attributes[name!] = double ?? single ?? '';
  return {
    name: qualified.slice(colon + 1),
    prefix: colon < 0 ? '' : qualified.slice(0, colon),
    attributes,
    start: match.index,
    end: match.index + whole.length,
    empty: rest.endsWith('/'),
  };
}

/** Offset behind white space, instructions, comments and a DOCTYPE, each of which may hold `<` and `>`; -1 inside one. */
function endOfProlog(text: string): number {
  let position = 0;
  for (;;) {
    position = skipBlank(text, position);
    let end: number;
    if (text.startsWith('<?', position)) end = endBehind(text, '?>', position);
    else if (text.startsWith('<!--', position)) end = endBehind(text, '-->', position + 4);
    else if (/^<!doctype/i.test(text.slice(position, position + 9))) end = endOfDoctype(text, position + 9) + 1;
    else return position;
    if (end <= 0) return -1;
    position = end;
  }
}

function endBehind(text: string, terminator: string, from: number): number {
  const end = text.indexOf(terminator, from);
  return end < 0 ? -1 : end + terminator.length;
}

/** A byte order mark is blank too, also where UTF-8 was read as Latin-1. */
function skipBlank(text: string, from: number): number {
  let position = from;
  while (/[\s\ufeff\u00ef\u00bb\u00bf]/.test(text.charAt(position))) position++;
  return position;
}

const MENTIONS = 16 * 1024;

/** The head of one record, as readers look at it. Null for markup without a root. */
export function headOf(bytes: Uint8Array, container: Container['type']): RecordHead | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (container === 'json' || container === 'json-lines') {
    let keys: ReadonlySet<string> | null = null;
    return {
      kind: 'json',
      has: (key) => {
        keys ??= keysIn(buffer);
        return keys.has(key);
      },
    };
  }
  const utf8 = declaredEncoding(bytes)?.startsWith('utf-8') ?? false;
  const start = (length: number) =>
    utf8 ? buffer.toString('utf8', 0, length) : looseText(buffer, Math.min(length, buffer.length));
  if (container !== 'xml') return { kind: 'text', text: start(4096) };
  for (let length = MENTIONS; ; length *= 16) {
    const text = start(length);
    const root = rootOf(text);
    if (root) {
      const { name, attributes } = root;
      return { kind: 'xml', root: name, attributes, mentions: (wanted) => text.slice(0, MENTIONS).includes(wanted) };
    }
    if (length >= buffer.length) return null;
  }
}

const COLON = 0x3a;
const QUOTE = 0x22;
const LONGEST_KEY = 80;

/**
 * Names of fields anywhere in a JSON text, found by their colons: one pass over the bytes, however many names the
 * readers then ask for. A quoted word before a colon inside a text counts too, which does no harm here.
 */
function keysIn(json: Buffer): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let at = json.indexOf(COLON); at >= 0; at = json.indexOf(COLON, at + 1)) {
    let end = at - 1;
    while (end > 0 && isJsonSpace(json[end]!)) end--;
    if (json[end] !== QUOTE) continue;
    const start = json.lastIndexOf(QUOTE, end - 1);
    if (start >= 0 && end - start <= LONGEST_KEY) keys.add(json.toString('latin1', start + 1, end));
  }
  return keys;
}

function isJsonSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The reader of a record, or null when none knows it. */
export function readerFor(head: RecordHead): Reader | null {
  return READERS.find((reader) => reader.recognises(head)) ?? null;
}
