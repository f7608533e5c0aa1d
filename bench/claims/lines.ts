import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Rows of a gzipped file of JSON lines. */
export function rowsOf<T>(file: string): readonly T[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as T);
}
