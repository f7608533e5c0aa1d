import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../core/files.js';
import { SimsaError } from '../core/index.js';

/** Changes when files of segments or what is put into them change. */
export const INDEX_SCHEMA = 1;

/** What made an index; one that differs is refused. */
export interface Stamp {
  readonly schema: number;
  /** Version of the analyser and its dictionary. */
  readonly tokenizer: string;
}

const manifestSchema = z.object({
  stamp: z.object({ schema: z.number(), tokenizer: z.string() }),
  /** The store's log is followed up to here. */
  sequence: z.number().int().nonnegative(),
  segments: z.array(
    z.object({
      file: z.string().regex(/^[\w-]+\.seg$/),
      bytes: z.number().int().positive(),
      documents: z.number().int().positive(),
      /** Documents that were replaced or removed since. */
      deleted: z.array(z.number().int().nonnegative()),
    }),
  ),
});

/**
 * What an index consists of at one moment. Segments are never changed; a commit is the renaming of one
 * small file, and the sequence stands in it beside the segments, so that after a crash at any moment the
 * index is as it was before or after a commit, and goes on from exactly there.
 */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
export type SegmentEntry = Manifest['segments'][number];

const MANIFEST = 'manifest.json';
const LOCK = 'writer.lock';
const SEGMENT = /\.seg$/;

/** The manifest of a folder, or null where there is no index. @throws `index.corrupt`, `index.other-version`. */
export function readManifest(folder: string, stamp: Stamp): Manifest | null {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return null;
  const manifest = parseManifest(path);
  const { schema, tokenizer } = manifest.stamp;
  if (schema !== stamp.schema || tokenizer !== stamp.tokenizer) {
    const details = { found: `${schema}/${tokenizer}`, wanted: `${stamp.schema}/${stamp.tokenizer}` };
    throw new SimsaError('index.other-version', details, { file: path });
  }
  const missing = manifest.segments.find(({ file }) => !existsSync(join(folder, file)));
  if (missing) throw new SimsaError('index.corrupt', { reason: `${missing.file} is missing` }, { file: path });
  return manifest;
}

function parseManifest(path: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new SimsaError('index.corrupt', { reason: 'its manifest cannot be read' }, { file: path }, { cause: error });
  }
}

/** Makes a manifest the valid one. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeWhole(join(folder, MANIFEST), [Buffer.from(JSON.stringify(manifest))]);
}

/** Deletes segments that no manifest names: left by a crash, or merged into others. */
export function sweep(folder: string, manifest: Manifest | null): void {
  const valid = new Set(manifest?.segments.map(({ file }) => file));
  for (const name of readdirSync(folder)) {
    if (SEGMENT.test(name) && !valid.has(name)) rmSync(join(folder, name), { force: true });
  }
}

/** Removes the whole index. The manifest goes first, so that a crash leaves an empty index and no broken one. */
export function clear(folder: string): void {
  rmSync(join(folder, MANIFEST), { force: true });
  sweep(folder, null);
}

const heldHere = new Set<string>();

/**
 * Keeps other writers out while this process writes. A lock whose process is gone is taken over.
 * @returns what releases it. @throws `index.busy`.
 */
export function lock(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = resolve(folder, LOCK);
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      heldHere.add(path);
      return () => {
        heldHere.delete(path);
        rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new SimsaError('index.not-writable', { path: folder, reason: String(error) }, {}, { cause: error });
      }
      const owner = Number(readFileSync(path, 'utf8'));
      // After a restart of the machine a dead writer's number may be ours.
      const held = owner === process.pid ? heldHere.has(path) : isAlive(owner);
      if (attempt > 0 || held) throw new SimsaError('index.busy', { pid: owner, path: folder });
      rmSync(path, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
