import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../core/index.js';
import type { Split } from '../../corpus/index.js';
import type { NamedValues } from '../../graph/index.js';
import { formatEncoderConfig } from '../../model/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import type { PretrainEvent } from '../pretrain/types.js';
import { AROUND } from '../rows/packing.js';
import { readSettings } from '../runs/run-folder.js';
import { openTokenStore, type TokenStore } from '../tokens/token-store.js';
import { tokeniseCorpus } from '../tokens/tokenise-corpus.js';
import { type ContrastBase, type EncoderToTeach, openBase } from './base.js';
import { contrast, wordWidth } from './contrast.js';
import { countedWords } from './counted-words.js';
import type { PairSet } from './pairs/pair-store.js';
import { tokenisePairs } from './pairs/tokenise-pairs.js';
import type { ContrastTexts } from './run.js';
import { type ContrastSettings, contrastSettingsSchema } from './settings.js';
import { WORD_TABLE } from './towers.js';

/** What is taught, in this order; each has a folder of its own within the run's. */
export const TOWERS = ['words', 'network'] as const;
export type TowerName = (typeof TOWERS)[number];

/** What the caller decides of a tower's run. */
export type TowerSettings = Omit<
  ContrastSettings,
  'schema' | 'stage' | 'tower' | 'config' | 'tokenizer' | 'start' | 'weightsOnly'
>;

export const WORD_STARTS = ['random', 'counted'] as const;
export type WordStart = (typeof WORD_STARTS)[number];

export interface ContrastRunOptions {
  /** Folder of a finished corpus. */
  readonly corpus: string;
  /** The encoder to begin with. */
  readonly base: ContrastBase;
  /** Folder of the run: pairs, checkpoints, curves. */
  readonly folder: string;
  /** What the table of words begins with: random numbers, or vectors counted from the corpus. */
  readonly wordStart: WordStart;
  /** A tower without settings is left as it is. */
  readonly towers: Readonly<Partial<Record<TowerName, TowerSettings>>>;
  /** Whether only text is read that may train weights that are shipped. */
  readonly weightsOnly: boolean;
  readonly threads: number;
  readonly signal?: AbortSignal;
}

export type ContrastEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | (PretrainEvent & { readonly tower: TowerName });

const COUNTED: WordStart = 'counted';
/** Tokens of a row that pairs are kept for at least: runs of other lengths need not make them again. */
const PAIR_LENGTH = 128;
/** Steps between lines of the curves, readings of held-out pairs, and checkpoints. */
const EVERY = { metric: 20, reading: 500, checkpoint: 250 };
/** Languages that held-out text is read in for masked words. */
const HELD_LANGUAGES = ['ko', 'en'];

/**
 * The document stage: pairs of texts from the training split, then a table of words and an encoder that learn to find
 * what belongs together. The same command again goes on where it stopped.
 * @throws `corpus.no-corpus`, `train.other-run`, `train.few-pairs`, `train.other-tokenizer`, `model.*`, `graph.*`
 */
export async function* contrastOnCorpus(options: ContrastRunOptions): AsyncGenerator<ContrastEvent> {
  const base = openBase(options.base);
  for (const tower of TOWERS) {
    const settings = options.towers[tower];
    if (!settings || options.signal?.aborted) continue;
    for await (const event of teach(options, base, { tower, settings })) yield event;
  }
}

interface Teaching {
  readonly tower: TowerName;
  readonly settings: TowerSettings;
}

