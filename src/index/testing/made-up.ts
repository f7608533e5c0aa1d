import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Publication } from '../../core/index.js';
import { openStore, type Store } from '../../store/index.js';
import { openEngine } from '../embedded-engine.js';
import { type IndexerOptions, updateIndex } from '../indexer.js';
import type { SearchEngine } from '../types.js';

/** The few things that tell made-up publications apart; everything else is empty. */
export interface MadeUp {
  readonly title?: string;
  readonly titleEn?: string;
  readonly abstract?: string;
  readonly claims?: readonly string[];
  readonly description?: readonly string[];
  readonly applicant?: string;
  readonly inventor?: string;
  readonly classes?: readonly string[];
  readonly filed?: string;
  readonly published?: string;
  readonly status?: string;
  readonly country?: string;
  readonly language?: string;
  readonly family?: string;
}

/** A made-up publication. `number` is a Korean application number, or a key of another office with its kind. */
export function madeUp(number: string, made: MadeUp = {}): Publication {
  const country = made.country ?? (/^\d/.test(number) ? 'KR' : number.slice(0, 2));
  const isKorean = country === 'KR';
  const language = made.language ?? (isKorean ? 'ko' : 'en');
  const kind = /[A-Z]\d?$/.exec(number)?.[0] ?? null;
  const content = JSON.stringify([number, made]);
  const titles = made.title === undefined ? [] : [{ language, text: made.title }];
  return {
    id: isKorean ? `KR${number}` : number,
    country,
    kind: isKorean ? null : kind,
    type: 'patent',
    numbers: {
      publication: isKorean ? null : number.slice(2).replace(/[A-Z]\d?$/, ''),
      application: isKorean ? number : null,
      registration: null,
    },
    dates: { filed: made.filed ?? null, published: made.published ?? null, opened: null, granted: null },
    language,
    titles: made.titleEn === undefined ? titles : [...titles, { language: 'en', text: made.titleEn }],
    abstracts: made.abstract === undefined ? [] : [{ language, text: made.abstract }],
    parties: [
      ...(made.applicant ? [party('applicant', made.applicant)] : []),
      ...(made.inventor ? [party('inventor', made.inventor)] : []),
    ],
    classes: (made.classes ?? []).map((symbol) => ({
      scheme: 'IPC',
      symbol,
      position: null,
      value: null,
      version: null,
    })),
    priorities: [],
    related: [],
    family: { simple: made.family ?? null, extended: null, members: [] },
    citations: [],
    claims: (made.claims ?? []).map((text, index) => ({ number: index + 1, text, status: 'active', refersTo: [] })),
    claimTranslations: [],
    claimVersions: [],
    description: (made.description ?? []).map((text, index) => ({
      label: String(index + 1).padStart(4, '0'),
      origin: 'office',
      section: 'solution',
      kind: 'text',
      text,
    })),
    drawings: [],
    legalEvents: [],
    status: made.status ?? null,
    sources: [
      {
        file: 'made-up',
        offset: 0,
        hash: createHash('sha256').update(content).digest('hex'),
        format: 'test',
        licence: null,
      },
    ],
  };
}

function party(role: 'applicant' | 'inventor', name: string): Publication['parties'][number] {
  return { role, name, otherNames: [], country: null, address: null };
}

/** A store and its index in a folder of their own. */
export interface Bench {
  readonly folder: string;
  readonly indexFolder: string;
  readonly store: Store;
  put(...publications: readonly Publication[]): void;
  index(options?: Partial<IndexerOptions>): Promise<void>;
  open(): SearchEngine;
  remove(): void;
}

export function newBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'simsa-index-'));
  const indexFolder = join(folder, 'index');
  const store = openStore(join(folder, 'store'));
  return {
    folder,
    indexFolder,
    store,
    put: (...publications) => void store.put({ publications, rejects: [] }),
    async index(options) {
      for await (const _ of updateIndex({ store, folder: indexFolder, threads: 0, ...options }));
    },
    open: () => openEngine(indexFolder),
    remove() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
