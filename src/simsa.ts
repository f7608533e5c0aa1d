import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from './answer/index.js';
import { parseClaims } from './claims/index.js';
import { classify } from './classify/index.js';
import { type Publication, SimsaError, toSimsaError } from './core/index.js';
import { verifyCitation } from './evidence/index.js';
import { examine, queryText, readApplication, readDocument, renderReport } from './examine/index.js';
import { READERS } from './gazette/index.js';
import { type Generator, openChatServer } from './generate/index.js';
import { openEngine, type SearchEngine, updateIndex } from './index/index.js';
import { importPaths } from './intake/index.js';
import { openSearcher, type Searcher } from './search/index.js';
import type {
  ApplicationInput,
  GeneratorSettings,
  Health,
  IndexEvent,
  Simsa,
  SimsaOptions,
  Soundness,
} from './simsa-types.js';
import { openStore, type Store } from './store/index.js';

export type * from './answer/index.js';
export { answerToMarkdown } from './answer/index.js';
export type * from './claims/index.js';
export type * from './classify/index.js';
export type { CitationCheck, ClaimedSpan } from './evidence/index.js';
export type * from './examine/index.js';
export { describeClaims } from './examine/index.js';
export type * from './intake/index.js';
export type * from './search/index.js';
export type * from './simsa-types.js';
export type { Reject, StoreCounts } from './store/index.js';

export const VERSION: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

const GENERATOR_SETTING = 'generator';

/** Formats that `import` reads. */
export function listFormats(): readonly { readonly name: string; readonly title: string }[] {
  return READERS.map(({ name, title }) => ({ name, title }));
}

/**
 * Wires the house: the store, its index and everything that stands on them. The store and the index are
 * opened when they are first needed, so that reading claims, say, needs neither.
 */
export async function openSimsa(options: SimsaOptions): Promise<Simsa> {
  const house = new House(options);
  const searcher = (): Promise<Searcher> => house.searcher();
  return {
    import: (paths, run) => importPaths(house.store, paths, run),
    index: (run) => house.index(run),
    search: async (request) => (await searcher()).search(request),
    priorArt: async (request) => (await searcher()).priorArt(request),
    ask: (request, run) => house.ask(request, run?.signal),
    answer: async (request) => {
      for await (const event of house.ask(request)) if (event.type === 'done') return event.result;
      throw new SimsaError('internal', { reason: 'an answer without end' });
    },
    classify: async (input) =>
      classify({ searcher: await searcher(), store: house.store }, queryText(await readDocument(input))),
    claims: async (input) => {
      const { claims, language } = await readApplication(input);
      return parseClaims(claims, language);
    },
    readApplication: (input) => readApplication(input),
    examine: (input, run) => house.examine(input, run),
    report: renderReport,
    read: (number) => house.read(number),
    passages: (id) => house.store.passages(id),
    verifyCitation: (claimed) => verifyCitation(house.store, claimed),
    rejects: (page) => house.store.rejects(page),
    getGenerator: () => house.generator,
    setGenerator: (settings) => house.setGenerator(settings),
    doctor: (run) => house.doctor(run?.deep ?? false),
    close: () => house.close(),
  };
}

/** What is open, and what is opened when it is needed. */
class House {
  #store: Store | null = null;
  #engine: SearchEngine | null = null;

  constructor(private readonly options: SimsaOptions) {}

  get store(): Store {
    this.#store ??= openStore(this.options.store, { readOnly: this.options.readOnly ?? false });
    return this.#store;
  }

  get #indexFolder(): string {
    return path.join(this.options.store, 'index');
  }

  async searcher(): Promise<Searcher> {
    const { store } = this;
    this.#engine ??= openEngine(this.#indexFolder);
    return openSearcher(store, this.#engine);
  }

  async *index(run: { readonly rebuild?: boolean; readonly signal?: AbortSignal } = {}): AsyncGenerator<IndexEvent> {
    yield* updateIndex({ store: this.store, folder: this.#indexFolder, ...run });
    await this.#engine?.refresh();
  }

  async *ask(request: Parameters<Simsa['ask']>[0], signal?: AbortSignal): ReturnType<Simsa['ask']> {
    const settings = this.generator;
    const openGenerator = settings ? () => openGeneratorAt(settings) : null;
    yield* ask({ searcher: await this.searcher(), openGenerator }, request, signal);
  }

  async *examine(input: ApplicationInput, run: Parameters<Simsa['examine']>[1] = {}): ReturnType<Simsa['examine']> {
    const application = await readApplication(input);
    yield* examine({ searcher: await this.searcher(), store: this.store }, application, run);
  }

  read(number: string): Publication | null {
    const id = this.store.find(number)[0];
    return id === undefined ? null : this.store.get(id);
  }

  /** The generator of the command line or environment, else the one of the settings page. */
  get generator(): GeneratorSettings | null {
    if (this.options.generator) return this.options.generator;
    const kept = existsSync(this.options.store) ? this.store.getSetting(GENERATOR_SETTING) : null;
    return kept ? (JSON.parse(kept) as GeneratorSettings | null) : null;
  }

  setGenerator(settings: GeneratorSettings | null): void {
    this.store.setSetting(GENERATOR_SETTING, JSON.stringify(settings));
  }

  async doctor(deep: boolean): Promise<Health> {
    const { store } = this;
    const faults = deep ? store.check() : [];
    const counts = store.counts();
    const index = await this.#indexHealth(counts.publications);
    const health = soundness(faults.length === 0, index);
    return {
      versions: { simsa: VERSION, node: process.versions.node },
      ...counts,
      store: { path: store.path, schema: store.schema, ok: faults.length === 0, bytes: store.bytes() },
      index,
      generator: this.generator,
      health,
      healthy: health === 'sound',
    };
  }

  async #indexHealth(publications: number): Promise<Health['index']> {
    try {
      this.#engine ??= openEngine(this.#indexFolder);
      const stats = this.#engine.stats();
      const behind = this.store.changesSince(stats.sequence, publications + 1).length;
      return { ok: behind === 0, publications: stats.publications, paragraphs: stats.passages, behind, reason: null };
    } catch (thrown) {
      const { message } = toSimsaError(thrown);
      return { ok: publications === 0, publications: 0, paragraphs: 0, behind: publications, reason: message };
    }
  }

  async close(): Promise<void> {
    await this.#engine?.close();
    this.#store?.close();
  }
}

function soundness(storeIsWhole: boolean, { ok, reason }: Health['index']): Soundness {
  if (!storeIsWhole) return 'store-damaged';
  if (ok) return 'sound';
  return reason === null ? 'index-behind' : 'index-unusable';
}

function openGeneratorAt({ url, model }: GeneratorSettings): Promise<Generator> {
  return openChatServer({ url, model, key: process.env.SIMSA_GENERATOR_KEY });
}
