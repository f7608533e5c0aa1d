import { createReadStream } from 'node:fs';
import { type ErrorFamily, toSimsaError } from '../core/index.js';
import { unreadable } from './input.js';
import { printJson } from './terminal.js';

/** Faults of one line, which leave the next one untouched. */
const OF_THE_LINE: readonly ErrorFamily[] = ['usage', 'input', 'missing'];

/** For the help of `--batch`: what its exit code means. */
export const BATCH_EXIT = {
  en: 'a bad line gives {"error": …} in its place, and the exit code is that of the first bad line',
  ko: '잘못된 줄은 그 자리에 {"error": …}를 출력하고, 종료 코드는 첫 번째 잘못된 줄의 것',
} as const;

interface Batch {
  readonly language: 'ko' | 'en';
  readonly signal: AbortSignal;
}

/**
 * Prints one JSON for each line of a file (`-` is standard input), in order. A line that is at fault prints
 * `{ "error": … }` in its place, and the exit code of the first such line is that of the batch.
 */
export async function runBatch(
  file: string,
  { language, signal }: Batch,
  run: (line: string) => Promise<unknown>,
): Promise<void> {
  for await (const line of linesOf(file)) {
    if (signal.aborted) return;
    try {
      await printJson(await run(line.replace(/^\ufeff/, '').trim()));
    } catch (thrown) {
      const error = toSimsaError(thrown);
      if (!OF_THE_LINE.includes(error.family)) throw thrown;
      await printJson({ error: error.toRecord(language) });
      process.exitCode ??= error.exitCode;
    }
  }
}

/** Lines of a file, or of standard input for `-`. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
  let rest = '';
  try {
    for await (const piece of input) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
  if (rest !== '') yield rest;
}
