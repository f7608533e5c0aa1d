import type { Reader } from './types.js';

/** Every format that can be read, in the order in which they are asked whether a record is theirs. */
export const READERS: readonly Reader[] = [];

const byName = new Map(READERS.map((reader) => [reader.name, reader]));

export function readerNamed(name: string): Reader | null {
  return byName.get(name) ?? null;
}
