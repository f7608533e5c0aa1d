import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimsaError } from '../core/index.js';
import { openStore, type Store } from '../store/index.js';
import { importPaths } from './import.js';
import type { ImportEvent, ImportOptions, ImportReport } from './types.js';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-intake-'));
  mkdirSync(join(folder, 'in'));
  store = openStore(join(folder, 'store'));
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const PARAGRAPHS = Array.from({ length: 12 }, (_, n) => `Made-up paragraph ${n} of a pump with two valves.`.repeat(8));

/** A made-up US grant in the form of the USPTO's bulk files. */
function grant(number: number): string {
  const paragraphs = PARAGRAPHS.map((text, n) => `<p id="p-${n}" num="00${10 + n}">${text}</p>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>
<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" country="US" date-publ="20200107">
<us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>${number}</doc-number><kind>B2</kind><date>20200107</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>16${number % 1_000_000}</doc-number><date>20180102</date></document-id></application-reference>
<invention-title id="t1">Pump number ${number}</invention-title>
</us-bibliographic-data-grant>
<description id="description">${paragraphs}</description>
<claims id="claims"><claim id="CLM-00001" num="00001"><claim-text>1. A pump.</claim-text></claim></claims>
</us-patent-grant>
`;
}

function write(name: string, content: string): string {
  const path = join(folder, 'in', name);
  writeFileSync(path, content);
  return path;
}

const bulk = (from: number, count: number) => Array.from({ length: count }, (_, n) => grant(from + n)).join('');

async function run(paths: readonly string[], options: ImportOptions = {}): Promise<[ImportReport, ImportEvent[]]> {
  const events: ImportEvent[] = [];
  for await (const event of importPaths(store, paths, options)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('the import did not end with its report');
  return [last.report, events];
}

function content(of: Store = store): unknown {
  const ids = [...of.ids()];
  return { ids, all: ids.map((id) => [of.get(id), of.passages(id)]), rejects: of.rejects(), counts: of.counts() };
}

describe('an import', () => {
  it('stores what the files hold, in the order of the files', async () => {
    write('b.xml', bulk(10_500_010, 3));
    write('a.xml', bulk(10_500_000, 3));
    const [report] = await run([join(folder, 'in')]);
    expect(report).toMatchObject({
      files: 2,
      records: 6,
      added: 6,
      merged: 0,
      unchanged: 0,
      rejected: 0,
      interrupted: false,
    });
    expect([...store.ids()]).toEqual([0, 1, 2, 10, 11, 12].map((n) => `US${10_500_000 + n}B2`));
    expect(store.get('US10500010B2')?.titles).toEqual([{ language: 'en', text: 'Pump number 10500010' }]);
    expect(store.get('US10500010B2')?.description).toHaveLength(12);
  });

  it('gives the same store with any number of threads', async () => {
    const paths = [
      write('a.xml', bulk(10_500_000, 300)),
      write('broken.xml', '<us-patent-grant><doc'),
      write('b.xml', bulk(10_500_300, 50)),
    ];
    const contents = [];
    for (const workers of [0, 1, 3]) {
      store.close();
      store = openStore(join(folder, `store-${workers}`));
      const [report] = await run(paths, { workers });
      contents.push([content(), { ...report, seconds: 0 }]);
    }
    expect(contents[1]).toEqual(contents[0]);
    expect(contents[2]).toEqual(contents[0]);
  });

  it('passes over a finished file, and reads a changed one again', async () => {
    const path = write('a.xml', bulk(10_500_000, 2));
    await run([path]);
    const sequence = store.lastSequence;
    expect((await run([path]))[0]).toMatchObject({ files: 1, records: 0, unchanged: 2 });
    write('a.xml', bulk(10_500_000, 3));
    utimesSync(path, 1, 1);
    expect((await run([path]))[0]).toMatchObject({ records: 3, added: 1, unchanged: 2 });
    expect(store.lastSequence).toBe(sequence + 1);
  });

  it('lists what could not be read, in the store and as events, and goes on', async () => {
    write('a.txt', 'A letter, no gazette. '.repeat(20));
    write('b.xml', bulk(10_500_000, 1));
    const [report, events] = await run([join(folder, 'in')]);
    expect(report).toMatchObject({ files: 2, added: 1, rejected: 1 });
    const told = events.filter((event) => event.type === 'reject').map(({ reject }) => reject);
    expect(told.map(({ where }) => where.file)).toEqual([join(folder, 'in', 'a.txt')]);
    expect(store.rejects().map(({ error }) => error.code)).toEqual(told.map(({ error }) => error.code));
  });

  it('counts and tells what was read after its source was repaired', async () => {
    const damaged = grant(10_500_001).replace('A pump.', 'A pump <i>with a valve.');
    const path = write('a.xml', grant(10_500_000) + damaged);
    for (const workers of [0, 1]) {
      const own = openStore(join(folder, `repaired-${workers}`));
      const events: ImportEvent[] = [];
      for await (const event of importPaths(own, [path], { workers })) events.push(event);
      own.close();
      expect(events.at(-1)).toMatchObject({ type: 'done', report: { added: 2, rejected: 0, repaired: 1 } });
      const [told] = events.filter((event) => event.type === 'repair').map(({ repair }) => repair);
      expect(told).toMatchObject({ where: { file: path, record: 2 } });
      expect(told?.repairs[0]).toMatch(/ at \d+: /);
    }
  });

  it('ends between two portions when it is told to, and goes on from there later', async () => {
    const path = write('a.xml', bulk(10_500_000, 900));
    const controller = new AbortController();
    let report: ImportReport | null = null;
    for await (const event of importPaths(store, [path], { signal: controller.signal, workers: 1 })) {
      if (event.type === 'progress') controller.abort();
      if (event.type === 'done') report = event.report;
    }
    expect(report?.interrupted).toBe(true);
    expect(store.counts().publications).toBe(report?.added);
    expect(report?.added).toBeLessThan(900);
    expect(store.progressOf(path)).toMatchObject({ records: report?.records, finished: false });
    const [rest] = await run([path]);
    expect(rest).toMatchObject({ records: 900 - (report?.records ?? 0), unchanged: 0, interrupted: false });
    expect(store.counts().publications).toBe(900);
  });

  it('tells how far it is in bytes, up to the end', async () => {
    const [report, events] = await run([write('a.xml', bulk(10_500_000, 300))]);
    const progress = events.filter((event) => event.type === 'progress').map((event) => event.progress);
    expect(progress.at(-1)).toMatchObject({ stage: 'import', unit: 'bytes', done: report.bytes, total: report.bytes });
  });

  it('keeps file names without the base it is given', async () => {
    const path = write('a.xml', bulk(10_500_000, 1));
    await run([path], { base: `${join(folder, 'in')}/` });
    expect(store.get('US10500000B2')?.sources[0]?.file).toBe('a.xml');
  });

  it('refuses a path that is not there before it stores anything', async () => {
    const path = write('a.xml', bulk(10_500_000, 1));
    const failure = await run([path, join(folder, 'nothing')]).catch((error: SimsaError) => error.code);
    expect(failure).toBe('input.not-found');
    expect(store.counts().publications).toBe(0);
  });
});
