import { z } from 'zod';
import { appendLine, openRun, readLines, readSettings, rewindLines } from '../runs/run-folder.js';
import { type PretrainSettings, pretrainSettingsSchema } from './settings.js';

const metricSchema = z.object({
  step: z.int(),
  tokens: z.int(),
  loss: z.number(),
  /** Parts of the loss by name, where it has several. */
  losses: z.record(z.string(), z.number()).optional(),
  norm: z.number(),
  rate: z.number(),
  tokensPerSecond: z.number(),
  /** Figures of held-out text, by the text's name and theirs. */
  held: z.record(z.string(), z.record(z.string(), z.number())).optional(),
});

/** A line of the run's curves. Training loss is the mean since the line before. */
export type Metric = z.infer<typeof metricSchema>;

/**
 * Makes a folder the place of a run, or finds that it is.
 * @throws `train.other-run` when it holds a run with other settings
 */
export function openRunFolder(folder: string, settings: PretrainSettings): void {
  openRun(folder, settings, pretrainSettingsSchema);
}

export function readRunSettings(folder: string): PretrainSettings {
  return readSettings(folder, pretrainSettingsSchema);
}

/** The curves of a run. A last line that a crash tore is left out. */
export function readMetrics(folder: string): readonly Metric[] {
  return readLines(folder, metricSchema);
}

/** Takes away lines of steps that will be done again. */
export const rewindMetrics: (folder: string, step: number) => void = rewindLines;

export function appendMetric(folder: string, metric: Metric): void {
  appendLine(folder, metric);
}
