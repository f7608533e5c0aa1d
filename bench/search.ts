import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEngine, updateIndex } from '../src/index/index.js';
import { importPaths } from '../src/intake/index.js';
import { openSearcher } from '../src/search/index.js';
import { openStore, type Store } from '../src/store/index.js';
import { openFts5, openMiniSearch, type Peer } from './search/peers.js';
import { evaluatePriorArt, type Outcome } from './search/prior-art.js';
import { makeQueries } from './search/queries.js';
import { agreement, spellingsInTitles } from './search/spellings.js';
import { bootstrapMargin, mean, percentile, round } from './search/statistics.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/search/', import.meta.url));
const QUERIES = 100;
/** Korean compounds that titles write in two ways. */
const COMPOUNDS = 200;
/** Documents that FTS5 gets: it is timed on fewer than we are, since filling it takes minutes. */
const FTS5_DOCUMENTS = 12_000;
/** Where MiniSearch stops being worth waiting for. */
const MINISEARCH_DOCUMENTS = 3_000;

/**
 * Index time, latency by kind of query, prior art found, and peers over the same tokens. `--data` is the
 * folder with `kr`, `us`, `gazettes` and `eval`; `--store` a store that is filled already.
 */
export async function run(options: BenchOptions): Promise<readonly Measurement[]> {
  mkdirSync(WORK, { recursive: true });
  const store = await filledStore(options);
  const folder = join(WORK, 'index');
  // Peers first: they are the part that depends on what others installed.
  const peers = measurePeers(store);
  const measurements = [...(await measureIndexing(store, folder)), ...(await measureLatency(store, folder))];
  measurements.push(...(await measureSpellings(store, folder)));
  if (options.data && existsSync(join(options.data, 'eval'))) {
    measurements.push(...(await measurePriorArt(options.data, store, folder)));
  }
  store.close();
  return [...measurements, ...peers];
}

async function filledStore({ store, data }: BenchOptions): Promise<Store> {
  if (store) return openStore(store, { readOnly: true });
  if (!data) throw new Error('Give --data DIR or --store DIR.');
  const filled = openStore(join(WORK, 'store'));
  const paths = ['kr', 'us', 'gazettes'].map((name) => join(data, name)).filter((path) => existsSync(path));
  for await (const _ of importPaths(filled, paths));
  return filled;
}

async function measureIndexing(store: Store, folder: string): Promise<Measurement[]> {
  rmSync(folder, { recursive: true, force: true });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 100);
  let seconds = 0;
  for await (const event of updateIndex({ store, folder })) if (event.type === 'done') seconds = event.seconds;
  clearInterval(watch);
  const started = performance.now();
  const engine = openEngine(folder);
  const ready = performance.now() - started;
  const { publications, passages, bytes } = engine.stats();
  await engine.close();
  return [
    { what: 'publications', value: publications, unit: '', aim: '≥ 46,500' },
    { what: 'paragraphs', value: passages, unit: '', aim: '≥ 450,000' },
    { what: 'index, per 100,000 paragraphs', value: round((seconds / passages) * 1e5), unit: 's', aim: '≤ 25' },
    { what: 'index, peak of memory', value: round(peak / 1e6, 0), unit: 'MB', aim: '≤ 1,500' },
    { what: 'index on disk', value: round(bytes / 1e6, 0), unit: 'MB' },
    { what: 'ready with an existing index', value: round(ready, 0), unit: 'ms', aim: '≤ 3,000' },
  ];
}

async function measureLatency(store: Store, folder: string): Promise<Measurement[]> {
  const queries = makeQueries(store, QUERIES);
  const engine = openEngine(folder);
  const searcher = openSearcher(store, engine);
  const kinds: readonly (readonly [string, string, readonly (() => Promise<unknown>)[]])[] = [
    ['3–5 words', '≤ 50', queries.words.map((request) => () => searcher.search(request))],
    ['words with filters and facets', '≤ 80', queries.filtered.map((request) => () => searcher.search(request))],
    ['operators, phrases, NEAR', '≤ 80', queries.boolean.map((request) => () => searcher.search(request))],
    ['a whole claim', '≤ 100', queries.claims.map((request) => () => searcher.search(request))],
    ['paragraphs for a question', '≤ 100', queries.questions.map((query) => () => searcher.passages({ query }))],
    [
      'prior art by document',
      '≤ 150',
      queries.documents.map((publication) => () => searcher.priorArt({ publication })),
    ],
  ];
  const measurements: Measurement[] = [];
  for (const [name, aim, asks] of kinds) {
    for (const round of ['cold', 'warm']) measurements.push(...(await measureKind(`${name}, ${round}`, aim, asks)));
  }
  measurements.push({
    what: 'memory while searching',
    value: round(process.memoryUsage().rss / 1e6, 0),
    unit: 'MB',
    aim: '≤ 1,500',
  });
  await engine.close();
  return measurements;
}

