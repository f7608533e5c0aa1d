import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../../core/files.js';
import { type Progress, SimsaError } from '../../../core/index.js';
import {
  checkModelTarget,
  type EncoderConfig,
  formatEncoderConfig,
  type SavedEncoder,
  saveEncoder,
} from '../../../model/index.js';
import { openTokenizer, type Tokenizer } from '../../../tokenizer/index.js';
import { tokeniseCorpus } from '../../tokens/tokenise-corpus.js';
import { handOverReadme } from './readme.js';
import { launchScript, TRAIN_SCRIPT } from './train-script.js';

export interface HandOver {
  /** Folder of a finished corpus, and of the tokenizer. */
  readonly corpus: string;
  readonly tokenizer: string;
  readonly out: string;
  /** What training goes on from, or the configuration of a fresh model. */
  readonly model: SavedEncoder | EncoderConfig;
  readonly weightsOnly: boolean;
  readonly threads: number;
  readonly processes: number;
  readonly schedule: Schedule;
}

/** What the trainer elsewhere is told. */
export interface Schedule {
  readonly steps: number;
  /** Rows of 128 tokens that each process reads in a step. */
  readonly rows: number;
  readonly rate: number;
  readonly warmup: number;
  readonly masked: number;
  readonly seed: number;
  /** Steps between two lines of its log. */
  readonly every: number;
}

const LENGTH = 128;

/**
 * Writes everything that transformers' Trainer needs to train an encoder by masked words on many machines: tokens,
 * tokenizer, model, settings, a program and how it is launched. What it saves comes back with `simsa model import`
 * and goes on here with `simsa train pretrain --from`.
 * @throws `model.folder-taken` where the folder holds something else, `corpus.no-corpus`, `train.no-text`
 */
export async function* handOverTraining(options: HandOver): AsyncGenerator<Progress, void> {
  const { out, model } = options;
  const tokenizer = openTokenizer(options.tokenizer);
  checkModel(model, tokenizer);
  checkModelTarget(join(out, 'model'));
  mkdirSync(out, { recursive: true });
  yield* tokens(options);
  writeModel(join(out, 'model'), model);
  cpSync(options.tokenizer, join(out, 'tokenizer'), { recursive: true });
  write(out, 'settings.json', `${JSON.stringify(settingsOf(options, tokenizer), null, 2)}\n`);
  write(out, 'launch.sh', launchScript(options.processes));
  chmodSync(join(out, 'launch.sh'), 0o755);
  write(out, 'train.py', TRAIN_SCRIPT);
  write(out, 'README.md', handOverReadme());
}

async function* tokens(options: HandOver): AsyncGenerator<Progress, void> {
  for (const split of ['train', 'dev'] as const) {
    const out = join(options.out, 'tokens', split);
    const { corpus, tokenizer, weightsOnly, threads } = options;
    const { tokens } = yield* tokeniseCorpus({ corpus, tokenizer, weightsOnly, threads, split, out, language: null });
    if (split === 'train' && tokens === 0) throw new SimsaError('train.no-text', { path: corpus });
  }
}

function checkModel(model: SavedEncoder | EncoderConfig, { size }: Tokenizer): void {
  const { vocabularySize } = 'config' in model ? model.config : model;
  if (size > vocabularySize)
    throw new SimsaError('model.other-vocabulary', { found: `${size}`, wanted: `${vocabularySize}` });
}

/** A fresh model is its configuration alone: the trainer draws the weights. */
function writeModel(folder: string, model: SavedEncoder | EncoderConfig): void {
  if ('config' in model) {
    saveEncoder(folder, model, 'hf');
    return;
  }
  mkdirSync(folder, { recursive: true });
  write(folder, 'config.json', formatEncoderConfig(model, 'ForMaskedLM'));
}

function settingsOf({ schedule }: HandOver, { size, specials }: Tokenizer) {
  const { pad, begin, separator, mask } = specials;
  return { length: LENGTH, vocabulary: size, specials: { pad, begin, separator, mask }, ...schedule };
}

function write(folder: string, name: string, text: string): void {
  writeWhole(join(folder, name), [Buffer.from(text)]);
}
