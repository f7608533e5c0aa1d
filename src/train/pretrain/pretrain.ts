import { openTrainer } from '../../graph/index.js';
import { endedAt } from './ending.js';
import { OBJECTIVES } from './objectives/objectives.js';
import { OPTIMISER, programsOf } from './programs.js';
import { PretrainRun } from './run.js';
import { openRunFolder } from './run-folder.js';
import type { PretrainEvent, PretrainOptions, PretrainTexts } from './types.js';

/**
 * Pretrains a model on tokens. A run that was killed goes on from its last checkpoint and reports the same losses as
 * if it had not been.
 * @throws `train.other-run`, `graph.no-runtime`; `graph.not-finite` and `graph.out-of-memory` with the place of the
 * last checkpoint
 */
export async function* pretrain(texts: PretrainTexts, options: PretrainOptions): AsyncGenerator<PretrainEvent> {
  const { folder, settings, specials, threads } = options;
  openRunFolder(folder, settings);
  const objective = OBJECTIVES[settings.objective].open({ ...settings, specials });
  const programs = programsOf(objective, settings);
  const trainer = await openTrainer({ programs, optimiser: OPTIMISER, seed: settings.seed, threads });
  try {
    yield* new PretrainRun(texts, options, { trainer, objective }).steps();
  } catch (thrown) {
    throw endedAt(thrown, folder);
  } finally {
    await trainer.close();
  }
}
