import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Metric, readMetrics } from '../pretrain/run-folder.js';
import { readSettings } from './run-folder.js';

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
  const { objective, stage, steps, passes } = readSettings(folder, settingsSchema);
  const curve = join(folder, 'metrics.jsonl');
  return {
    name: basename(folder),
    objective: objective ?? stage ?? 'masked-words',
    steps: steps ?? passes.reduce((sum, pass) => sum + pass.steps, 0),
    curve: readMetrics(folder),
    changed: existsSync(curve) ? statSync(curve).mtime.toISOString() : null,
  };
}
