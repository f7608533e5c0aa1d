import { SimsaError } from '../../core/index.js';
import { openTrainer } from '../../graph/index.js';
import { type EncoderConfig, parseEncoderConfig } from '../../model/index.js';
import { endedAt } from '../pretrain/ending.js';
import { maskedWords } from '../pretrain/objectives/masked-words.js';
import type { PretrainEvent } from '../pretrain/types.js';
import { openRun } from '../runs/run-folder.js';
import { distinctPairs } from './dealing.js';
import type { PairSet } from './pairs/pair-store.js';
import { PAIR_KINDS } from './pairs/text-pairs.js';
import { contrastPrograms, MASKED_SHARE, OPTIMISER } from './programs.js';
import { type ContrastOptions, ContrastRun, type ContrastTexts } from './run.js';
import { type ContrastSettings, contrastSettingsSchema, shapeOf } from './settings.js';
import { networkTower, type Tower, wordTower } from './towers.js';

/** Numbers in a word's vector; a small vocabulary has no more directions than words. */
export const wordWidth = (vocabularySize: number): number => Math.min(256, vocabularySize);

/**
 * Teaches an encoder, or a table of words, to put texts that belong together near each other. A run that was killed goes
 * on from its last checkpoint and reports the same losses as if it had not been.
 * @throws `train.other-run`, `train.few-pairs`, `graph.*`
 */
export async function* contrast(texts: ContrastTexts, options: ContrastOptions): AsyncGenerator<PretrainEvent> {
  const { folder, settings, specials, threads } = options;
  checkPairs(texts.train, settings);
  openRun(folder, settings, contrastSettingsSchema);
  const config = parseEncoderConfig(JSON.stringify(settings.config), 'run.json');
  const objective = texts.masked ? maskedWords({ ...settings, masked: MASKED_SHARE, specials }) : null;
  const programs = contrastPrograms(towerOf(settings, config, objective !== null), settings, objective);
  const trainer = await openTrainer({ programs, optimiser: OPTIMISER, seed: settings.seed, threads });
  try {
    yield* new ContrastRun(texts, options, trainer, objective).steps();
  } catch (thrown) {
    throw endedAt(thrown, folder);
  } finally {
    await trainer.close();
  }
}

function towerOf({ tower }: ContrastSettings, config: EncoderConfig, words: boolean): Tower {
  return tower === 'network'
    ? networkTower(config, { words })
    : wordTower({ size: config.vocabularySize, width: wordWidth(config.vocabularySize) });
}

/** @throws `train.few-pairs` where a batch could not be filled with pairs that are counterexamples of each other */
function checkPairs(pairs: PairSet, settings: ContrastSettings): void {
  for (const kind of PAIR_KINDS) {
    if (settings.shares[kind] === 0) continue;
    const [count, wanted] = [distinctPairs(pairs[kind]).length, shapeOf(kind, settings).pairs];
    if (count < wanted) throw new SimsaError('train.few-pairs', { kind, count, wanted });
  }
}
