import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { emptyPublication } from '../../core/testing/publication.js';
import { memorySource, readGazettes } from '../../gazette/index.js';
import { openStore, type Store } from '../../store/index.js';
import { buildCorpus } from '../build/build.js';
import { type BatchRead, readBatch } from '../build/read-batch.js';
import { koreanRecord } from '../testing/made-up.js';
import { batchesOf, listSources } from './files.js';

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'simsa-store-source-'));
}

const LINES = Array.from({ length: 12 }, (_, at) => `${JSON.stringify(koreanRecord(at + 1))}\n`).join('');

async function fill(store: Store): Promise<void> {
  const publications = [];
  for await (const read of readGazettes(memorySource('gazettes.jsonl', Buffer.from(LINES))))
    if (read.type === 'publication') publications.push(read.publication);
  store.put({ publications, rejects: [] });
}

async function filledStore(): Promise<string> {
  const folder = newFolder();
  const store = openStore(folder);
  await fill(store);
  store.close();
  return folder;
}

async function readSource(source: string): Promise<BatchRead[]> {
  const found = [];
  for (const file of await listSources([source]))
    for await (const batch of batchesOf(file)) found.push(...readBatch(batch));
  return found;
}

/** What a document says, whichever source it came from. */
function said(reads: readonly BatchRead[]) {
  return reads.map((read) => {
    if ('reject' in read) return read.reject;
    const { kind, identity, classes, parts } = read.document;
    return { kind, identity, classes, parts };
  });
}

it('a store gives the documents that the files gave from which it was filled', async () => {
  const file = path.join(newFolder(), 'gazettes.jsonl');
  writeFileSync(file, LINES);
  const [fromFile, fromStore] = [await readSource(file), await readSource(await filledStore())];
  expect(fromStore).toHaveLength(12);
  expect(said(fromStore)).toEqual(said(fromFile));
  expect(fromStore[2]).toMatchObject({
    document: {
      id: `store/KR${koreanRecord(3).applicationNumber}`,
      provenance: { source: 'store', file: 'store', record: 3, licence: 'not stated', weights: false },
    },
  });
});

it('a corpus is built from a store, with the rights that a list beside it states', async () => {
  const folder = await filledStore();
  const list = { sources: [{ files: '**', licence: 'own words', weights: true, printed: true }] };
  writeFileSync(path.join(folder, 'sources.json'), JSON.stringify(list));
  const out = path.join(newFolder(), 'corpus');
  for await (const event of buildCorpus([folder], { out, splits: null, workers: 0 })) {
    if (event.type !== 'done') continue;
    const { tally, sources } = event.report.summary;
    expect(tally.total.documents).toBe(12);
    expect(tally.weights.yes?.documents).toBe(12);
    expect(sources).toEqual([expect.objectContaining({ file: 'store', licence: 'own words', weights: true })]);
  }
});

it('a publication without text, and one that has gone since it was listed, are rejected by name', async () => {
  const folder = await filledStore();
  const store = openStore(folder);
  store.put({ publications: [emptyPublication({ id: 'KR1020200000001' })], rejects: [] });
  store.close();
  const codes = (reads: readonly BatchRead[]) => reads.flatMap((read) => ('reject' in read ? [read.reject.code] : []));
  expect(codes(await readSource(folder))).toEqual(['corpus.no-text']);
  const [file] = await listSources([folder]);
  for await (const batch of batchesOf(file!)) {
    const bytes = new Uint8Array(Buffer.from('KR1'));
    const gone = { ...batch, bytes, items: [{ length: bytes.length, record: 1, line: 1 }] };
    expect(codes([...readBatch(gone)])).toEqual(['input.no-publication']);
  }
});

it('a store in which something was put counts as changed, also while the put lies in its log', async () => {
  const folder = await filledStore();
  const [before] = await listSources([folder]);
  const store = openStore(folder);
  store.put({ publications: [emptyPublication({ id: 'KR1020200000001' })], rejects: [] });
  const [after] = await listSources([folder]);
  expect(after?.stamp).not.toBe(before?.stamp);
  store.close();
});
