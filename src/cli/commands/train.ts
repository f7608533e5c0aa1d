import type { Command } from 'commander';
import type { Wording } from '../wording.js';
import { registerContrast } from './train-contrast.js';
import { registerTrainExport } from './train-export.js';
import { registerFinetune } from './train-finetune.js';
import { registerPretrain } from './train-pretrain.js';

/** Adds the commands that train models. */
export function registerTrain(program: Command, wording: Wording): void {
  const train = program.command('train').description(wording('train models', '모델 학습'));
  registerFinetune(train, wording);
  registerPretrain(train, wording);
  registerContrast(train, wording);
  registerTrainExport(train, wording);
}
