import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { SimsaError } from '../../core/index.js';

/** A unit with how often it stood in the text. */
export type Counted = readonly [unit: string, count: number];

const CHUNK = 1 << 20;

/**
 * Writes counted units, a line each, in the order they come.
 * @throws `tokenizer.cannot-write` where the disk is full or closed to us
 */
export function writeRun(path: string, entries: Iterable<Counted>): void {
  try {
    const file = openSync(path, 'w');
    try {
      let lines = '';
      for (const [unit, count] of entries) {
        lines += `${unit}\t${count}\n`;
        if (lines.length >= CHUNK) {
          writeSync(file, lines);
          lines = '';
        }
      }
      writeSync(file, lines);
    } finally {
      closeSync(file);
    }
  } catch (thrown) {
    throw cannotWrite(path, thrown);
  }
}

export function cannotWrite(path: string, thrown: unknown): SimsaError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new SimsaError('tokenizer.cannot-write', { path, reason }, { file: path }, { cause: thrown });
}

/** Reads what {@link writeRun} wrote, a megabyte at a time. */
export function* readRun(path: string): Generator<Counted> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const bytes = readSync(file, chunk);
      const lines = (rest + decoder.decode(chunk.subarray(0, bytes), { stream: bytes > 0 })).split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        const tab = line.lastIndexOf('\t');
        yield [line.slice(0, tab), Number(line.slice(tab + 1))];
      }
      if (bytes === 0) return;
    }
  } finally {
    closeSync(file);
  }
}

/** Merges sorted runs into one; the counts of a unit that stands in several are added. */
export function* mergeRuns(runs: readonly Iterable<Counted>[]): Generator<Counted> {
  const open = runs.map((run) => run[Symbol.iterator]());
  const heads = open.map((run) => run.next());
  for (;;) {
    let least: string | null = null;
    for (const { done, value } of heads) if (!done && (least === null || value[0] < least)) least = value[0];
    if (least === null) return;
    let count = 0;
    for (const [i, head] of heads.entries()) {
      if (head.done || head.value[0] !== least) continue;
      count += head.value[1];
      heads[i] = open[i]!.next();
    }
    yield [least, count];
  }
}
