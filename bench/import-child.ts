/**
 * One way of importing, alone in a process, so that its peak of memory is its own:
 * `import-child.ts WAY FOLDER STORE WORKERS` writes one line of JSON.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { passagesOf } from '../src/core/index.js';
import { cutRecords, filesAt, readGazettes } from '../src/gazette/index.js';
import { importPaths } from '../src/intake/index.js';
import { openStore } from '../src/store/index.js';

const [way = '', folder = '', target = '', workers = '2'] = process.argv.slice(2);

interface Outcome {
  readonly publications: number;
  readonly rejected: number;
  readonly storedBytes: number;
}

const WAYS: Readonly<Record<string, () => Promise<Outcome>>> = {
  simsa: importIntoStore,
  cut: cutOnly,
  read: readOnly,
  plain: importPlainly,
};

const started = performance.now();
const outcome = await WAYS[way]!();
const seconds = (performance.now() - started) / 1_000;
console.log(JSON.stringify({ ...outcome, seconds, peak: process.resourceUsage().maxRSS * 1_024 }));

async function importIntoStore(): Promise<Outcome> {
  const store = openStore(target);
  for await (const event of importPaths(store, [folder], { workers: Number(workers) })) {
    if (event.type === 'reject') console.error(event.reject.error.code, event.reject.where);
  }
  const { publications, rejected } = store.counts();
  const storedBytes = store.bytes();
  store.close();
  return { publications, rejected, storedBytes };
}

async function cutOnly(): Promise<Outcome> {
  let publications = 0;
  for await (const source of filesAt(folder)) for await (const _ of cutRecords(source)) publications += 1;
  return { publications, rejected: 0, storedBytes: 0 };
}

async function readOnly(): Promise<Outcome> {
  let publications = 0;
  for await (const source of filesAt(folder)) for await (const _ of readGazettes(source)) publications += 1;
  return { publications, rejected: 0, storedBytes: 0 };
}

/** The peer: the same readers in one thread, a row a publication and a row a paragraph, nothing merged. */
async function importPlainly(): Promise<Outcome> {
  mkdirSync(target, { recursive: true });
  const database = new Database(join(target, 'plain.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('CREATE TABLE publication (id TEXT PRIMARY KEY, record TEXT)');
  database.exec('CREATE TABLE passage (publication TEXT, n INTEGER, part TEXT, label TEXT, text TEXT)');
  database.exec('CREATE INDEX passage_publication ON passage (publication)');
  const publication = database.prepare('INSERT OR REPLACE INTO publication VALUES (?, ?)');
  const passage = database.prepare('INSERT INTO passage VALUES (?, ?, ?, ?, ?)');
  let publications = 0;
  database.exec('BEGIN');
  for await (const source of filesAt(folder)) {
    for await (const read of readGazettes(source)) {
      if (read.type === 'reject') continue;
      const { claims, description, ...head } = read.publication;
      publication.run([head.id, JSON.stringify(head)]);
      let n = 0;
      for (const { part, paragraph, claim, text } of passagesOf(read.publication)) {
        passage.run([head.id, n++, part, paragraph ?? String(claim), text]);
      }
      publications += 1;
      if (publications % 500 === 0) database.exec('COMMIT; BEGIN');
    }
  }
  database.exec('COMMIT');
  database.close();
  return { publications, rejected: 0, storedBytes: 0 };
}
