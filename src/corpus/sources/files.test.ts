import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatch } from '../build/read-batch.js';
import { batchesOf, listSources } from './files.js';
import { grouped, linesOf } from './lines.js';
import { readSourceList } from './source-list.js';

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'simsa-sources-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

async function readFolder(folder: string) {
  const found = [];
  for (const file of await listSources([folder]))
    for await (const batch of batchesOf(file)) found.push(...readBatch(batch));
  return found;
}

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('lines', () => {
  it('are the same however the stream is cut, with their numbers', async () => {
    const text = fc
      .array(fc.constantFrom('가', 'b', '\n', '\r\n', ' ', '"x": 1'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (whole, size) => {
        const found = [];
        for await (const { bytes, line } of linesOf(inChunks(Buffer.from(whole), size)))
          found.push([line, Buffer.from(bytes).toString()]);
        const expected = whole.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [[at + 1, line]]));
        expect(found).toEqual(expected);
      }),
    );
  });

  it('of one group that follow each other are one record', async () => {
    const lines = linesOf(inChunks(Buffer.from('A1\nA2\nB1\nA3\n'), 3));
    const found = [];
    for await (const { bytes, line } of grouped(lines, (text) => text.slice(0, 1)))
      found.push([line, Buffer.from(bytes).toString()]);
    expect(found).toEqual([
      [1, 'A1\nA2'],
      [3, 'B1'],
      [4, 'A3'],
    ]);
  });
});

describe('sources', () => {
  it('read a folder of several kinds, packed or not, and place every fault', async () => {
    const action = JSON.stringify({ applicationNumber: '1020240000001', document: '거절결정서', text: '거절한다.' });
    const found = await readFolder(
      folderOf({
        'actions.jsonl.gz': gzipSync(`${action}\n{"applicationNumber": 3}\nno json\n`),
        'pairs.jsonl': '\ufeff{"ko": "가", "en": "a"}\n',
        'notes.txt': 'nothing that is known',
      }),
    );
    expect(found.flatMap((read) => ('document' in read ? [read.document.id] : []))).toEqual([
      'actions/KR1020240000001/거절결정서/1',
      'pairs/pair/1',
    ]);
    expect(found.flatMap((read) => ('reject' in read ? [[read.reject.code, read.reject.where]] : []))).toEqual([
      ['corpus.bad-record', { file: 'actions.jsonl.gz', record: 2, line: 2 }],
      ['corpus.not-json', { file: 'actions.jsonl.gz', record: 3, line: 3 }],
      ['gazette.not-a-gazette', { file: 'notes.txt', offset: 0 }],
    ]);
  });

  it('place a file that is cut off in its packing, and read on', async () => {
    const pairs = gzipSync(
      Array.from({ length: 500 }, (_, at) => `{"ko": "가 ${at * 7919}", "en": "a ${at * 104729}"}\n`).join(''),
    );
    const found = await readFolder(
      folderOf({ 'a.jsonl.gz': pairs.subarray(0, pairs.length - 200), 'b.jsonl': '{"ko": "나", "en": "b"}\n' }),
    );
    expect(found.some((read) => 'document' in read && read.document.id === 'b/pair/1')).toBe(true);
    expect(found.filter((read) => 'reject' in read)).toEqual([
      { reject: expect.objectContaining({ where: expect.objectContaining({ file: 'a.jsonl.gz' }) }) },
    ]);
  });

  it('take rights from the first entry that matches, and leave out what is to be ignored', async () => {
    const folder = folderOf({
      'kr/a.jsonl': '{"ko": "가", "en": "a"}\n',
      'kr/readme.md': '# words\n',
      'b.jsonl': '{"ko": "나", "en": "b"}\n',
      'sources.json': JSON.stringify({
        sources: [
          { files: '**.md', licence: 'none', weights: false, use: 'ignore' },
          { files: 'kr/*.jsonl', name: 'office', licence: 'office data', weights: true },
          { files: 'kr/**', licence: 'other', weights: false },
        ],
      }),
    });
    const rights = (await listSources([folder])).map(({ origin: { file, entry } }) => [
      file,
      entry.name,
      entry.licence,
      entry.weights,
    ]);
    expect(rights).toEqual([
      ['b.jsonl', 'b', 'not stated', false],
      ['kr/a.jsonl', 'office', 'office data', true],
    ]);
  });

  it('refuse a list with a wrong field by name', () => {
    const folder = folderOf({ 'list.json': '{"sources": [{"files": "*", "licence": "x", "weights": "yes"}]}' });
    expect(() => readSourceList(path.join(folder, 'list.json'), folder)).toThrow(/weights/);
  });
});
