import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openKoreanAnalyser } from '../src/text/index.js';
import {
  countLine,
  huggingFaceTokenizer,
  measureTokenizer,
  openUnitReader,
  type Reach,
  type SubwordVocabulary,
  type Tokenizer,
  type TokenizerData,
  tokenizerOf,
  trainSubwords,
  trainWithRows,
  UnitCounter,
  UnitLines,
} from '../src/tokenizer/index.js';
import { KneserNey } from './n-grams/kneser-ney.js';
import { preparePython } from './python.js';
import { linesIn, linesOfShare, prepareSample, type Sample } from './tokenizer/sample.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/tokenizer/', import.meta.url));
const PEERS = fileURLToPath(new URL('./tokenizer/peers.py', import.meta.url));
const PACKAGES = ['sentencepiece==0.2.1', 'tokenizers==0.22.1'];
const VOCABULARY = 21_400;
const ROWS = 6000;
const ROUNDS = 3;

/** Subwords against SentencePiece and Hugging Face tokenizers: outputs compared first, CPU seconds of one thread. */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/ and us/.');
  const sample = await prepareSample(data, WORK);
  const python = preparePython(WORK, PACKAGES);
  const ours = trainOurs(sample);
  return [
    ...intrinsic(python, sample, ours),
    ...training(python, sample, ours.units.tokenizer),
    ...encodingOurModel(python, ours),
    ...encodingTheirModel(python, ours),
  ];
}

interface Trained {
  readonly data: TokenizerData;
  readonly tokenizer: Tokenizer;
}

/** Tokens within one morpheme, and tokens that may be rows of morphemes; learned from the same text. */
interface Ours {
  readonly units: Trained;
  readonly rows: Trained;
  readonly held: readonly string[];
}

function trainOurs(sample: Sample): Ours {
  const analyser = openKoreanAnalyser();
  const reader = openUnitReader(analyser);
  const counter = new UnitCounter();
  const lines = new UnitLines('line');
  for (const line of linesIn(sample.train)) countLine(line, { counter, reader, cased: true, lines });
  const counted = counter.commonest(400_000);
  const trained = (reach: Reach, subwords: SubwordVocabulary): Trained => {
    const settings = { algorithm: 'unigram', units: 'morphemes', reach, cased: true, blanks: 'marked' } as const;
    const data: TokenizerData = { settings, terms: null, ...subwords };
    return { data, tokenizer: tokenizerOf(data, { analyser }) };
  };
  return {
    units: trained('unit', trainSubwords(counted, { algorithm: 'unigram', vocabulary: VOCABULARY })),
    rows: trained('line', trainWithRows(counted, lines, { vocabulary: VOCABULARY, rows: ROWS })),
    held: linesIn(sample.held),
  };
}

/** Tokens of unseen text, against SentencePiece trained on the same raw text. */
function intrinsic(python: string, sample: Sample, { units, rows, held }: Ours): Measurement[] {
  const prefix = `${WORK}raw`;
  if (!existsSync(`${prefix}.model`)) peer(python, 'train', sample.train, prefix, VOCABULARY, 'raw');
  const theirs = peer(python, 'count', prefix, sample.held) as { tokens: number; unknown: number };
  const bytes = Buffer.byteLength(held.join(''));
  const language = linesOfShare(linesIn(sample.train), 4e6);
  const ofOurs = (name: string, { tokenizer }: Trained, aim: string | undefined): Measurement[] => {
    const figures = measureTokenizer(tokenizer, held);
    const restored = held.filter((line) => tokenizer.decode(tokenizer.ids(line)) === line.normalize('NFC')).length;
    const against = percent(figures.tokens / theirs.tokens - 1);
    const bits = bitsPerByte(tokenizer, language, held) / bytes;
    return [
      { what: `${name}: lines given back by decode, of ${held.length}`, value: restored, unit: '', aim: 'all' },
      { what: `${name}: unknown tokens`, value: figures.unknown, unit: '', aim: '0' },
      { what: `${name}: bytes a token`, value: round(figures.bytesPerToken), unit: '' },
      { what: `${name}: Rényi efficiency`, value: round(figures.renyiEfficiency), unit: '' },
      { what: `${name}: bits a byte of a trigram model of 4 MB`, value: Math.round(bits * 1e4) / 1e4, unit: '' },
      { what: `${name}: tokens against SentencePiece on raw text`, value: against, unit: '%', aim },
    ];
  };
  return [
    ...ofOurs('tokens within morphemes', units, undefined),
    ...ofOurs('tokens of rows of morphemes', rows, '≤ −15'),
    { what: 'SentencePiece on raw text: bytes a token', value: round(bytes / theirs.tokens), unit: '' },
    { what: 'SentencePiece on raw text: unknown tokens', value: theirs.unknown, unit: '' },
  ];
}

function bitsPerByte(tokenizer: Tokenizer, language: readonly string[], held: readonly string[]): number {
  const model = new KneserNey(tokenizer.size, 3);
  model.train(language.map((line) => tokenizer.ids(line)));
  return held.reduce((bits, line) => bits + model.bits(tokenizer.ids(line)), 0);
}

