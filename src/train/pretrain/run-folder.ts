import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { writeWhole } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';
import { type PretrainSettings, pretrainSettingsSchema } from './settings.js';

const METRICS = 'metrics.jsonl';
const RUN = 'run.json';

const metricSchema = z.object({
  step: z.int(),
  tokens: z.int(),
  loss: z.number(),
  norm: z.number(),
  rate: z.number(),
  tokensPerSecond: z.number(),
  /** Held-out text by name: loss in nats and share of words found. */
  held: z.record(z.string(), z.object({ loss: z.number(), right: z.number() })).optional(),
});

/** A line of the run's curves. Training loss is the mean since the line before. */
export type Metric = z.infer<typeof metricSchema>;

/**
 * Makes a folder the place of a run, or finds that it is.
 * @throws `train.other-run` when it holds a run with other settings
 */
export function openRunFolder(folder: string, settings: PretrainSettings): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, RUN);
  if (!existsSync(path)) {
    writeWhole(path, [Buffer.from(`${JSON.stringify(settings, null, 2)}\n`)]);
    return;
  }
  const found = readRunSettings(folder);
  const differing = Object.keys(settings).filter(
    (key) => !isDeepStrictEqual(found[key as keyof PretrainSettings], settings[key as keyof PretrainSettings]),
  );
  if (differing.length > 0)
    throw new SimsaError('train.other-run', { folder, what: differing.join(', ') }, { file: path });
}

export function readRunSettings(folder: string): PretrainSettings {
  const path = join(folder, RUN);
  try {
    return pretrainSettingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = 'run.json is missing or cannot be read';
    throw new SimsaError('model.bad-checkpoint', { path: folder, reason }, { file: path }, { cause });
  }
}

/** The curves of a run. A last line that a crash tore is left out. */
export function readMetrics(folder: string): readonly Metric[] {
  const path = join(folder, METRICS);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [metricSchema.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    });
}

/** Takes away lines of steps that will be done again. */
export function rewindMetrics(folder: string, step: number): void {
  const kept = readMetrics(folder).filter((metric) => metric.step <= step);
  writeWhole(join(folder, METRICS), [Buffer.from(kept.map((metric) => `${JSON.stringify(metric)}\n`).join(''))]);
}

export function appendMetric(folder: string, metric: Metric): void {
  appendFileSync(join(folder, METRICS), `${JSON.stringify(metric)}\n`);
}
