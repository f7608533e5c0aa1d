import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Publication, passagesOf, SimsaError } from '../core/index.js';
import { openStore } from './store.js';
import { exampleApplication, exampleDocument, examplePublication } from './testing/example.js';
import type { Store, StoreBatch } from './types.js';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-store-'));
  store = openStore(folder);
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const batch = (...publications: Publication[]): StoreBatch => ({ publications, rejects: [] });

const FULL = exampleApplication('1020190100885', {
  titles: [
    { language: 'ko', text: '리튬 이온 전지' },
    { language: 'en', text: 'Lithium-ion “battery”' },
  ],
  abstracts: [{ language: 'ko', text: '분리막을 가지는 전지.' }],
  claims: [
    { number: 1, text: '분리막을 포함하는 전지.', status: 'active', refersTo: [] },
    { number: 2, text: '', status: 'cancelled', refersTo: [] },
  ],
  description: [
    {
      label: '0001',
      origin: 'office',
      section: 'technical-field',
      kind: 'text',
      text: '전지에 관한 것이다. \u{1f50b}',
    },
    { label: '#2', origin: 'split', section: 'other', kind: 'heading', text: '실시예' },
  ],
});

describe('what is stored', () => {
  it('comes back exactly as it was', () => {
    expect(store.put(batch(FULL))).toEqual({ added: 1, merged: 0, unchanged: 0 });
    expect(store.get(FULL.id)).toEqual(FULL);
    expect(store.passages(FULL.id)).toEqual([...passagesOf(FULL)]);
    expect(store.counts()).toEqual({ publications: 1, paragraphs: 6, rejected: 0 });
  });

  it('is there after closing and opening', () => {
    store.put(batch(FULL));
    store.close();
    store = openStore(folder);
    expect(store.get(FULL.id)).toEqual(FULL);
  });

  it('is null and empty for a key that is not there', () => {
    expect(store.get('KR1020200000001')).toBeNull();
    expect(store.passages('KR1020200000001')).toEqual([]);
  });

  it('is listed in the order of first storing, over more than one page', () => {
    const many = Array.from({ length: 2_345 }, (_, n) => exampleApplication(`10202000${String(90_000 - n)}`));
    store.put(batch(...many));
    expect([...store.ids()]).toEqual(many.map(({ id }) => id));
  });

  it('is all or nothing when one record of the batch cannot be stored', () => {
    const broken = { ...FULL, country: null } as unknown as Publication;
    expect(() => store.put(batch(exampleApplication('1020200000001'), broken))).toThrow(SimsaError);
    expect(store.counts().publications).toBe(0);
    expect(store.lastSequence).toBe(0);
  });
});

describe('records of the same bytes', () => {
  it('change nothing', () => {
    store.put(batch(FULL));
    const sequence = store.lastSequence;
    expect(store.put(batch(FULL))).toEqual({ added: 0, merged: 0, unchanged: 1 });
    expect(store.lastSequence).toBe(sequence);
  });

  it('are listed with every place they were met at', () => {
    const source = FULL.sources[0]!;
    store.put(batch(FULL));
    const sequence = store.lastSequence;
    const elsewhere = { ...FULL, sources: [{ ...source, file: 'again.jsonl', offset: 7 }] };
    for (let time = 0; time < 2; time += 1) {
      expect(store.put(batch(elsewhere))).toEqual({ added: 0, merged: 0, unchanged: 1 });
    }
    expect(store.get(FULL.id)?.sources.map(({ file }) => file)).toEqual(['again.jsonl', 'made-up.jsonl']);
    expect(store.lastSequence).toBe(sequence);
    expect(store.put(batch(FULL)).unchanged).toBe(1);
  });
});

