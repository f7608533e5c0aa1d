import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { syncFolder } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';

/**
 * Writes a folder so that a crash leaves the old one or the whole new one: filled beside, then renamed.
 * @param replaceable whether an existing folder may be replaced; an empty one always may.
 * @throws `model.folder-taken`, and what `fill` throws, with nothing left behind.
 */
export function writeWholeFolder(
  path: string,
  fill: (beside: string) => void,
  { replaceable }: { readonly replaceable: (path: string) => boolean },
): void {
  const target = resolve(path);
  checkFree(target, replaceable);
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  try {
    fill(beside);
    checkFree(target, replaceable);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
  takePlace(beside, target);
}

/** Fails early where a folder could not be written later: before hours of training, say. @throws `model.folder-taken` */
export function checkFree(path: string, replaceable: (path: string) => boolean): void {
  if (!existsSync(path)) return;
  let entries: readonly string[];
  try {
    entries = readdirSync(path);
  } catch (cause) {
    throw new SimsaError('model.folder-taken', { path }, { file: path }, { cause });
  }
  if (entries.length > 0 && !replaceable(path)) throw new SimsaError('model.folder-taken', { path }, { file: path });
}

function takePlace(beside: string, target: string): void {
  const old = `${beside}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(beside, target);
  syncFolder(dirname(target));
  rmSync(old, { recursive: true, force: true });
}
