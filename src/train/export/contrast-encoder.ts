import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SimsaError } from '../../core/index.js';
import { parseEncoderConfig, type SavedEncoder, tensorsInMemory, type WordTable } from '../../model/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import { type ContrastSettings, contrastSettingsSchema } from '../contrast/settings.js';
import { WORD_TABLE } from '../contrast/towers.js';
import { type Checkpoint, lastCheckpoint } from '../pretrain/checkpoint.js';
import { readMetrics } from '../pretrain/run-folder.js';
import { readSettings } from '../runs/run-folder.js';

const NETWORK = 'network';
const WORDS = 'words';

/** Whether a folder is one of `simsa train contrast`. */
export const isContrastFolder = (path: string): boolean => existsSync(join(path, NETWORK, 'run.json'));

/**
 * The encoder of a document stage, from its last checkpoint, with the static vectors of the same run where it has some.
 * @param tokenizer folder of the tokenizer that the run was trained with.
 * @throws `model.bad-checkpoint` for a run without one, `train.other-tokenizer`
 */
export function encoderOfContrast(
  folder: string,
  { tokenizer, licence }: { readonly tokenizer: string; readonly licence: string | null },
): SavedEncoder {
  const { settings, checkpoint, made } = openTower(join(folder, NETWORK), tokenizer);
  const words = existsSync(join(folder, WORDS, 'run.json')) ? openTower(join(folder, WORDS), tokenizer) : null;
  const tensors = Object.entries(checkpoint.training.buffers.weights!);
  return {
    config: parseEncoderConfig(JSON.stringify(settings.config), join(folder, 'run.json')),
    tensors: tensorsInMemory(tensors.map(([name, { shape, values }]) => ({ name, shape, data: values }))),
    ...{ tokenizer, cased: true, classes: null, licence },
    made: { from: 'simsa train contrast', ...made, ...(words ? { staticVectors: words.made } : {}) },
    staticVectors: words ? tableOf(words.checkpoint) : null,
    embeds: words ? 'both' : 'network',
  };
}

/**
 * The static vectors of a document stage, whether or not it trained a network too: what to lay beside another one.
 * @throws `model.bad-checkpoint` for a stage that has none, `train.other-tokenizer`
 */
export function staticVectorsOf(folder: string, tokenizer: string): Pick<SavedEncoder, 'staticVectors' | 'made'> {
  if (!existsSync(join(folder, WORDS, 'run.json'))) {
    const reason = 'it is no run of simsa train contrast that taught static vectors';
    throw new SimsaError('model.bad-checkpoint', { path: folder, reason }, { file: folder });
  }
  const { checkpoint, made } = openTower(join(folder, WORDS), tokenizer);
  return { staticVectors: tableOf(checkpoint), made: { staticVectors: made } };
}

interface OpenedTower {
  readonly settings: ContrastSettings;
  readonly checkpoint: Checkpoint;
  readonly made: Readonly<Record<string, unknown>>;
}

function openTower(folder: string, tokenizer: string): OpenedTower {
  const settings = readSettings(folder, contrastSettingsSchema);
  const { hash } = openTokenizer(tokenizer);
  if (hash !== settings.tokenizer)
    throw new SimsaError('train.other-tokenizer', { found: settings.tokenizer, wanted: hash }, { file: folder });
  const checkpoint = lastCheckpoint(folder);
  if (!checkpoint) {
    const reason = 'it has no checkpoint yet';
    throw new SimsaError('model.bad-checkpoint', { path: folder, reason }, { file: folder });
  }
  const { step } = checkpoint.training;
  const held = readMetrics(folder).findLast((metric) => metric.held && metric.step <= step)?.held ?? null;
  const { start, shares, temperature, rate, batch, length, seed } = settings;
  const made = { start, steps: step, tokens: checkpoint.tokens, held, shares, temperature, rate, batch, length, seed };
  return { settings, checkpoint, made };
}

function tableOf({ training }: Checkpoint): WordTable {
  const { shape, values } = training.buffers.weights![WORD_TABLE]!;
  const [size = 0, width = 0] = shape;
  return { size, width, values };
}
