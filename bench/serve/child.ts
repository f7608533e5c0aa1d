/**
 * One process of bench/serve.ts: opens a decoder in one of its versions, writes on after a prompt with the likeliest
 * tokens, and prints one line of JSON. `tsx bench/serve/child.ts OPTIONS` where OPTIONS is JSON of `ChildOptions`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type DecoderPrecision, openDecoderFolder, ServingSession } from '../../src/model/index.js';
import { openPlain } from './plain.js';

export interface ChildOptions {
  readonly folder: string;
  readonly version: 'plain' | DecoderPrecision;
  readonly threads: number;
  /** Tokens that are read and written. */
  readonly prompt: number;
  readonly output: number;
  /** Where the tokens and scores of the plain version lie: it writes them, the others are held against them. */
  readonly reference: string;
}

export interface ChildResult {
  /** Milliseconds until the first token, and of all tokens. */
  readonly first: number;
  readonly wall: number;
  /** Milliseconds of processor time. */
  readonly cpu: number;
  /** Megabytes at the peak, opening included, and after the last token. */
  readonly peak: number;
  readonly memory: number;
  readonly opening: number;
  /** Share of tokens that are those of the plain version, each version going on from its own. */
  readonly same: number;
  /** The same where each token follows those of the plain version. */
  readonly sameNext: number;
  /** Root mean square of the differences of scores, in standard deviations of the plain version's scores. */
  readonly difference: number;
}

interface Reference {
  readonly ids: readonly number[];
  /** A row of scores a token. */
  readonly scores: readonly Float32Array[];
}

/** Gives the scores after all tokens so far, of which `fresh` are new. */
type Step = (all: readonly number[], fresh: readonly number[]) => Promise<Float32Array>;

const options = JSON.parse(process.argv[2]!) as ChildOptions;
const { config, tensors } = openDecoderFolder(options.folder);
const prompt = Array.from({ length: options.prompt }, (_, at) => (at * 7919 + 13) % config.vocabularySize);

const begin = performance.now();
const fresh = await openVersion();
const opening = performance.now() - begin;
await write(await fresh(), prompt.slice(0, 8), 2);
const [started, processor] = [performance.now(), process.cpuUsage()];
let first = 0;
const found = await write(await fresh(), prompt, options.output, () => {
  first = performance.now() - started;
});
const wall = performance.now() - started;
const { user, system } = process.cpuUsage(processor);
const memory = await settledMemory();
if (options.version === 'plain') save(found);
const compared = options.version === 'plain' ? { same: 1, sameNext: 1, difference: 0 } : await compare(found, load());
const result: ChildResult = {
  ...{ first, wall, opening, memory, ...compared },
  cpu: (user + system) / 1000,
  peak: statusMegabytes('VmHWM'),
};
console.log(JSON.stringify(result));
process.exit(0);

async function openVersion(): Promise<() => Promise<Step>> {
  const { version, threads } = options;
  if (version === 'plain') {
    const scores = await openPlain(config, tensors(), threads);
    return async () => scores;
  }
  const context = options.prompt + options.output;
  const session = await ServingSession.open({ config, tensors: tensors(), precision: version, context }, { threads });
  return async () => {
    const text = session.begin(context);
    return (_, added) => text.read(added);
  };
}

/** Writes tokens, each the likeliest, or those that are given. */
async function write(
  step: Step,
  start: readonly number[],
  count: number,
  onFirst: () => void = () => {},
  follow: readonly number[] | null = null,
): Promise<Reference> {
  const all = [...start];
  const scores: Float32Array[] = [];
  for (let at = 0; at < count; at++) {
    const given = await step(all, at === 0 ? all : all.slice(-1));
    if (at === 0) onFirst();
    scores.push(given);
    all.push(follow?.[at] ?? likeliest(given));
  }
  return { ids: all.slice(start.length), scores };
}

async function compare(own: Reference, plain: Reference) {
  const { scores } = await write(await fresh(), prompt, options.output, undefined, plain.ids);
  const same = own.ids.filter((id, at) => id === plain.ids[at]).length / own.ids.length;
  const sameNext = scores.filter((given, at) => likeliest(given) === plain.ids[at]).length / scores.length;
  return { same, sameNext, difference: difference(scores, plain.scores) };
}

function difference(own: readonly Float32Array[], plain: readonly Float32Array[]): number {
  const count = plain.length * plain[0]!.length;
  const sumOver = (of: (row: number, word: number) => number) =>
    plain.reduce((sum, scores, row) => sum + scores.reduce((inner, _, word) => inner + of(row, word), 0), 0);
  const mean = sumOver((row, word) => plain[row]![word]!) / count;
  const spread = sumOver((row, word) => (plain[row]![word]! - mean) ** 2);
  return Math.sqrt(sumOver((row, word) => (own[row]![word]! - plain[row]![word]!) ** 2) / spread);
}

function save({ ids, scores }: Reference): void {
  writeFileSync(`${options.reference}.json`, JSON.stringify(ids));
  writeFileSync(`${options.reference}.scores`, Buffer.concat(scores.map(({ buffer }) => Buffer.from(buffer))));
}

function load(): Reference {
  const ids: readonly number[] = JSON.parse(readFileSync(`${options.reference}.json`, 'utf8'));
  const all = new Float32Array(Uint8Array.from(readFileSync(`${options.reference}.scores`)).buffer);
  const width = all.length / ids.length;
  return { ids, scores: ids.map((_, at) => all.subarray(at * width, (at + 1) * width)) };
}

function likeliest(scores: Float32Array): number {
  let best = 0;
  for (let id = 1; id < scores.length; id++) if (scores[id]! > scores[best]!) best = id;
  return best;
}

/** What stays when what opening left behind is swept away, which takes a moment. */
async function settledMemory(): Promise<number> {
  for (let sweep = 0; sweep < 3; sweep++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return statusMegabytes('VmRSS');
}

/** A figure of the kernel's about this process; on other systems than Linux what Node knows. */
function statusMegabytes(name: 'VmRSS' | 'VmHWM'): number {
  if (process.platform !== 'linux')
    return name === 'VmHWM' ? process.resourceUsage().maxRSS / 1024 : process.memoryUsage().rss / 2 ** 20;
  const line = readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${name}:\\s+(\\d+)`));
  return Number(line![1]) / 1024;
}