async function* teach(
  options: ContrastRunOptions,
  base: EncoderToTeach,
  { tower, settings: given }: Teaching,
): AsyncGenerator<ContrastEvent> {
  const { weightsOnly, threads, signal } = options;
  const folder = join(options.folder, tower);
  const { hash, specials } = openTokenizer(base.tokenizer);
  const shares = tower === 'network' && base.words ? given.shares : { ...given.shares, masked: 0 };
  const settings: ContrastSettings = {
    ...{ schema: 1, stage: 'contrast', tower, tokenizer: hash, weightsOnly, ...given, shares },
    config: JSON.parse(formatEncoderConfig(base.config, base.words ? 'ForMaskedLM' : 'Model')),
    start: startOf(folder) ?? (tower === 'words' ? options.wordStart : base.name),
  };
  const texts = yield* textsFor(options, base, settings);
  const run = contrast(texts, {
    ...{ folder, settings, specials, threads, every: EVERY },
    start: () => (tower === 'network' ? base.weights() : wordsFrom(options, base, settings)),
    ...(signal ? { signal } : {}),
  });
  for await (const event of run) yield { ...event, tower };
}

/** What a run that is there already began with: its encoder may have been trained on since. */
function startOf(folder: string): string | null {
  return existsSync(join(folder, 'run.json')) ? readSettings(folder, contrastSettingsSchema).start : null;
}

async function* textsFor(
  options: ContrastRunOptions,
  base: EncoderToTeach,
  { tower, start, shares }: ContrastSettings,
): AsyncGenerator<ContrastEvent, ContrastTexts> {
  const train = yield* pairs(options, base, 'train');
  const held = yield* pairs(options, base, 'dev');
  if (shares.masked === 0) {
    if (tower === 'words' && start === COUNTED) yield* tokens(options, base, { split: 'train', language: null });
    return { train, held, masked: null };
  }
  const text = yield* tokens(options, base, { split: 'train', language: null });
  const heldText: Record<string, TokenStore> = {};
  for (const language of HELD_LANGUAGES) {
    const store = yield* tokens(options, base, { split: 'dev', language });
    if (store.manifest.tokens > 0) heldText[language] = store;
  }
  return { train, held, masked: { train: text, held: heldText } };
}

/** Pairs as long as the longest rows want them, so that both towers read the same; shorter rows cut them. */
async function* pairs(
  { corpus, folder, towers, weightsOnly, threads }: ContrastRunOptions,
  { tokenizer }: EncoderToTeach,
  split: Split,
): AsyncGenerator<ContrastEvent, PairSet> {
  const length = Math.max(PAIR_LENGTH, ...Object.values(towers).map((settings) => settings.length));
  const out = join(folder, 'pairs', `${split}-${length}`);
  const longest = length - AROUND;
  return yield* shown(tokenisePairs({ corpus, split, tokenizer, out, weightsOnly, longest, threads }));
}

async function* tokens(
  { corpus, folder, weightsOnly, threads }: ContrastRunOptions,
  base: EncoderToTeach,
  { split, language }: { readonly split: Split; readonly language: string | null },
): AsyncGenerator<ContrastEvent, TokenStore> {
  const out = tokensIn(base.tokens ?? join(folder, 'tokens'), { split, language });
  const { tokenizer } = base;
  yield* shown(tokeniseCorpus({ corpus, split, language, tokenizer, out, weightsOnly, threads }));
  return openTokenStore(out, openTokenizer(tokenizer).hash);
}

const tokensIn = (folder: string, { split, language }: { split: Split; language: string | null }): string =>
  join(folder, language === null ? split : `${split}-${language}`);

async function* shown<Result>(work: AsyncGenerator<Progress, Result>): AsyncGenerator<ContrastEvent, Result> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
    yield { type: 'progress', progress: step.value };
  }
}

function wordsFrom(
  { folder }: ContrastRunOptions,
  base: EncoderToTeach,
  { seed, start }: ContrastSettings,
): Readonly<Record<string, NamedValues>> {
  if (start !== COUNTED) return {};
  const { vocabularySize: size } = base.config;
  const place = tokensIn(base.tokens ?? join(folder, 'tokens'), { split: 'train', language: null });
  const store = openTokenStore(place, openTokenizer(base.tokenizer).hash);
  const { width, values } = countedWords(store, { size, width: wordWidth(size), seed });
  store.close();
  return { [WORD_TABLE]: { shape: [size, width], values } };
}
