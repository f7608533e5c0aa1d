import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bigrams, type KoreanAnalyser, openKoreanAnalyser, searchTerms, searchTokens } from '../src/text/index.js';
import { preparePython } from './python.js';
import { keptAfter } from './text/damage.js';
import { koreanLines } from './text/lines.js';
import { userDictionaryFigures } from './text/user-dictionary.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/text/', import.meta.url));
const PEERS = fileURLToPath(new URL('./text/mecab_ko.py', import.meta.url));
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const THREADS = fileURLToPath(new URL('./text/threads.mjs', import.meta.url));
const BUILT = new URL('../dist/text/index.js', import.meta.url).href;
/** MeCab-ko, its dictionary, MeCab itself, and the model that kiwi-nlp needs and does not bring. */
const PACKAGES = [
  'python-mecab-ko==1.3.7',
  'python-mecab-ko-dic==2.1.1.post2',
  'mecab-python3==1.0.12',
  'kiwipiepy_model==0.23.0',
];
/** Of so many lines the analysers from npm read one: they are slow. */
const LINES_PER_LINE_OF_LINDERA = 40;
const LINES_PER_LINE_OF_KIWI = 200;
const LINES_PER_FILE = 2500;
/** Threads read more, so that what starting them costs is seen as what it is beside a gazette's length. */
const LINES_PER_FILE_OF_THREADS = 30_000;
const ROUNDS = 3;

/** The Korean analyser against MeCab-ko itself (line by line, and speed), and what search keeps of damaged text. */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/ and law/kr/.');
  const python = preparePython(WORK, PACKAGES);
  const lines = await koreanLines(data, LINES_PER_FILE);
  const text = `${WORK}lines.txt`;
  writeFileSync(text, lines.join('\n'));
  const start = performance.now();
  const korean = openKoreanAnalyser();
  const opened = performance.now() - start;
  const same = agreement(korean, lines, python, text);
  const sample = lines.filter((line) => line.length > 80).slice(0, 5000);
  const inserted = keptAfter(sample, 'space-inserted');
  const removed = keptAfter(sample, 'space-removed');
  return [
    { what: 'dictionary opened', value: round(opened), unit: 'ms', aim: '< 500' },
    { what: 'lines compared', value: lines.length, unit: '' },
    { what: 'lines equal to MeCab-ko', value: same, unit: '', aim: 'all' },
    ...speeds(korean, lines, python, text),
    npmSpeed('lindera-wasm@1.1.0', 'lindera.mjs', { lines, every: LINES_PER_LINE_OF_LINDERA }),
    npmSpeed('kiwi-nlp@0.23.0', 'kiwi.mjs', { lines, every: LINES_PER_LINE_OF_KIWI, model: kiwiModel(python) }),
    ...threadFigures(await koreanLines(data, LINES_PER_FILE_OF_THREADS)),
    ...userDictionaryFigures(korean, lines, WORK),
    { what: 'terms kept, space inserted in a word each 40 characters', value: percent(inserted.terms), unit: '%' },
    { what: 'bigrams kept, the same', value: percent(inserted.bigrams), unit: '%' },
    { what: 'terms kept, space removed each 40 characters', value: percent(removed.terms), unit: '%' },
    { what: 'bigrams kept, the same', value: percent(removed.bigrams), unit: '%' },
  ];
}

function agreement(korean: KoreanAnalyser, lines: readonly string[], python: string, text: string): number {
  execFileSync(python, [PEERS, 'reference', text, `${text}.reference`]);
  const reference = readFileSync(`${text}.reference`, 'utf8').split('\n');
  let same = 0;
  lines.forEach((line, i) => {
    if (asReference(korean, line) === reference[i]) same++;
    else console.error(`differs: ${line}`);
  });
  return same;
}

function asReference(korean: KoreanAnalyser, line: string): string {
  const morphemes = korean.analyse(line);
  return morphemes.map(({ surface, tag, feature }) => `${surface}\t${feature ?? `${tag},*,*,*,*,*,*,*`}`).join('\x01');
}

