import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { beforeEach, expect, test } from 'vitest';
import { documentOf } from '../testing/document.js';
import { encodeDocument, encodeLines, openShardWriter, readManifest, type ShardSettings } from './index.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'simsa-shards-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const encoded = (i: number) =>
  encodeDocument(
    documentOf(
      [{ name: 'title', paragraphs: [`장치 ${i}`] }, { paragraphs: ['첫 문장이다. 둘째 문장이다.', '다른 단락이다.'] }],
      {
        id: `KR${i}`,
      },
    ),
    'train',
  );

/** About ten documents a shard. */
const SETTINGS: ShardSettings = { formats: ['jsonl', 'bert', 'parquet'], shardBytes: 4000, settings: { seed: 1 } };

async function write(into: string, count: number, settings = SETTINGS) {
  const writer = await openShardWriter(into, settings);
  for (let i = writer.resumed.documents; i < count; i++) await writer.add(encoded(i));
  return writer.finish();
}

/** Every file of a folder with its bytes. */
function contents(of: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(of)
      .sort()
      .map((name) => [name, readFileSync(path.join(of, name), 'base64')]),
  );
}

test('every document lies in the shards once and in order, in every format', async () => {
  const manifest = await write(folder, 25);
  expect(manifest).toMatchObject({ complete: true, documents: 25 });
  expect(manifest.shards.length).toBeGreaterThan(1);
  const files = readdirSync(folder).sort();
  const lines = files.filter((name) => name.endsWith('.jsonl.gz')).flatMap((name) => unzipped(name));
  expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, i) => `KR${i}`));
  const rows = await Promise.all(files.filter((name) => name.endsWith('.parquet')).map(rowsOf));
  expect(rows.flat().map(({ id, text }) => ({ id, text }))).toEqual(lines.map(({ id, text }) => ({ id, text })));
  const [start, end] = lines[0]!.parts[1]!.paragraphs[1]!;
  expect(lines[0]!.text.slice(start, end)).toBe('다른 단락이다.');
});

function unzipped(name: string) {
  const text = gunzipSync(readFileSync(path.join(folder, name))).toString('utf8');
  type Line = { id: string; text: string; parts: { paragraphs: [number, number][] }[] };
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

async function rowsOf(name: string): Promise<Record<string, unknown>[]> {
  const bytes = readFileSync(path.join(folder, name));
  return parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  });
}

test("BERT's layout has a sentence a line and an empty line after each paragraph", () => {
  expect(Buffer.from(encoded(1).bert).toString('utf8')).toBe(
    '장치 1\n\n첫 문장이다.\n둘째 문장이다.\n\n다른 단락이다.\n\n',
  );
});

test('every document is listed with source, licence and hash', async () => {
  await write(folder, 3);
  const listed = readFileSync(path.join(folder, 'shard-00000.documents.jsonl'), 'utf8').trim().split('\n');
  expect(JSON.parse(listed[0]!)).toEqual({
    id: 'KR0',
    source: 'made up',
    licence: 'CC0',
    weights: true,
    hash: encoded(0).hash,
  });
});

test('a run that was given up goes on behind its last shard and ends in the same bytes', async () => {
  const whole = `${folder}/whole`;
  const broken = `${folder}/broken`;
  await write(whole, 60);
  const writer = await openShardWriter(broken, SETTINGS);
  for (let i = 0; i < 37; i++) await writer.add(encoded(i));
  await writer.abandon();
  expect(readdirSync(broken).filter((name) => name.endsWith('.part'))).toEqual([]);
  writeFileSync(path.join(broken, 'shard-00009.jsonl.gz.part'), 'half');
  writeFileSync(path.join(broken, 'shard-00008.txt'), 'named by no manifest');
  const { resumed } = await openShardWriter(broken, SETTINGS);
  expect(resumed.documents).toBeGreaterThan(0);
  expect(resumed.documents).toBeLessThan(37);
  await write(broken, 60);
  expect(contents(broken)).toEqual(contents(whole));
});

test('shards behind a damaged one are written again', async () => {
  await write(folder, 60);
  const before = contents(folder);
  writeFileSync(path.join(folder, 'shard-00001.txt'), 'cut');
  expect((await openShardWriter(folder, SETTINGS)).resumed.shards).toBe(1);
  await write(folder, 60);
  expect(contents(folder)).toEqual(before);
});

test('a process killed between and within shards loses and doubles nothing', async () => {
  const whole = `${folder}/whole`;
  const killed = `${folder}/killed`;
  await write(whole, 60);
  const child = fileURLToPath(new URL('./testing/killed-writer.ts', import.meta.url));
  for (const documents of [13, 31]) {
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', child, killed, String(documents)]);
    expect(signal).toBe('SIGKILL');
  }
  await write(killed, 60);
  expect(contents(killed)).toEqual(contents(whole));
}, 30_000);

test('a folder of another build is refused with what differs', async () => {
  await write(folder, 3);
  const other = openShardWriter(folder, { ...SETTINGS, settings: { seed: 2 } });
  await expect(other).rejects.toMatchObject({ code: 'corpus.other-build', details: { difference: 'build' } });
});

test('a manifest that is none is named', async () => {
  writeFileSync(path.join(folder, 'manifest.json'), '{"version":1');
  expect(() => readManifest(folder)).toThrow(expect.objectContaining({ code: 'corpus.bad-manifest' }));
});

test('a writer that gets nothing leaves an empty manifest', async () => {
  expect(await write(folder, 0)).toMatchObject({ complete: true, documents: 0, shards: [] });
  expect(readdirSync(folder)).toEqual(['manifest.json']);
});

test('lines made from a document are written as they are', async () => {
  const writer = await openShardWriter(folder, { formats: ['jsonl'] });
  await writer.add(encodeLines(documentOf([{ paragraphs: ['가'] }]), 'train', { lines: ['{"a":1}', '{"a":2}'] }));
  await writer.finish();
  expect(gunzipSync(readFileSync(path.join(folder, 'shard-00000.jsonl.gz'))).toString()).toBe('{"a":1}\n{"a":2}\n');
});

test('zstd is written where Node has it and refused by name where not', async () => {
  const opened = openShardWriter(folder, { compression: 'zstd' });
  if ('zstdCompress' in (await import('node:zlib'))) await expect(opened).resolves.toBeDefined();
  else await expect(opened).rejects.toMatchObject({ code: 'corpus.no-zstd' });
});
