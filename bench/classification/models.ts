import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type SavedEncoder, saveEncoder, tensorsInMemory } from '../../src/model/index.js';
import { SHIPPED_TOKENIZER } from '../../src/tokenizer/index.js';
import { encoderOfRun, isRunFolder } from '../../src/train/index.js';
import { WORK } from './kept.js';

/** A model's folder, or one made of the last checkpoint of a run. */
export function modelFolder(path: string): string {
  return isRunFolder(path) ? saved('checkpoint', encoderOf(path)) : path;
}

/** Saves an encoder into the work folder, in place of the one before. */
export function saved(name: string, encoder: SavedEncoder): string {
  const folder = join(WORK, name);
  rmSync(folder, { recursive: true, force: true });
  saveEncoder(folder, encoder, 'hf');
  return folder;
}

/** The encoder of a run with the positions that were trained: further ones are as they were at the start. */
function encoderOf(run: string): SavedEncoder {
  const encoder = encoderOfRun(run, { tokenizer: SHIPPED_TOKENIZER, licence: null });
  return cutPositions(encoder, trainedLength(encoder));
}

interface Made {
  readonly passes?: readonly { readonly length: number; readonly steps: number }[];
  /** Of the rows of a document stage. */
  readonly length?: number;
  readonly steps?: number;
}

function trainedLength({ made, config }: SavedEncoder): number {
  const { passes, length, steps = 0 } = made as Made;
  if (!passes) return length ?? config.maxPositions;
  const begun = passes.filter((_, at) => passes.slice(0, at).reduce((sum, pass) => sum + pass.steps, 0) < steps);
  return Math.max(...begun.map((pass) => pass.length));
}

function cutPositions(encoder: SavedEncoder, length: number): SavedEncoder {
  const { config, tensors } = encoder;
  const maxPositions = Math.min(length, config.maxPositions);
  const kept = tensors.names.map((name) => {
    const { shape, data } = tensors.read(name);
    if (!name.endsWith('position_embeddings.weight')) return { name, shape, data };
    return { name, shape: [maxPositions, shape[1]!], data: data.slice(0, maxPositions * shape[1]!) };
  });
  return { ...encoder, config: { ...config, maxPositions }, tensors: tensorsInMemory(kept) };
}
