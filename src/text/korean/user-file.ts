import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import iconv from 'iconv-lite';
import { SimsaError } from '../../core/index.js';
import type { KoreanDictionary } from './dictionary.js';
import { shared } from './shared-memory.js';
import { stringTable, tableSize } from './string-table.js';
import { classRows, readUserDictionary, type UserDictionary, userClasses } from './user-dictionary.js';
import type { UserReject } from './user-lines.js';

const MAGIC = 'simsa-user-dic 1\n';
const CHUNK = 1 << 20;

interface Header {
  readonly size: number;
  readonly nodes: number;
  readonly classes: readonly string[];
  readonly tails: number;
  readonly tailBytes: number;
  /** Of the system dictionary whose ids the classes use. */
  readonly leftSize: number;
  readonly rightSize: number;
}

/**
 * Opens a user dictionary: the form that {@link writeUserDictionary} makes, or MeCab's CSV in UTF-8 or CP949.
 * @param onReject told of each line of CSV that is left out; without it such a line is thrown
 * @throws `input.not-found`, `text.bad-user-dictionary`, `text.bad-dictionary`
 */
export function openUserDictionary(
  path: string,
  system: KoreanDictionary,
  onReject?: (reject: UserReject) => void,
): UserDictionary {
  const file = openFile(path);
  try {
    const head = readChunk(file, MAGIC.length);
    if (head.toString('latin1') === MAGIC) return readBinary(file, path, system);
    return readUserDictionary(csvLines(file, head), system, onReject);
  } finally {
    closeSync(file);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new SimsaError('input.not-found', { path });
    throw new SimsaError('input.unreadable', { path, reason: String(cause) }, {}, { cause });
  }
}

/** Lines of a file a chunk at a time; CP949 if the first chunk is no UTF-8. */
function* csvLines(file: number, head: Buffer): Generator<string> {
  let chunk: Buffer = Buffer.concat([head, readChunk(file, CHUNK)]);
  const decoder = isUtf8(chunk) ? iconv.getDecoder('utf8') : iconv.getDecoder('cp949');
  let rest = '';
  for (; chunk.length > 0; chunk = readChunk(file, CHUNK)) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest + (decoder.end() ?? '');
}

function isUtf8(chunk: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function readChunk(file: number, size: number): Buffer {
  const chunk = Buffer.alloc(size);
  return chunk.subarray(0, readSync(file, chunk));
}

/** Writes the form that opens in a fraction of a second; the file appears when it is whole. */
export function writeUserDictionary(user: UserDictionary, system: KoreanDictionary, path: string): void {
  const header: Header = {
    size: user.size,
    nodes: user.trie.label.length,
    classes: classRows(user.classes),
    tails: tableSize(user.tails),
    tailBytes: user.tails.bytes.length - 1,
    leftSize: system.matrix.leftSize,
    rightSize: system.matrix.rightSize,
  };
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const { child, label } = user.trie;
  const unfinished = `${path}.unfinished`;
  const file = openSync(unfinished, 'w');
  try {
    for (const bytes of [Buffer.from(MAGIC, 'latin1'), length, json]) writeAll(file, bytes);
    for (const array of [child, label, user.entry, user.tailNodes, user.tails.bytes.subarray(0, header.tailBytes)])
      writeAll(file, bytesOf(array));
  } catch (thrown) {
    closeSync(file);
    rmSync(unfinished, { force: true });
    throw thrown;
  }
  closeSync(file);
  renameSync(unfinished, path);
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function bytesOf(array: Uint8Array | Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function readBinary(file: number, path: string, system: KoreanDictionary): UserDictionary {
  const bad = (reason: string) => new SimsaError('text.bad-dictionary', { path, reason });
  const fill = <T extends Uint8Array | Uint16Array | Uint32Array>(array: T): T => {
    const bytes = bytesOf(array);
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, null);
      if (read === 0) throw bad('it is not whole');
      at += read;
    }
    return array;
  };
  const json = Buffer.alloc(Buffer.from(fill(new Uint8Array(4))).readUInt32LE(0));
  const header = JSON.parse(fill(json).toString('utf8')) as Header;
  if (header.leftSize !== system.matrix.leftSize || header.rightSize !== system.matrix.rightSize)
    throw bad('it was made for another system dictionary');
  const child = fill(shared.uint32(header.nodes + 1));
  const label = fill(shared.uint16(header.nodes));
  return {
    size: header.size,
    trie: { child, label },
    entry: fill(shared.uint16(header.nodes)),
    classes: userClasses(header.classes),
    tailNodes: fill(shared.uint32(header.tails)),
    tails: stringTable(fill(Buffer.alloc(header.tailBytes)), header.tails),
  };
}
