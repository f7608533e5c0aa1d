import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchOptions, Measurement } from './types.js';

const OUT = fileURLToPath(new URL('./work/corpus/', import.meta.url));
const CHILD = fileURLToPath(new URL('./corpus/build-child.ts', import.meta.url));
/** What may be done with the files of the data folder that this bench is run on; files it does not name may train nothing. */
const LIST = fileURLToPath(new URL('./corpus/sources.json', import.meta.url));

/** What the child tells of one build. */
export interface BuildOutcome {
  readonly documents: number;
  readonly sentences: number;
  readonly textBytes: number;
  readonly readBytes: number;
  readonly rejects: number;
  readonly seconds: number;
  readonly readSeconds: number;
  readonly planSeconds: number;
  readonly writeSeconds: number;
  readonly cpuSeconds: number;
  readonly peak: number;
}

/** Builds a corpus of `--data` from end to end in a process of its own, so that its peak of memory is its own. */
export async function run({ data, workers }: BenchOptions): Promise<readonly Measurement[]> {
  if (!data) throw new Error('Name a folder of sources with --data.');
  rmSync(OUT, { recursive: true, force: true });
  const args = ['--import', 'tsx', CHILD, data, OUT, LIST, String(workers)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  rmSync(OUT, { recursive: true, force: true });
  const outcome = JSON.parse(stdout) as BuildOutcome;
  return [
    { what: 'sources, unpacked', value: megabytes(outcome.readBytes), unit: 'MB' },
    {
      what: `build from end to end, ${workers} threads`,
      value: round(outcome.readBytes / 1e6 / outcome.seconds),
      unit: 'MB/s',
      aim: '≥ 10',
    },
    { what: 'peak of memory', value: megabytes(outcome.peak), unit: 'MB', aim: '≤ 1,500' },
    { what: 'seconds', value: round(outcome.seconds), unit: 's' },
    { what: 'part: read, clean, sketch', value: round(outcome.readSeconds), unit: 's' },
    { what: 'part: compare and deal', value: round(outcome.planSeconds), unit: 's' },
    { what: 'part: take out duplicates, encode, write', value: round(outcome.writeSeconds), unit: 's' },
    { what: 'CPU of all threads', value: round(outcome.cpuSeconds), unit: 's' },
    { what: 'documents', value: outcome.documents, unit: '' },
    { what: 'sentences', value: outcome.sentences, unit: '' },
    { what: 'text', value: megabytes(outcome.textBytes), unit: 'MB' },
    { what: 'records rejected', value: outcome.rejects, unit: '' },
  ];
}

function megabytes(bytes: number): number {
  return round(bytes / 1e6);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
