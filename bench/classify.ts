/**
 * Classification by neighbours, leave one out, over the Korean documents of a store that carry IPC and an abstract.
 * The sample is drawn by a hash of the key, so every run asks the same documents; those up to TUNING were used to
 * choose the constants in src/classify and are never reported.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { classify } from '../src/classify/index.js';
import { type ClassLevel, type Publication, type PublicationId, preferText, symbolAt } from '../src/core/index.js';
import { openEngine } from '../src/index/index.js';
import { openSearcher, type Searcher } from '../src/search/index.js';
import { openStore, type Store } from '../src/store/index.js';
import type { BenchOptions, Measurement } from './types.js';

const TUNING = 700;
const REPORTED = 500;
const LEVELS: readonly ClassLevel[] = ['section', 'class', 'subclass', 'group'];

/** Top-1 of an SVM on character n-grams over 7,234 of these documents, as a bar. */
const AIMS: Readonly<Partial<Record<ClassLevel, string>>> = {
  section: '0.766',
  class: '0.665',
  subclass: '0.607',
  group: '0.394',
};

export async function run({ store: folder }: BenchOptions): Promise<Measurement[]> {
  if (folder === null) throw new Error('Give an indexed store with --store.');
  const store = openStore(folder, { readOnly: true });
  const searcher = openSearcher(store, openEngine(join(folder, 'index')));
  const sample = sampleOf(store).slice(TUNING, TUNING + REPORTED);
  const tallies = new Map(LEVELS.map((level) => [level, { first: 0, five: 0, any: 0, asked: 0 }]));
  const started = performance.now();
  for (const id of sample) await ask(store.get(id)!, { searcher, store }, tallies);
  const seconds = (performance.now() - started) / 1000;
  store.close();
  return [
    ...[...tallies].flatMap(([level, tally]) => measurementsOf(level, tally)),
    { what: 'time a document', value: Math.round((1000 * seconds) / sample.length), unit: 'ms' },
  ];
}

interface Tally {
  first: number;
  five: number;
  any: number;
  asked: number;
}

function sampleOf(store: Store): PublicationId[] {
  const ids = [...store.ids()].filter((id) => {
    const publication = id.startsWith('KR') ? store.get(id) : null;
    return publication?.abstracts.length && ipcOf(publication).length;
  });
  const hash = (id: string) => createHash('sha1').update(id).digest('hex');
  return ids.sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
}

/** Documents of the same title or abstract are the same invention: they may not vote for one another. */
async function ask(
  publication: Publication,
  { searcher, store }: { readonly searcher: Searcher; readonly store: Store },
  tallies: ReadonlyMap<ClassLevel, Tally>,
): Promise<void> {
  const title = preferText(publication.titles, 'ko');
  const abstract = preferText(publication.abstracts, 'ko');
  const claim = publication.claims.find(({ status }) => status === 'active')?.text;
  const text = { title, abstract, ...(claim && { claim }) };
  const { hits } = await searcher.priorArt({ text, limit: 20, spans: 0 });
  const twins = hits.filter((hit) => isTwin(store.get(hit.publication), title, abstract));
  const exclude = [publication.id, ...twins.map((hit) => hit.publication)];
  const { symbols } = await classify({ searcher, store }, text, { exclude });
  const own = ipcOf(publication);
  const main = own.find(({ position }) => position === 'first') ?? own[0]!;
  for (const [level, tally] of tallies) {
    const truth = symbolAt(main.symbol, level);
    if (truth === null) continue;
    const proposed = symbols.filter((one) => one.scheme === 'IPC' && one.level === level).map(({ symbol }) => symbol);
    tally.asked += 1;
    tally.first += Number(proposed[0] === truth);
    tally.five += Number(proposed.slice(0, 5).includes(truth));
    tally.any += Number(own.some(({ symbol }) => symbolAt(symbol, level) === proposed[0]));
  }
}

function ipcOf({ classes }: Publication): Publication['classes'] {
  return classes.filter(({ scheme }) => scheme === 'IPC');
}

function isTwin(other: Publication | null, title: string, abstract: string): boolean {
  if (!other) return false;
  const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  return bare(preferText(other.titles, 'ko')) === bare(title) || preferText(other.abstracts, 'ko') === abstract;
}

function measurementsOf(level: ClassLevel, { first, five, any, asked }: Tally): Measurement[] {
  const share = (hits: number) => Math.round((1000 * hits) / asked) / 1000;
  const aim = AIMS[level];
  return [
    { what: `${level}: first proposal is the main symbol`, value: share(first), unit: '', ...(aim && { aim }) },
    { what: `${level}: main symbol among five`, value: share(five), unit: '' },
    { what: `${level}: first proposal is one of its symbols`, value: share(any), unit: '' },
  ];
}