/** Seconds to learn the vocabulary from a file of morphemes with blanks between them. */
function training(python: string, sample: Sample, tokenizer: Tokenizer): Measurement[] {
  const path = `${WORK}morphemes.txt`;
  if (!existsSync(path)) {
    const lines = linesIn(sample.train).map((line) => tokenizer.pretokenise(line).replaceAll('▁', ''));
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  }
  const seconds: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  let pieces = 0;
  for (let round = 0; round < ROUNDS; round++) {
    seconds.ours.push(cpuSeconds(() => learnFrom(path)));
    const theirs = peer(python, 'train', path, `${WORK}morphemes`, VOCABULARY, 'morphemes') as TrainingPeer;
    seconds.theirs.push(theirs.seconds);
    pieces = theirs.pieces;
  }
  const [ours, theirs] = [median(seconds.ours), median(seconds.theirs)];
  return [
    { what: 'training on morphemes', value: round(ours), unit: 's' },
    { what: `SentencePiece, the same morphemes (${pieces} pieces)`, value: round(theirs), unit: 's' },
    { what: 'ratio of times', value: round(ours / theirs), unit: '', aim: '≤ 0.5' },
  ];
}

interface TrainingPeer {
  readonly seconds: number;
  readonly pieces: number;
}

function learnFrom(path: string): void {
  using counter = new UnitCounter();
  for (const line of linesIn(path)) {
    for (let start = 0; start < line.length; ) {
      const blank = line.indexOf(' ', start);
      const end = blank < 0 ? line.length : blank;
      if (end > start) counter.add(line, start, end, true);
      start = end + 1;
    }
  }
  trainSubwords(counter.commonest(400_000), { algorithm: 'unigram', vocabulary: VOCABULARY });
}

/** Our model in Hugging Face tokenizers, on pre-tokenised text. */
function encodingOurModel(python: string, { rows, held }: Ours): Measurement[] {
  const { data, tokenizer } = rows;
  const [model, text] = [`${WORK}ours.hf.json`, `${WORK}held.units.txt`];
  writeFileSync(model, JSON.stringify(huggingFaceTokenizer(data)));
  const lines = held.map((line) => tokenizer.pretokenise(line));
  writeFileSync(text, lines.map((line) => `${line}\n`).join(''));
  const theirs = peerSpeed(python, 'hf', model, text);
  const same = held.filter((line, i) => tokenizer.ids(line).join(' ') === theirs.rows[i]).length;
  return [
    { what: 'our model in Hugging Face tokenizers: lines with the same ids', value: same, unit: '', aim: 'all' },
    ...speeds('our model', lines, tokenizer, { name: 'Hugging Face tokenizers', ...theirs, aim: '≥ 2' }),
  ];
}

/** The model SentencePiece learned from morphemes, in its own hands, in Hugging Face's and in ours. */
function encodingTheirModel(python: string, { units: { tokenizer: cutter }, held }: Ours): Measurement[] {
  const prefix = `${WORK}morphemes`;
  const pieces = peer(python, 'pieces', prefix) as [string, number][];
  const tokens = pieces.map(([piece], id) => (id < 5 ? ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'][id]! : piece));
  const settings = { algorithm: 'unigram', units: 'words', reach: 'unit', cased: true, blanks: 'marked' } as const;
  const scores = Float64Array.from(pieces, ([, score]) => score);
  const tokenizer = tokenizerOf({ settings, tokens, scores, merges: null, terms: null });
  const text = held
    .map((line) => cutter.pretokenise(line).replaceAll('▁', ''))
    .map((line) => line.split(' ').filter(Boolean).join(' '))
    .filter(Boolean);
  const path = `${WORK}held.morphemes.txt`;
  writeFileSync(path, text.map((line) => `${line}\n`).join(''));
  const marked = text.map((line) => `▁${line.replaceAll(' ', ' ▁')}`);
  const theirs = peerSpeed(python, 'sentencepiece', `${prefix}.model`, path);
  const same = marked.filter((line, i) => tokenizer.idsOfPretokenised(line).join(' ') === theirs.rows[i]).length;
  return [
    { what: `SentencePiece's model: lines with the same ids, of ${marked.length}`, value: same, unit: '' },
    ...speeds("SentencePiece's model", marked, tokenizer, { name: 'SentencePiece', ...theirs, aim: '≥ 1' }),
  ];
}

interface Peer {
  readonly name: string;
  readonly seconds: readonly number[];
  readonly aim: string;
}

/** MB/s of the same text without marks, both sides. */
function speeds(model: string, lines: readonly string[], tokenizer: Tokenizer, theirs: Peer): Measurement[] {
  const megabytes = Buffer.byteLength(lines.join('\n').replaceAll('▁', '')) / 1e6;
  const once = () =>
    cpuSeconds(() => {
      for (const line of lines) tokenizer.idsOfPretokenised(line);
    });
  const ours = megabytes / median(Array.from({ length: ROUNDS }, once));
  const peers = megabytes / median(theirs.seconds);
  return [
    { what: `${model}: Simsa`, value: round(ours), unit: 'MB/s' },
    { what: `${model}: ${theirs.name}`, value: round(peers), unit: 'MB/s' },
    { what: `${model}: ratio to ${theirs.name}`, value: round(ours / peers), unit: '×', aim: theirs.aim },
  ];
}

function peerSpeed(python: string, kind: string, model: string, text: string) {
  const out = `${WORK}${kind}.ids`;
  const seconds = peer(python, 'encode', kind, model, text, out) as number[];
  return { seconds, rows: readFileSync(out, 'utf8').split('\n').slice(0, -1) };
}

function peer(python: string, ...words: readonly (string | number)[]): unknown {
  const output = execFileSync(python, [PEERS, ...words.map(String)], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return JSON.parse(output.trim().split('\n').at(-1)!);
}

function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const round = (value: number) => Math.round(value * 100) / 100;
const percent = (share: number) => round(share * 100);
