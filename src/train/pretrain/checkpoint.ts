import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeWhole } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';
import type { NamedValues, TrainingState } from '../../graph/index.js';
import { type NamedTensor, openSafetensors, writeSafetensors } from '../../model/index.js';
import type { RowCursor } from '../rows/packing.js';

const NAME = /^checkpoint-(\d{9})$/;
/** Older checkpoints than these are deleted; the one before the last stands in should the disk have lost the last. */
const KEPT = 2;

const stateSchema = z.object({
  schema: z.literal(1),
  step: z.int().nonnegative(),
  /** Tokens read so far, without special tokens. */
  tokens: z.int().nonnegative(),
  /** Where the rows of the pass stand. */
  cursor: z.object({
    epoch: z.int().nonnegative(),
    dealt: z.int().nonnegative(),
    waiting: z.array(z.int().nonnegative()),
  }),
});

/** All that a run needs to go on with the very next step. */
export interface Checkpoint {
  readonly training: TrainingState;
  readonly tokens: number;
  readonly cursor: RowCursor;
}

/** Writes `checkpoint-000000500`: under another name first, renamed when all of it is on disk. */
export function writeCheckpoint(folder: string, { training, tokens, cursor }: Checkpoint): string {
  const path = join(folder, `checkpoint-${String(training.step).padStart(9, '0')}`);
  const beside = `${path}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  for (const [buffer, values] of Object.entries(training.buffers))
    writeSafetensors(join(beside, `${buffer}.safetensors`), tensorsOf(values));
  const state = { schema: 1, step: training.step, tokens, cursor };
  writeWhole(join(beside, 'state.json'), [Buffer.from(`${JSON.stringify(state)}\n`)]);
  rmSync(path, { recursive: true, force: true });
  renameSync(beside, path);
  syncFolder(folder);
  for (const old of checkpointsIn(folder).slice(0, -KEPT)) rmSync(join(folder, old), { recursive: true, force: true });
  return path;
}

/** The newest checkpoint of a run, or null when there is none. */
export function lastCheckpoint(folder: string): Checkpoint | null {
  const path = lastCheckpointPath(folder);
  return path === null ? null : readCheckpoint(path);
}

/** Where the newest checkpoint of a run lies, or null when there is none. */
export function lastCheckpointPath(folder: string): string | null {
  const name = checkpointsIn(folder).at(-1);
  return name === undefined ? null : join(folder, name);
}

function checkpointsIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
    : [];
}

/** @throws `model.bad-checkpoint`, `model.not-safetensors`, `model.cut-short` */
export function readCheckpoint(path: string): Checkpoint {
  const state = readState(join(path, 'state.json'));
  const files = readdirSync(path).filter((name) => name.endsWith('.safetensors'));
  const buffers = Object.fromEntries(
    files.map((name) => [name.replace('.safetensors', ''), valuesOf(join(path, name))]),
  );
  return { training: { step: state.step, buffers }, tokens: state.tokens, cursor: state.cursor };
}

function readState(path: string): z.infer<typeof stateSchema> {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = 'its state.json is missing or cannot be read';
    throw new SimsaError('model.bad-checkpoint', { path, reason }, { file: path }, { cause });
  }
}

function tensorsOf(values: Readonly<Record<string, NamedValues>>): readonly NamedTensor[] {
  return Object.entries(values).map(([name, { shape, values: data }]) => ({ name, shape, data }));
}

function valuesOf(path: string): Record<string, NamedValues> {
  const file = openSafetensors(path);
  return Object.fromEntries(
    file.names.map((name) => {
      const { shape, data } = file.read(name);
      return [name, { shape, values: data }];
    }),
  );
}
