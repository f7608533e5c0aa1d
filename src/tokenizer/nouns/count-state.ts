import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cannotWrite } from '../counts/sorted-runs.js';
import type { TextFile } from './text-blocks.js';

/** How far counting has come, so that it goes on there after a stop. */
export interface CountState {
  /** Blocks counted, over all files. */
  readonly blocks: number;
  readonly runs: readonly string[];
  readonly documents: number;
  readonly unreadable: number;
}

const FILE = 'counted.json';
const NOTHING: CountState = { blocks: 0, runs: [], documents: 0, unreadable: 0 };

/** Reads the state of an earlier count of the very same files; nothing when there is none or a run of it is gone. */
export function readState(folder: string, files: readonly TextFile[]): CountState {
  const path = join(folder, FILE);
  if (!existsSync(path)) return NOTHING;
  const { of, state } = JSON.parse(readFileSync(path, 'utf8')) as { of: string; state: CountState };
  return of === stampOf(files) && state.runs.every((run) => existsSync(run)) ? state : NOTHING;
}

/** @throws `tokenizer.cannot-write` */
export function writeState(folder: string, files: readonly TextFile[], state: CountState): void {
  const path = join(folder, FILE);
  try {
    writeFileSync(`${path}.part`, JSON.stringify({ of: stampOf(files), state }));
    renameSync(`${path}.part`, path);
  } catch (thrown) {
    throw cannotWrite(path, thrown);
  }
}

function stampOf(files: readonly TextFile[]): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}