/** CPU seconds of one thread, sides alternating, the median of the rounds. */
function speeds(korean: KoreanAnalyser, lines: readonly string[], python: string, text: string): Measurement[] {
  let seen = 0;
  const pass = (read: (line: string) => void) => () => cpuSeconds(() => lines.forEach(read));
  const fresh = () => {
    const { dictionary } = korean;
    const analyser = openKoreanAnalyser({ dictionary });
    return pass((line) => analyser.visit(line, () => seen++))();
  };
  const peer = (name: string) => () => Number(execFileSync(python, [PEERS, 'speed', name, text], { encoding: 'utf8' }));
  const sides: readonly (readonly [string, () => number, string?])[] = [
    ['Simsa, visit(), a new analyser that remembers nothing yet', fresh, '≥ 1.0 × MeCab, ≥ 2 × MeCab-ko'],
    ['Simsa, visit(), the same text again', pass((line) => korean.visit(line, () => seen++))],
    ['Simsa, analyse()', pass((line) => (seen += korean.analyse(line).length))],
    ['Simsa, searchTokens()', pass((line) => (seen += searchTokens(line).length))],
    ['Simsa, searchTerms()', pass((line) => (seen += searchTerms(line).length))],
    ['Simsa, bigrams()', pass((line) => (seen += bigrams(line).length))],
    ['MeCab-ko, result not read', peer('mecab-ko')],
    ['MeCab without space penalty, result not read', peer('mecab-python3')],
  ];
  const seconds = sides.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [side, [, measure]] of sides.entries()) seconds[side]!.push(measure());
  const megabytes = Buffer.byteLength(lines.join('')) / 1e6;
  return sides.map(([what, , aim], side) => ({
    what,
    value: round(megabytes / median(seconds[side]!)),
    unit: 'MB/s',
    aim,
  }));
}

/**
 * Wall-clock seconds of a pass in worker threads that share one dictionary, with the start of the threads. The threads
 * are of the built house, which is what users run: those that read TypeScript would spend their start on translating it.
 */
function threadFigures(lines: readonly string[]): Measurement[] {
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
  const path = `${WORK}lines-of-threads.txt`;
  writeFileSync(path, lines.join('\n'));
  const told = execFileSync('node', [THREADS, BUILT, path, String(ROUNDS)], { encoding: 'utf8' });
  const { printedBytes, seconds } = JSON.parse(told) as ThreadTimes;
  const [one, two] = [median(seconds.one), median(seconds.two)];
  const [printedByOne, printedByTwo] = [median(seconds.printedByOne), median(seconds.printedByTwo)];
  const megabytes = Buffer.byteLength(lines.join('')) / 1e6;
  const printed = printedBytes / 1e6;
  return [
    { what: 'text for the threads', value: round(megabytes), unit: 'MB' },
    { what: 'analyseLines(), one worker thread', value: round(megabytes / one), unit: 'MB/s' },
    { what: 'analyseLines(), two worker threads', value: round(megabytes / two), unit: 'MB/s' },
    { what: 'two threads against one', value: round(one / two), unit: '×', aim: '≥ 1.8' },
    { what: 'analyseText(), JSON, one worker thread', value: round(printed / printedByOne), unit: 'MB/s' },
    { what: 'analyseText(), JSON, two worker threads', value: round(printed / printedByTwo), unit: 'MB/s' },
    { what: 'the same, two threads against one', value: round(printedByOne / printedByTwo), unit: '×', aim: '≥ 1.8' },
  ];
}

/** What `threads.mjs` prints. */
interface ThreadTimes {
  readonly printedBytes: number;
  readonly seconds: Readonly<Record<'one' | 'two' | 'printedByOne' | 'printedByTwo', readonly number[]>>;
}

interface NpmPass {
  readonly lines: readonly string[];
  /** One line in so many is read. */
  readonly every: number;
  /** Folder of the model, if the package needs one. */
  readonly model?: string;
}

/** An analyser from npm over a small part of the text, by a program of `bench/text` run where it is installed. */
function npmSpeed(peer: string, program: string, { lines, every, model }: NpmPass): Measurement {
  const folder = `${WORK}npm`;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(`${folder}/node_modules/${peer.split('@')[0]}`)) {
    if (!existsSync(`${folder}/package.json`)) writeFileSync(`${folder}/package.json`, '{"private":true}');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', peer], { cwd: folder, stdio: 'ignore' });
  }
  const part = lines.filter((_, i) => i % every === 0);
  writeFileSync(`${folder}/part.txt`, part.join('\n'));
  const path = fileURLToPath(new URL(`./text/${program}`, import.meta.url));
  const told = execFileSync('node', [path, ...(model ? [model] : []), `${folder}/part.txt`], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const seconds = Number(told.trim().split('\n').at(-1));
  return { what: peer, value: round(Buffer.byteLength(part.join('')) / 1e6 / seconds), unit: 'MB/s' };
}

function kiwiModel(python: string): string {
  const where = 'import kiwipiepy_model, os; print(os.path.dirname(kiwipiepy_model.__file__))';
  return execFileSync(python, ['-c', where], { encoding: 'utf8' }).trim();
}

function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage().user;
  work();
  return (process.cpuUsage().user - start) / 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

const round = (value: number) => Math.round(value * 100) / 100;
const percent = (share: number) => round(share * 100);
