import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import { type Metric, readMetrics } from '../pretrain/run-folder.js';

/** A run as one who watches it sees it, whatever it learns. */
export interface RunView {
  /** Name of its folder. */
  readonly name: string;
  /** What it learns: `masked-words`, `replaced-tokens`, `contrast` … */
  readonly objective: string;
  /** Steps it will have taken at its end. */
  readonly steps: number;
  readonly curve: readonly Metric[];
  /** When it last wrote a line of its curve, ISO 8601; null before the first. */
  readonly changed: string | null;
}

/** What every kind of run says of itself. */
const settingsSchema = z.looseObject({
  objective: z.string().optional(),
  stage: z.string().optional(),
  steps: z.int().optional(),
  passes: z.array(z.looseObject({ steps: z.int() })).default([]),
});

/** Reads a run that may still be going on. @throws `model.bad-checkpoint` where there is no run */
export function viewRun(folder: string): RunView {
  const { objective, stage, steps, passes } = readSettings(join(folder, 'run.json'), folder);
  const curve = join(folder, 'metrics.jsonl');
  return {
    name: basename(folder),
    objective: objective ?? stage ?? 'masked-words',
    steps: steps ?? passes.reduce((sum, pass) => sum + pass.steps, 0),
    curve: readMetrics(folder),
    changed: existsSync(curve) ? statSync(curve).mtime.toISOString() : null,
  };
}

function readSettings(path: string, folder: string): z.infer<typeof settingsSchema> {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = 'run.json is missing or cannot be read';
    throw new SimsaError('model.bad-checkpoint', { path: folder, reason }, { file: path }, { cause });
  }
}
