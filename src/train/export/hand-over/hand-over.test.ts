import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encoderOfSize, parseEncoderConfig } from '../../../model/index.js';
import { openTokenizer, SHIPPED_TOKENIZER } from '../../../tokenizer/index.js';
import { writeMadeUpCorpus } from '../../testing/made-up-corpus.js';
import { openTokenStore } from '../../tokens/token-store.js';
import { type HandOver, handOverTraining } from './hand-over.js';

const tokenizer = openTokenizer(SHIPPED_TOKENIZER);
let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-hand-over-'));
  const train = ['이차전지용 전극은 활물질을 포함한다.', 'The housing holds a motor.'];
  writeMadeUpCorpus(join(root, 'corpus'), { train, dev: ['절연막을 식각한다.'] });
});
afterAll(() => rmSync(root, { recursive: true }));

async function handOver(out: string, options: Partial<HandOver> = {}): Promise<string> {
  const folder = join(root, out);
  const writing = handOverTraining({
    corpus: join(root, 'corpus'),
    tokenizer: SHIPPED_TOKENIZER,
    out: folder,
    model: encoderOfSize('mini', tokenizer.size, 'rotary'),
    weightsOnly: false,
    threads: 1,
    processes: 3,
    schedule: { steps: 10, rows: 4, rate: 1e-3, warmup: 2, masked: 0.15, seed: 1, every: 5 },
    ...options,
  });
  for await (const _ of writing);
  return folder;
}

test('tokens, tokenizer, configuration, settings and a program that can be started', async () => {
  const folder = await handOver('whole');
  const store = openTokenStore(join(folder, 'tokens', 'train'), tokenizer.hash);
  const text = tokenizer.decode([...store.read(0, store.marks.length)]);
  expect(text).toContain('활물질을 포함한다');
  store.close();
  expect(readFileSync(join(folder, 'tokens', 'dev', 'ids.bin')).length).toBeGreaterThan(4);
  expect(openTokenizer(join(folder, 'tokenizer')).hash).toBe(tokenizer.hash);
  const config = readFileSync(join(folder, 'model', 'config.json'), 'utf8');
  expect(parseEncoderConfig(config, 'config.json')).toMatchObject({ positions: 'rotary', hiddenSize: 256 });
  expect(existsSync(join(folder, 'model', 'model.safetensors'))).toBe(false);
  const settings = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
  expect(settings).toMatchObject({
    steps: 10,
    vocabulary: tokenizer.size,
    specials: { mask: tokenizer.specials.mask },
  });
  expect(readFileSync(join(folder, 'launch.sh'), 'utf8')).toContain('PROCESSES:-3');
  expect(statSync(join(folder, 'launch.sh')).mode & 0o111).toBe(0o111);
});

test('a model that knows fewer tokens than the tokenizer is refused', async () => {
  const model = encoderOfSize('mini', 100, 'rotary');
  await expect(handOver('small', { model })).rejects.toMatchObject({ code: 'model.other-vocabulary' });
});

test('a folder that holds something else as its model is left alone', async () => {
  const taken = join(root, 'taken', 'model');
  mkdirSync(taken, { recursive: true });
  writeFileSync(join(taken, 'letter.txt'), 'mine');
  await expect(handOver('taken')).rejects.toMatchObject({ code: 'model.folder-taken' });
  expect(readFileSync(join(taken, 'letter.txt'), 'utf8')).toBe('mine');
});

test('a corpus without training text is named', async () => {
  const corpus = join(root, 'empty');
  writeMadeUpCorpus(corpus, { train: [], dev: [] });
  await expect(handOver('nothing', { corpus })).rejects.toMatchObject({ code: 'train.no-text' });
});
