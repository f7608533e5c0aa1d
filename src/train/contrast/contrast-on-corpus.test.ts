import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomNumbers } from '../../core/index.js';
import { parametersWith, saveEncoder, tensorsInMemory } from '../../model/index.js';
import { encoderOfRun } from '../export/run-encoder.js';
import { writeMadeUpCorpus } from '../testing/made-up-corpus.js';
import { CONTRAST } from '../testing/made-up-pairs.js';
import { CONFIG } from '../testing/made-up-run.js';
import { type ContrastEvent, contrastOnCorpus } from './contrast-on-corpus.js';

const WORDS = Array.from(
  { length: CONFIG.vocabularySize - 5 },
  (_, at) => `word${String.fromCharCode(97 + (at % 26))}${at}`,
);

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-contrast-corpus-'));
  const vocabulary = join(root, 'vocab.txt');
  writeFileSync(vocabulary, `${['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...WORDS].join('\n')}\n`);
  const random = randomNumbers(1);
  const paragraph = () => Array.from({ length: 30 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  const documents = (count: number) => Array.from({ length: count }, () => `${paragraph()}\n${paragraph()}`);
  writeMadeUpCorpus(join(root, 'corpus'), { train: documents(30), dev: documents(6) });
  const tensors = parametersWith(CONFIG, { words: true }).map(({ name, shape }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return { name, shape, data: Float32Array.from({ length: size }, () => 0.1 * (random() - 0.5)) };
  });
  const model = { config: CONFIG, tensors: tensorsInMemory(tensors), tokenizer: vocabulary, cased: true };
  saveEncoder(join(root, 'model'), { ...model, classes: null, licence: null, made: {} }, 'hf');
});
afterAll(() => rmSync(root, { recursive: true }));

async function stage(): Promise<readonly ContrastEvent[]> {
  const { seed, temperature, clip, rate, weightDecay, length, batch } = CONTRAST;
  const shares = { claims: 0, paragraphs: 2, titles: 0, sentences: 0, masked: 1 };
  const settings = {
    seed,
    temperature,
    clip,
    rate,
    weightDecay,
    length,
    batch,
    shares,
    steps: 3,
    warmup: 1,
    cooldown: 2,
  };
  const events: ContrastEvent[] = [];
  const base = { kind: 'model', folder: join(root, 'model') } as const;
  const towers = { words: settings, network: settings };
  const run = {
    corpus: join(root, 'corpus'),
    base,
    folder: join(root, 'run'),
    towers,
    wordStart: 'counted' as const,
    weightsOnly: true,
    threads: 1,
  };
  for await (const event of contrastOnCorpus(run)) events.push(event);
  return events;
}

test('a corpus and an encoder become static vectors and a taught encoder, once', async () => {
  const events = await stage();
  const done = events.filter((event) => event.type === 'done');
  expect(done).toMatchObject([
    { tower: 'words', step: 3 },
    { tower: 'network', step: 3 },
  ]);
  const last = events.findLast((event) => event.type === 'metric');
  expect(Object.keys(last!.metric.held!)).toEqual(['paragraphs', 'masked-en']);
  expect(last!.metric.held!.paragraphs!.queries).toBe(6);
  const pairs = join(root, 'run', 'pairs', 'train-128', 'ids.bin');
  const { mtimeMs } = statSync(pairs);
  const again = await stage();
  expect(again.filter((event) => event.type === 'metric')).toEqual([]);
  expect(statSync(pairs).mtimeMs).toBe(mtimeMs);
  const saved = encoderOfRun(join(root, 'run'), { tokenizer: join(root, 'vocab.txt'), licence: null });
  expect(saved.made).toMatchObject({ from: 'simsa train contrast', start: expect.stringContaining('model ') });
  expect(saved.staticVectors).toMatchObject({ size: CONFIG.vocabularySize });
});