describe('a number finds', () => {
  const granted = exampleDocument(
    { number: '101234567', kind: 'B1', application: '1020190100885' },
    { numbers: { publication: '101234567', application: '1020190100885', registration: '101234567' } },
  );
  const us = examplePublication({
    id: 'US8672134B2',
    country: 'US',
    kind: 'B2',
    numbers: { publication: '8672134', application: '13123456', registration: null },
  });

  beforeEach(() => void store.put(batch(granted, us)));

  it.each(['10-2019-0100885', '1020190100885', 'KR1020190100885', 'KR 10-1234567 B1', '10-1234567', '10-1234567-0000'])(
    'the Korean publication for %s',
    (text) => expect(store.find(text)).toEqual(['KR101234567B1']),
  );

  it.each(['US8672134B2', 'US 8,672,134 B2', 'us8672134', '8,672,134', '8672134', 'US 13/123,456'])(
    'the US publication for %s',
    (text) => expect(store.find(text)).toEqual(['US8672134B2']),
  );

  it.each(['US8672134A1', 'KR999', '', 'battery'])('nothing for %j', (text) => expect(store.find(text)).toEqual([]));

  it('a key that was made for a record without number', () => {
    const numbers = { publication: null, application: null, registration: null };
    const lost = examplePublication({ ...us, id: 'US-X27b14a2b627f', numbers, sources: [] });
    expect(store.find(lost.id)).toEqual([]);
    store.put(batch(lost));
    expect(store.find(lost.id)).toEqual([lost.id]);
  });

  it('publications before applications of the same digits', () => {
    const opened = exampleDocument({ number: '1020190100885', kind: 'A', application: '1020180000001' });
    store.put(batch(opened));
    expect(store.find('10-2019-0100885')).toEqual(['KR1020190100885A', 'KR101234567B1']);
    expect(store.find('KR1020190100885A')).toEqual(['KR1020190100885A']);
  });
});

describe('the log', () => {
  it('tells each publication once, at its last change', () => {
    const [a, b] = [exampleApplication('1020200000001'), exampleApplication('1020200000002')];
    store.put(batch(a, b));
    store.put(batch({ ...a, status: '등록', sources: [] }));
    const changes = store.changesSince(0, 10);
    expect(changes.map(({ publication, type }) => [publication, type])).toEqual([
      [b.id, 'put'],
      [a.id, 'put'],
    ]);
    expect(changes.at(-1)?.sequence).toBe(store.lastSequence);
    expect(store.changesSince(changes[0]!.sequence, 10)).toEqual(changes.slice(1));
    expect(store.changesSince(0, 1)).toEqual(changes.slice(0, 1));
  });

  it('tells that an absorbed key is gone', () => {
    store.put(batch(exampleApplication('1020200000001')));
    store.put(batch(exampleDocument({ number: '1020210000009', kind: 'A', application: '1020200000001' })));
    const changes = store.changesSince(0, 10).map(({ publication, type }) => [publication, type]);
    expect(changes).toEqual([
      ['KR1020200000001', 'remove'],
      ['KR1020210000009A', 'put'],
    ]);
    expect(store.get('KR1020200000001')).toBeNull();
    expect(store.find('10-2020-0000001')).toEqual(['KR1020210000009A']);
  });
});

describe('rejects and progress', () => {
  const where = { file: 'week.zip!a.xml', offset: 12, record: 3, line: 40 };
  const reject = { where, error: new SimsaError('input.unreadable', { path: 'a.xml', reason: 'cut short' }, where) };

  it('are kept with place and reason, the same one once', () => {
    store.put({ publications: [], rejects: [reject] });
    store.put({ publications: [], rejects: [reject] });
    const [kept, ...others] = store.rejects();
    expect(others).toEqual([]);
    expect(kept?.where).toEqual(where);
    expect(kept?.error.toJSON()).toEqual(reject.error.toJSON());
    expect(store.counts().rejected).toBe(1);
  });

  it('are forgotten when their source is read again from its start', () => {
    const progress = { file: 'week.zip', stamp: '1', records: 3, finished: true };
    store.put({ publications: [], rejects: [reject], progress });
    expect(store.progressOf('week.zip')).toEqual(progress);
    store.put({ publications: [], rejects: [], progress: { ...progress, stamp: '2', records: 1, finished: false } });
    expect(store.counts().rejected).toBe(0);
    expect(store.progressOf('week.zip')).toMatchObject({ stamp: '2', records: 1, finished: false });
    expect(store.progressOf('other')).toBeNull();
  });
});

