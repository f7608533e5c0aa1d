import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSimsa } from '../../src/simsa.js';

/** A folder that is removed when the tests of a file have ended. */
export function temporaryFolder(name: string): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `simsa-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Imports and indexes files. @throws when a record is not read. */
export async function makeStore(store: string, paths: readonly string[]): Promise<void> {
  const simsa = await openSimsa({ store });
  try {
    for await (const event of simsa.import(paths)) if (event.type === 'reject') throw event.reject.error;
    for await (const _event of simsa.index());
  } finally {
    await simsa.close();
  }
}

/** Files below a folder, with their folders, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
