import type { NamedValues } from '../../graph/index.js';
import type { SpecialIds } from '../rows/batch.js';
import type { TokenStore } from '../tokens/token-store.js';
import type { Metric } from './run-folder.js';
import type { PretrainSettings } from './settings.js';

/** What is trained on and held against. */
export interface PretrainTexts {
  readonly train: TokenStore;
  /** Text kept out of training, by name (`ko`, `en`). */
  readonly held: Readonly<Record<string, TokenStore>>;
}

export interface PretrainOptions {
  /** Where checkpoints and curves go; a run found there goes on. */
  readonly folder: string;
  readonly settings: PretrainSettings;
  readonly specials: SpecialIds;
  readonly threads: number;
  /** Weights to begin with by the names of a BERT, made when a run begins; what is not named begins at random. */
  readonly start?: () => Readonly<Record<string, NamedValues>>;
  /** Steps between two lines of the curves, two readings of held-out text, two checkpoints. */
  readonly every: { readonly metric: number; readonly reading: number; readonly checkpoint: number };
  /** Ends the run early, with a checkpoint. */
  readonly signal?: AbortSignal;
}

export type PretrainEvent =
  | { readonly type: 'resumed'; readonly step: number }
  | { readonly type: 'metric'; readonly metric: Metric; readonly steps: number }
  | { readonly type: 'checkpoint'; readonly path: string; readonly step: number }
  | { readonly type: 'done'; readonly step: number; readonly interrupted: boolean };
