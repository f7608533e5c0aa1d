import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { documentOf } from '../testing/document.js';
import { encodeDocument, openShardWriter } from './index.js';

/** Bytes that the disk still takes; Infinity lets everything through. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => {
      const handle = await real.open(...args);
      const write = handle.writeFile.bind(handle);
      handle.writeFile = async (bytes, ...rest) => {
        disk.room -= (bytes as Uint8Array).length;
        if (disk.room < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return write(bytes, ...rest);
      };
      return handle;
    },
  };
});

const encoded = (i: number) =>
  encodeDocument(documentOf([{ paragraphs: [`단락 ${i} ${'가'.repeat(200)}`] }], { id: `KR${i}` }), 'train');
const SETTINGS = { formats: ['jsonl', 'bert'], shardBytes: 4000, compression: 'none' } as const;

test('a full disk is named, what was finished stays, and with room the run goes on', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'simsa-full-'));
  disk.room = 30_000;
  const writer = await openShardWriter(folder, SETTINGS);
  const filling = (async () => {
    for (let i = 0; i < 60; i++) await writer.add(encoded(i));
    await writer.finish();
  })();
  await expect(filling).rejects.toMatchObject({ code: 'corpus.no-space' });
  await writer.abandon();
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  disk.room = Number.POSITIVE_INFINITY;
  const again = await openShardWriter(folder, SETTINGS);
  expect(again.resumed.shards).toBeGreaterThan(0);
  for (let i = again.resumed.documents; i < 60; i++) await again.add(encoded(i));
  expect(await again.finish()).toMatchObject({ complete: true, documents: 60 });
  rmSync(folder, { recursive: true });
});
