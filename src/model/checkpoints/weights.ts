import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import { openSafetensors } from './safetensors.js';
import type { TensorFile } from './tensor.js';

const WHOLE = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';
/** What PyTorch's pickles are called; Simsa never opens them. */
const PICKLE = /\.(bin|pt|pth|ckpt|pkl)$/;

/** Names of files stay within the folder: an index is written by strangers. */
const indexSchema = z.object({
  weight_map: z
    .record(z.string(), z.string().regex(/^[^/\\]+\.safetensors$/))
    .refine((map) => Object.keys(map).length > 0, { error: 'it names no tensors' }),
});

/** The files that hold a folder's weights, with the index where there are several. @throws as {@link openWeights} */
export function weightFiles(folder: string): readonly string[] {
  if (isFile(join(folder, WHOLE))) return [join(folder, WHOLE)];
  const index = join(folder, INDEX);
  if (isFile(index)) return [index, ...shardsOf(readIndex(index)).map((name) => join(folder, name))];
  const pickle = readdirSync(folder).find((name) => PICKLE.test(name));
  if (pickle) throw pickled(join(folder, pickle));
  throw new SimsaError('model.bad-checkpoint', { path: folder, reason: `${WHOLE} is missing` }, { file: folder });
}

/**
 * Opens the weights of a folder as Hugging Face saves them: `model.safetensors`, or several files with
 * `model.safetensors.index.json` that says which tensor stands where.
 * @throws `model.not-safetensors`, `model.cut-short`, `model.missing-shards`, `model.missing-tensors`,
 * `model.bad-checkpoint`
 */
export function openWeights(folder: string): TensorFile {
  const [first, ...shards] = weightFiles(folder);
  return shards.length === 0 ? openSafetensors(first!) : openShards(folder, first!);
}

function openShards(folder: string, index: string): TensorFile {
  const map = readIndex(index);
  const names = shardsOf(map);
  const missing = names.filter((name) => !isFile(join(folder, name)));
  if (missing.length > 0) {
    const details = { path: index, count: missing.length, all: names.length, names: missing.slice(0, 3).join(', ') };
    throw new SimsaError('model.missing-shards', details, { file: join(folder, missing[0]!) });
  }
  const shards = new Map(names.map((name) => [name, openSafetensors(join(folder, name))]));
  checkIndex(map, shards, index);
  const shardOf = (name: string) => shards.get(map[name] ?? '');
  return {
    names: Object.keys(map),
    metadata: {},
    shapeOf: (name) => shardOf(name)?.shapeOf(name) ?? null,
    read(name) {
      const shard = shardOf(name);
      if (!shard) throw new SimsaError('model.missing-tensors', { count: 1, names: name }, { file: index });
      return shard.read(name);
    },
  };
}

/** What the index promises must be there: shards of two saves do not go together. */
function checkIndex(map: Index, shards: ReadonlyMap<string, TensorFile>, index: string): void {
  const absent = Object.entries(map).filter(([name, shard]) => shards.get(shard)!.shapeOf(name) === null);
  if (absent.length === 0) return;
  const names = absent.slice(0, 3).map(([name, shard]) => `${name} (${shard})`);
  throw new SimsaError('model.missing-tensors', { count: absent.length, names: names.join(', ') }, { file: index });
}

type Index = z.infer<typeof indexSchema>['weight_map'];

function readIndex(path: string): Index {
  try {
    return indexSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).weight_map;
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? cause.issues[0]!.message : 'it is not JSON';
    throw new SimsaError('model.bad-checkpoint', { path, reason }, { file: path }, { cause });
  }
}

function shardsOf(map: Index): readonly string[] {
  return [...new Set(Object.values(map))].sort();
}

/** Named for what it is: opening it would run code of strangers. */
function pickled(path: string): SimsaError {
  const reason = 'it is a pickle, which can run code when opened';
  return new SimsaError('model.not-safetensors', { path, reason }, { file: path });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
