import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { fileSource, filesAt, memorySource } from './source.js';
import { zip } from './testing/zip.js';
import type { ByteSource } from './types.js';
import { UNPACK_LIMITS, type UnpackLimits, unpack } from './unpack.js';

/** Names with the text behind them, or the code of the reject. */
async function contents(source: ByteSource, limits?: UnpackLimits): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const part of unpack(source, limits)) {
    if (part.type === 'reject') {
      found.push([part.where.file ?? '', part.error.code]);
      continue;
    }
    const chunks: Uint8Array[] = [];
    try {
      for await (const chunk of part.stream) chunks.push(chunk);
      found.push([part.name, Buffer.concat(chunks).toString()]);
    } catch (thrown) {
      found.push([part.name, (thrown as { code: string }).code]);
    }
  }
  return found;
}

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
/** `zstd` of "hello zstd", one frame. */
const ZSTD = Buffer.from('28b52ffd045851000068656c6c6f207a737464cfdb609c', 'hex');

describe('layers are told from their bytes', () => {
  it('a plain file passes', async () => {
    expect(await contents(memorySource('a.zip', Buffer.from('<a/>')))).toEqual([['a.zip', '<a/>']]);
  });

  it('gzip, also of several members', async () => {
    const bytes = Buffer.concat([gzipSync('one '), gzipSync('two')]);
    expect(await contents(memorySource('a', bytes))).toEqual([['a', 'one two']]);
  });

  it('Zstandard', async () => {
    expect(await contents(memorySource('a', ZSTD))).toEqual([['a', 'hello zstd']]);
  });

  it('ZIP in ZIP in gzip, members in the order of the archive', async () => {
    const inner = zip([file('b.xml', '<b/>'), file('a.xml', '<a/>')]);
    const bytes = gzipSync(zip([file('z.txt', 'z'), { name: 'inner', bytes: inner }]));
    expect(await contents(memorySource('w', bytes))).toEqual([
      ['w!z.txt', 'z'],
      ['w!inner!b.xml', '<b/>'],
      ['w!inner!a.xml', '<a/>'],
    ]);
  });

  it('tells how far it is within an archive on disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simsa-unpack-'));
    try {
      const path = join(folder, 'w.zip');
      const random = (n: number) => ({ name: `${n}.bin`, bytes: randomBytes(300_000) });
      await writeFile(path, zip([random(1), random(2), random(3)]));
      const source = await fileSource(path);
      const told: number[] = [];
      await contents({ ...source, onRead: (bytes) => told.push(bytes) });
      expect(told.length).toBeGreaterThan(3);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.at(-1)).toBeGreaterThan((source.size ?? 0) * 0.99);
      expect(told.at(-1)).toBeLessThanOrEqual(source.size ?? 0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('names in CP949 and in UTF-8, neither flagged', async () => {
    const bytes = zip([{ name: iconv.encode('명세서.xml', 'cp949'), bytes: Buffer.from('1') }, file('도면.xml', '2')]);
    expect(await contents(memorySource('z', bytes))).toEqual([
      ['z!명세서.xml', '1'],
      ['z!도면.xml', '2'],
    ]);
  });

  it('an archive on disk is read in place', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simsa-test-'));
    const path = join(folder, 'a.bin');
    await writeFile(path, zip([file('a.xml', '<a/>')]));
    expect(await contents(await fileSource(path))).toEqual([[`${path}!a.xml`, '<a/>']]);
    await rm(folder, { recursive: true });
  });
});

describe('attacks are named and stop nothing else', () => {
  it.each(['../up.xml', 'a/../../up.xml', '/etc/passwd', 'C:\\x.xml', '..\\up.xml'])(
    'a member called %s',
    async (name) => {
      const bytes = zip([file(name, 'x'), file('good.xml', '<a/>')]);
      const found = await contents(memorySource('z', bytes));
      expect(found.map(([, text]) => text)).toEqual(['gazette.unsafe-path', '<a/>']);
    },
  );

  const small: UnpackLimits = { ...UNPACK_LIMITS, free: 1000, ratio: 20 };

  it('a bomb in gzip and in ZIP', async () => {
    const zeros = Buffer.alloc(1_000_000);
    expect(await contents(memorySource('g', gzipSync(zeros)), small)).toEqual([['g', 'gazette.archive-bomb']]);
    const bytes = zip([{ name: 'bomb', bytes: zeros }]);
    expect((await contents(memorySource('z', bytes), small)).map(([, text]) => text)).toEqual(['gazette.archive-bomb']);
  });

  it('a bomb nested so that no single layer looks like one', async () => {
    let bytes: Buffer = gzipSync(Buffer.alloc(200_000));
    for (let layer = 0; layer < 3; layer++)
      bytes = zip([
        { name: 'l', bytes },
        { name: 'l2', bytes },
      ]);
    const found = await contents(memorySource('n', bytes), small);
    expect(found.map(([, text]) => text)).toContain('gazette.archive-bomb');
  });

  it('archives in one another without end', async () => {
    let bytes: Buffer = Buffer.from('<a/>');
    for (let layer = 0; layer < 12; layer++) bytes = gzipSync(bytes);
    expect((await contents(memorySource('d', bytes))).map(([, text]) => text)).toEqual(['gazette.archive-bomb']);
  });

  it('more entries than allowed', async () => {
    const bytes = zip(Array.from({ length: 5 }, (_, n) => file(`${n}`, 'x')));
    const found = await contents(memorySource('e', bytes), { ...UNPACK_LIMITS, entries: 3 });
    expect(found.map(([, text]) => text)).toEqual(['x', 'x', 'x', 'gazette.archive-bomb']);
  });
});

describe('broken archives', () => {
  it.each([
    ['gzip cut short', gzipSync(Buffer.from('x'.repeat(1000))).subarray(0, 20)],
    ['ZIP without its directory', zip([file('a', 'text')]).subarray(0, 40)],
    ['ZIP that lies about a size', zip([{ ...file('a', 'text'), claimedSize: 2 }])],
    ['Zstandard cut short', ZSTD.subarray(0, 12)],
  ])('%s', async (_, bytes) => {
    const found = await contents(memorySource('b', bytes));
    expect(found.at(-1)![1]).toBe('gazette.broken-archive');
  });
});

it('leaves no temporary file behind', async () => {
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith('simsa-'));
  await contents(memorySource('g', gzipSync(zip([file('a.xml', '<a/>')]))));
  expect((await readdir(tmpdir())).filter((name) => name.startsWith('simsa-'))).toEqual(before);
});

it('walks folders in sorted order, hidden files left out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'simsa-test-'));
  for (const name of ['b.xml', 'a.xml', '.hidden']) await writeFile(join(folder, name), name);
  const names: string[] = [];
  for await (const source of filesAt(folder)) names.push(source.name);
  expect(names).toEqual([join(folder, 'a.xml'), join(folder, 'b.xml')]);
  await rm(folder, { recursive: true });
  await expect(filesAt(folder).next()).rejects.toThrow(expect.objectContaining({ code: 'input.not-found' }));
});
