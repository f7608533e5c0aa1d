import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { writeWhole } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';

const METRICS = 'metrics.jsonl';
const RUN = 'run.json';

/** A line of a run's curves, as far as every kind of run has it. */
const lineSchema = z.looseObject({ step: z.int() });
type Line = z.infer<typeof lineSchema>;

/**
 * Makes a folder the place of a run, or finds that it is.
 * @param schema of the settings, which decide the numbers of the run.
 * @throws `train.other-run` when it holds a run with other settings
 */
export function openRun<Settings extends object>(
  folder: string,
  settings: Settings,
  schema: z.ZodType<Settings>,
): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, RUN);
  if (!existsSync(path)) {
    writeWhole(path, [Buffer.from(`${JSON.stringify(settings, null, 2)}\n`)]);
    return;
  }
  const found = readSettings(folder, schema);
  const names = Object.keys(settings) as (keyof Settings & string)[];
  const differing = names.filter((key) => !isDeepStrictEqual(found[key], settings[key]));
  if (differing.length > 0)
    throw new SimsaError('train.other-run', { folder, what: differing.join(', ') }, { file: path });
}

/** @throws `model.bad-checkpoint` where there is no run with such settings */
export function readSettings<Settings>(folder: string, schema: z.ZodType<Settings>): Settings {
  const path = join(folder, RUN);
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = 'run.json is missing or cannot be read';
    throw new SimsaError('model.bad-checkpoint', { path: folder, reason }, { file: path }, { cause });
  }
}

/** The curves of a run. A last line that a crash tore is left out. */
export function readLines<Metric>(folder: string, schema: z.ZodType<Metric>): readonly Metric[] {
  const path = join(folder, METRICS);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [schema.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    });
}

/** Takes away lines of steps that will be done again. */
export function rewindLines(folder: string, step: number): void {
  const kept = readLines<Line>(folder, lineSchema).filter((line) => line.step <= step);
  writeWhole(join(folder, METRICS), [Buffer.from(kept.map((line) => `${JSON.stringify(line)}\n`).join(''))]);
}

export function appendLine(folder: string, metric: object): void {
  appendFileSync(join(folder, METRICS), `${JSON.stringify(metric)}\n`);
}