/** Cold is each query's first time in this process; the files may be in the system's memory. */
async function measureKind(
  name: string,
  aim: string,
  asks: readonly (() => Promise<unknown>)[],
): Promise<Measurement[]> {
  const times: number[] = [];
  for (const ask of asks) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  return [
    { what: `${name}: p50`, value: round(percentile(times, 0.5)), unit: 'ms' },
    { what: `${name}: p95`, value: round(percentile(times, 0.95)), unit: 'ms', aim },
  ];
}

async function measureSpellings(store: Store, folder: string): Promise<Measurement[]> {
  const engine = openEngine(folder);
  const searcher = openSearcher(store, engine);
  const shares: number[] = [];
  for (const spellings of spellingsInTitles(store, COMPOUNDS)) shares.push(await agreement(spellings, searcher));
  await engine.close();
  return [
    {
      what: `compounds in two spellings (${shares.length}): of the first 20 at least 16 the same`,
      value: round(mean(shares.map((share) => (share >= 0.8 ? 1 : 0))), 3),
      unit: '',
    },
  ];
}

async function measurePriorArt(data: string, store: Store, folder: string): Promise<Measurement[]> {
  const engine = openEngine(folder);
  const outcomes = await evaluatePriorArt(data, store, openSearcher(store, engine));
  await engine.close();
  const official = outcomes.filter((outcome) => outcome.official);
  return [
    ...retrieval('all queries', outcomes, ['≥ 0.46', '≥ 0.72']),
    ...retrieval('examiner and search report', official, ['≥ 0.78', '≥ 0.91']),
    {
      what: 'prior art, 100 documents: p95',
      value: round(
        percentile(
          outcomes.map(({ milliseconds }) => milliseconds),
          0.95,
        ),
      ),
      unit: 'ms',
    },
  ];
}

function retrieval(name: string, outcomes: readonly Outcome[], aims: readonly string[]): Measurement[] {
  const figure = (what: string, values: readonly number[], aim?: string): Measurement => ({
    what: `${name} (${outcomes.length}): ${what}`,
    value: round(mean(values), 3),
    unit: `± ${bootstrapMargin(values).toFixed(3)}`,
    ...(aim && { aim }),
  });
  return [
    figure(
      'recall@10',
      outcomes.map(({ at10 }) => at10),
      aims[0],
    ),
    figure(
      'recall@100',
      outcomes.map(({ at100 }) => at100),
      aims[1],
    ),
    figure(
      'MRR',
      outcomes.map(({ reciprocalRank }) => reciprocalRank),
    ),
  ];
}

function measurePeers(store: Store): Measurement[] {
  const { words, claims } = makeQueries(store, QUERIES);
  const peers = [openFts5(WORK, store, FTS5_DOCUMENTS), openMiniSearch(WORK, store, MINISEARCH_DOCUMENTS)];
  return peers.flatMap((peer) => [
    { what: `${peer.name}: documents`, value: peer.documents, unit: '' },
    { what: `${peer.name}: index`, value: round(peer.secondsToIndex), unit: 's, with analysis' },
    ...timed(
      `${peer.name}: 3–5 words, all of them`,
      words.map(({ query }) => query),
      peer.all,
    ),
    ...timed(
      `${peer.name}: 3–5 words, any of them`,
      words.map(({ query }) => query),
      peer.any,
    ),
    ...timed(
      `${peer.name}: a whole claim`,
      claims.map(({ query }) => query),
      peer.any,
    ),
  ]);
}

function timed(name: string, queries: readonly string[], ask: Peer['any']): Measurement[] {
  const times = queries.map((query) => {
    const started = performance.now();
    ask(query);
    return performance.now() - started;
  });
  return [
    { what: `${name}: p50`, value: round(percentile(times, 0.5)), unit: 'ms' },
    { what: `${name}: p95`, value: round(percentile(times, 0.95)), unit: 'ms' },
  ];
}
