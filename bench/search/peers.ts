import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Database from 'libsql';
import type { Store } from '../../src/store/index.js';
import { searchTerms } from '../../src/text/index.js';

/** Another engine over the same documents and the same tokens. */
export interface Peer {
  readonly name: string;
  readonly documents: number;
  readonly secondsToIndex: number;
  /** The 50 best documents that have any of the words. */
  any(query: string): number;
  /** Documents that have all of the words. */
  all(query: string): number;
}

/** SQLite FTS5 with one column, tokens apart by spaces. */
export function openFts5(folder: string, store: Store, most: number): Peer {
  const path = join(folder, 'fts5.db');
  rmSync(path, { force: true });
  const database = new Database(path);
  database.exec(
    `CREATE VIRTUAL TABLE documents USING fts5(text, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M* P* S*'")`,
  );
  const insert = database.prepare('INSERT INTO documents(rowid, text) VALUES (?, ?)');
  const texts = tokensOf(store);
  const started = performance.now();
  let count = 0;
  const fill = database.transaction((batch: readonly string[]) => {
    for (const text of batch) insert.run(++count, text);
  });
  for (let batch = take(texts, 1_000); batch.length > 0 && count < most; batch = take(texts, 1_000)) fill(batch);
  const secondsToIndex = (performance.now() - started) / 1000;
  const search = database.prepare('SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT 50');
  const run = (query: string, operator: string) => {
    const words = [...new Set(searchTerms(query))].map((term) => `"${term.replaceAll('"', '""')}"`);
    return words.length === 0 ? 0 : search.all(words.join(operator)).length;
  };
  return {
    name: 'SQLite FTS5',
    documents: count,
    secondsToIndex,
    any: (query) => run(query, ' OR '),
    all: (query) => run(query, ' AND '),
  };
}

interface MiniSearch {
  add(document: { id: number; text: string }): void;
  search(query: string, options: { combineWith: string }): readonly unknown[];
}

/** MiniSearch keeps everything in memory: it gets a part of the documents. */
export function openMiniSearch(folder: string, store: Store, most: number): Peer {
  const home = join(folder, 'minisearch');
  if (!existsSync(join(home, 'node_modules', 'minisearch'))) {
    mkdirSync(home, { recursive: true });
    execFileSync('npm', ['install', '--no-save', '--prefix', home, 'minisearch@7.2.0'], { stdio: 'ignore' });
  }
  type Constructor = new (options: object) => MiniSearch;
  // Its build for `require` exports the class itself.
  const Engine = createRequire(join(home, 'x.js'))('minisearch') as Constructor;
  const tokenize = (text: string) => text.split(' ');
  const engine = new Engine({ fields: ['text'], tokenize, processTerm: (term: string) => term });
  const texts = take(tokensOf(store), most);
  const started = performance.now();
  texts.forEach((text, id) => {
    engine.add({ id, text });
  });
  const secondsToIndex = (performance.now() - started) / 1000;
  const run = (query: string, combineWith: string) =>
    engine.search([...new Set(searchTerms(query))].join(' '), { combineWith }).slice(0, 50).length;
  return {
    name: 'MiniSearch',
    documents: texts.length,
    secondsToIndex,
    any: (query) => run(query, 'OR'),
    all: (query) => run(query, 'AND'),
  };
}

function* tokensOf(store: Store): Generator<string> {
  for (const id of store.ids()) {
    yield store
      .passages(id)
      .map(({ text }) => searchTerms(text).join(' '))
      .join(' ');
  }
}

function take<T>(from: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
