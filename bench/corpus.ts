import { execFile, execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchOptions, Measurement } from './types.js';

const OUT = fileURLToPath(new URL('./work/corpus/', import.meta.url));
const CHILD = fileURLToPath(new URL('./corpus/build-child.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** What users run. */
const BUILT = new URL('../dist/corpus/index.js', import.meta.url).href;
const ROUNDS = 3;
/** What may be done with the files of the data folder that this bench is run on; files it does not name may train nothing. */
const LIST = fileURLToPath(new URL('./corpus/sources.json', import.meta.url));

/** What the child tells of one build. */
interface BuildOutcome {
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

/**
 * Builds a corpus of `--data` from end to end, each time in a process of its own, so that its peak of memory is its own;
 * the build with the median time is told.
 */
export async function run({ data, workers }: BenchOptions): Promise<readonly Measurement[]> {
  if (!data) throw new Error('Name a folder of sources with --data.');
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
  const outcomes: BuildOutcome[] = [];
  for (let round = 0; round < ROUNDS; round++) outcomes.push(await build(data, workers));
  outcomes.sort((a, b) => a.seconds - b.seconds);
  const outcome = outcomes[Math.floor(ROUNDS / 2)]!;
  const speed = ({ readBytes, seconds }: BuildOutcome) => round(readBytes / 1e6 / seconds);
  return [
    { what: 'sources, unpacked', value: megabytes(outcome.readBytes), unit: 'MB' },
    {
      what: `build from end to end, ${workers} threads, median of ${ROUNDS}`,
      value: speed(outcome),
      unit: 'MB/s',
      aim: '≥ 10',
    },
    { what: 'slowest', value: speed(outcomes.at(-1)!), unit: 'MB/s' },
    { what: 'fastest', value: speed(outcomes[0]!), unit: 'MB/s' },
    {
      what: 'peak of memory, highest',
      value: megabytes(Math.max(...outcomes.map(({ peak }) => peak))),
      unit: 'MB',
      aim: '≤ 1,500',
    },
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

async function build(data: string, workers: number): Promise<BuildOutcome> {
  rmSync(OUT, { recursive: true, force: true });
  const args = [CHILD, BUILT, data, OUT, LIST, String(workers)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  rmSync(OUT, { recursive: true, force: true });
  return JSON.parse(stdout) as BuildOutcome;
}

function megabytes(bytes: number): number {
  return round(bytes / 1e6);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
