import { renameSync, writeFileSync } from 'node:fs';

/** A file that is there is whole: it gets its name when all of it is written. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}