describe('settings', () => {
  it('are kept by name', () => {
    expect(store.getSetting('generator')).toBeNull();
    store.setSetting('generator', '{"url":"http://127.0.0.1:1/v1"}');
    store.setSetting('generator', '{}');
    expect(store.getSetting('generator')).toBe('{}');
  });
});

describe('a store that cannot be used is refused by name:', () => {
  const codeOf = (action: () => unknown): string => {
    try {
      action();
    } catch (error) {
      return (error as SimsaError).code;
    }
    return 'nothing thrown';
  };
  const file = () => join(folder, 'simsa.db');

  beforeEach(() => {
    store.put(batch(FULL));
    store.close();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    store = openStore(folder);
  });

  it('a file that is no database', () => {
    writeFileSync(file(), 'a letter, not a database. '.repeat(400));
    rmSync(`${file()}-wal`, { force: true });
    expect(codeOf(() => openStore(folder))).toBe('store.not-a-store');
    expect(statSync(file()).size).toBe(10_400);
  });

  it('a database of another program', () => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    const other = new Database(file());
    other.exec('CREATE TABLE t (a)');
    other.close();
    expect(codeOf(() => openStore(folder))).toBe('store.not-a-store');
  });

  it('a store of a newer Simsa', () => {
    const newer = new Database(file());
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(codeOf(() => openStore(folder))).toBe('store.newer-schema');
  });

  it('a database cut short', () => {
    store = openStore(folder);
    store.checkpoint();
    store.close();
    truncateSync(file(), 8_192);
    const use = () => {
      store = openStore(folder);
      store.get(FULL.id);
    };
    expect(codeOf(use)).toBe('store.corrupt');
  });

  it('an empty folder that may only be read', () => {
    expect(codeOf(() => openStore(join(folder, 'nowhere'), { readOnly: true }))).toBe('store.not-found');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  it('a store opened for reading, when it is written', () => {
    store = openStore(folder, { readOnly: true });
    expect(store.get(FULL.id)).toEqual(FULL);
    expect(codeOf(() => store.put(batch(exampleApplication('1020200000001'))))).toBe('store.read-only');
    store.close();
  });

  it('a path that is a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(codeOf(() => openStore(join(folder, 'file')))).toBe('store.not-a-store');
  });

  it.skipIf(process.getuid?.() === 0)('a folder without the right to write', () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    expect(codeOf(() => openStore(closed))).toBe('store.read-only');
  });

  it('a store that another process is writing', async () => {
    const program = `
      const { workerData, parentPort } = require('node:worker_threads');
      const db = new (require('libsql'))(workerData);
      db.exec('BEGIN IMMEDIATE');
      parentPort.postMessage('writing');
      parentPort.once('message', () => { db.exec('COMMIT'); db.close(); process.exit(); });`;
    const writer = new Worker(program, { eval: true, workerData: file() });
    await new Promise((resolve) => writer.once('message', resolve));
    store = openStore(folder, { patience: 50 });
    expect(codeOf(() => store.put(batch(exampleApplication('1020200000001'))))).toBe('store.busy');
    writer.postMessage('done');
    await new Promise((resolve) => writer.once('exit', resolve));
    store.put(batch(exampleApplication('1020200000001')));
    expect(store.counts().publications).toBe(2);
    store.close();
  });

  it('a store with a page overwritten, once a check has read all of it', () => {
    store = openStore(folder);
    store.put(batch(...Array.from({ length: 300 }, (_, n) => exampleApplication(`10202000${10_000 + n}`))));
    store.checkpoint();
    expect(store.check()).toEqual([]);
    store.close();
    const page = 8_192;
    const bytes = readFileSync(file());
    writeFileSync(file(), bytes.fill(0xff, 20 * page, 21 * page));
    store = openStore(folder);
    expect(store.check()).not.toEqual([]);
    store.close();
  });
});
