import { join } from 'node:path';
import { type Progress, SimsaError } from '../../core/index.js';
import type { NamedValues } from '../../graph/index.js';
import {
  formatEncoderConfig,
  hashFiles,
  heldHeads,
  openEncoderFolder,
  type Positions,
  parametersWith,
} from '../../model/index.js';
import { openTokenizer, type Tokenizer } from '../../tokenizer/index.js';
import { startWeights } from '../starts/start-weights.js';
import { openTokenStore, type TokenStore } from '../tokens/token-store.js';
import { type TokeniseOptions, tokeniseCorpus } from '../tokens/tokenise-corpus.js';
import { FAMILIES, type ModelSize } from './model-config.js';
import { OBJECTIVES, type ObjectiveName } from './objectives/objectives.js';
import { pretrain } from './pretrain.js';
import { type PretrainSettings, rowsOfPart } from './settings.js';
import type { PretrainEvent } from './types.js';

export interface CorpusRunOptions {
  /** Folder of a finished corpus, and of the tokenizer. */
  readonly corpus: string;
  readonly tokenizer: string;
  /** Folder of the run: tokens, checkpoints, curves. */
  readonly folder: string;
  /** One of {@link sizesFor} the objective. */
  readonly size: ModelSize;
  readonly dropout: number;
  readonly positions: Positions;
  /** Folder of an encoder to go on from, which decides size and positions; null begins afresh. */
  readonly from: string | null;
  readonly settings: Omit<PretrainSettings, 'schema' | 'config' | 'tokenizer' | 'from'>;
  /** Whether only text is read that may train weights that are shipped. */
  readonly weightsOnly: boolean;
  readonly threads: number;
  readonly signal?: AbortSignal;
}

export type CorpusRunEvent = PretrainEvent | { readonly type: 'progress'; readonly progress: Progress };

/** Steps between lines of the curves, readings of held-out text, and checkpoints. */
const EVERY = { metric: 20, reading: 1000, checkpoint: 500 };
/** Languages that held-out text is read in, each by itself. */
const HELD_LANGUAGES = ['ko', 'en'];

/** Sizes of the models that can learn an objective. */
export function sizesFor(objective: ObjectiveName): readonly ModelSize[] {
  return FAMILIES[OBJECTIVES[objective].family].sizes;
}

/**
 * Pretrains a model on the training split of a corpus, from its text to checkpoints: tokens first (made once), then
 * the start, then the run. The same command again goes on where it stopped.
 * @throws `usage.bad-option`, `corpus.no-corpus`, `train.no-text`, `train.other-run`, `graph.*`
 */
export async function* pretrainOnCorpus(options: CorpusRunOptions): AsyncGenerator<CorpusRunEvent> {
  const { folder, threads, signal } = options;
  // Checked before hours of work, not after.
  for (const pass of options.settings.passes) rowsOfPart(pass, options.settings);
  const tokenizer = openTokenizer(options.tokenizer);
  const train = yield* tokens(options, tokenizer, { split: 'train', language: null });
  const held: Record<string, TokenStore> = {};
  for (const language of HELD_LANGUAGES) {
    const store = yield* tokens(options, tokenizer, { split: 'dev', language });
    if (store.manifest.tokens > 0) held[language] = store;
  }
  if (train.manifest.tokens === 0) throw new SimsaError('train.no-text', { path: options.corpus });
  const { file, weights, hash } = beginning(options, train, tokenizer);
  const settings: PretrainSettings = {
    schema: 1,
    ...options.settings,
    config: file,
    tokenizer: tokenizer.hash,
    from: hash,
  };
  yield* pretrain(
    { train, held },
    {
      ...{ folder, settings, threads, specials: tokenizer.specials, every: EVERY },
      start: weights,
      ...(signal ? { signal } : {}),
    },
  );
}

interface Beginning {
  /** Configuration as `config.json` has it. */
  readonly file: Readonly<Record<string, unknown>>;
  readonly weights: () => Readonly<Record<string, NamedValues>>;
  readonly hash: string | null;
}

/** A fresh model, or one that was trained before. */
function beginning(options: CorpusRunOptions, train: TokenStore, tokenizer: Tokenizer): Beginning {
  const { size, dropout, positions, settings } = options;
  const vocabularySize = tokenizer.size;
  if (options.from !== null) return trainedBefore(options.from, { dropout, vocabularySize });
  const { family } = OBJECTIVES[settings.objective];
  const { file, tables } = FAMILIES[family].fresh({ size, vocabularySize, dropout, positions });
  return { file, weights: () => startWeights(train, tables, settings), hash: null };
}

/** @throws `model.*`, `model.other-vocabulary` where the tokenizer has more tokens than the model knows */
function trainedBefore(
  folder: string,
  { dropout, vocabularySize }: { readonly dropout: number; readonly vocabularySize: number },
): Beginning {
  const { config, tensors, weights } = openEncoderFolder(folder);
  if (vocabularySize > config.vocabularySize) {
    const details = { found: `${vocabularySize}`, wanted: `${config.vocabularySize}` };
    throw new SimsaError('model.other-vocabulary', details, { file: folder });
  }
  const file = tensors();
  const parameters = parametersWith(config, { words: heldHeads(file, config).words });
  const values = () => parameters.map(({ name, shape }) => [name, { shape, values: file.read(name).data }] as const);
  return {
    file: JSON.parse(formatEncoderConfig({ ...config, dropout, attentionDropout: dropout }, 'ForMaskedLM')),
    weights: () => Object.fromEntries(values()),
    hash: hashFiles(weights),
  };
}

async function* tokens(
  { corpus, tokenizer: path, folder, weightsOnly, threads }: CorpusRunOptions,
  tokenizer: Tokenizer,
  { split, language }: Pick<TokeniseOptions, 'split' | 'language'>,
): AsyncGenerator<CorpusRunEvent, TokenStore> {
  const out = join(folder, 'tokens', language === null ? split : `${split}-${language}`);
  const steps = tokeniseCorpus({ corpus, split, language, tokenizer: path, out, weightsOnly, threads });
  for (let step = await steps.next(); !step.done; step = await steps.next())
    yield { type: 'progress', progress: step.value };
  return openTokenStore(out, tokenizer.hash);
}
