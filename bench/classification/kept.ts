import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../src/core/files.js';

/** What benches of classification leave for their next run. */
export const WORK = fileURLToPath(new URL('../work/classification/', import.meta.url));

/**
 * Rows of numbers that take minutes to compute, kept under a hash of the data and settings they follow from. After a
 * change of the code that computes them the folder has to go.
 * @param key data and settings, in words
 */
export async function keptRows(
  key: readonly string[],
  compute: () => Promise<readonly Float32Array[]>,
): Promise<readonly Float32Array[]> {
  const path = join(WORK, `${createHash('sha256').update(key.join('\n')).digest('hex').slice(0, 16)}.rows`);
  if (existsSync(path)) return split(new Float32Array(new Uint8Array(readFileSync(path)).buffer));
  const rows = await compute();
  mkdirSync(WORK, { recursive: true });
  writeWhole(path, joined(rows));
  return rows;
}

/** Their width first. */
function* joined(rows: readonly Float32Array[]): Generator<Uint8Array> {
  yield new Uint8Array(Float32Array.of(rows[0]?.length ?? 0).buffer);
  for (const row of rows) yield new Uint8Array(Float32Array.from(row).buffer);
}

function split(all: Float32Array): readonly Float32Array[] {
  const width = all[0]!;
  return Array.from({ length: width === 0 ? 0 : (all.length - 1) / width }, (_, row) =>
    all.subarray(1 + row * width, 1 + (row + 1) * width),
  );
}
