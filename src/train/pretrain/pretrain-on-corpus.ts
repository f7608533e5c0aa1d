import { join } from 'node:path';
import { type Progress, SimsaError } from '../../core/index.js';
import type { Positions } from '../../model/index.js';
import { openTokenizer, type Tokenizer } from '../../tokenizer/index.js';
import { startWeights } from '../starts/start-weights.js';
import { openTokenStore, type TokenStore } from '../tokens/token-store.js';
import { type TokeniseOptions, tokeniseCorpus } from '../tokens/tokenise-corpus.js';
import { FAMILIES, type ModelSize } from './model-config.js';
import { OBJECTIVES, type ObjectiveName } from './objectives/objectives.js';
import { pretrain } from './pretrain.js';
import type { PretrainSettings } from './settings.js';
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
  readonly settings: Omit<PretrainSettings, 'schema' | 'config' | 'tokenizer'>;
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
 * @throws `corpus.no-corpus`, `train.no-text`, `train.other-run`, `graph.*`
 */
export async function* pretrainOnCorpus(options: CorpusRunOptions): AsyncGenerator<CorpusRunEvent> {
  const { size, dropout, positions, folder, threads, signal } = options;
  const tokenizer = openTokenizer(options.tokenizer);
  const train = yield* tokens(options, tokenizer, { split: 'train', language: null });
  const held: Record<string, TokenStore> = {};
  for (const language of HELD_LANGUAGES) {
    const store = yield* tokens(options, tokenizer, { split: 'dev', language });
    if (store.manifest.tokens > 0) held[language] = store;
  }
  if (train.manifest.tokens === 0) throw new SimsaError('train.no-text', { path: options.corpus });
  const { family } = OBJECTIVES[options.settings.objective];
  const { file, tables } = FAMILIES[family].fresh({ size, vocabularySize: tokenizer.size, dropout, positions });
  const settings: PretrainSettings = { schema: 1, ...options.settings, config: file, tokenizer: tokenizer.hash };
  yield* pretrain(
    { train, held },
    {
      ...{ folder, settings, threads, specials: tokenizer.specials, every: EVERY },
      start: () => startWeights(train, tables, settings),
      ...(signal ? { signal } : {}),
    },
  );
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
