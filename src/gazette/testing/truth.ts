/**
 * Truth files: what a fixture reads to, kept beside it and reviewed like code. `UPDATE_TRUTH=1` writes them anew; every
 * other run compares.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { readGazettes } from '../read.js';
import { memorySource } from '../source.js';
import type { Read } from '../types.js';

/**
 * Reads `fixtures/NAME` beside the test and compares it with `fixtures/NAME.truth.json`.
 * @param testUrl `import.meta.url` of the test
 * @returns what was read, for further checks
 */
export async function expectTruth(testUrl: string, name: string): Promise<readonly Read[]> {
  const fixture = fileURLToPath(new URL(`./fixtures/${name}`, testUrl));
  const reads = await readAll(name, await readFile(fixture));
  const truth = reads.map(asTruth);
  const file = `${fixture}.truth.json`;
  if (process.env.UPDATE_TRUTH) await writeFile(file, `${JSON.stringify(truth, null, 2)}\n`);
  expect(truth).toEqual(JSON.parse(await readFile(file, 'utf8')));
  return reads;
}

/** Everything that bytes of this name read to. */
export async function readAll(name: string, bytes: Uint8Array): Promise<Read[]> {
  const reads: Read[] = [];
  for await (const read of readGazettes(memorySource(name, bytes))) reads.push(read);
  return reads;
}

function asTruth(read: Read): unknown {
  if (read.type === 'reject') return JSON.parse(JSON.stringify({ reject: read.error.code, where: read.where }));
  const { publication, repairs } = read;
  return JSON.parse(JSON.stringify(repairs ? { publication, repairs } : { publication }));
}
