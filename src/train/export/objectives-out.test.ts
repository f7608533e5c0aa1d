import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeModel, openDecoderFolder, openEncoderFolder, saveDecoder, saveEncoder } from '../../model/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import { lastCheckpoint } from '../pretrain/checkpoint.js';
import type { ObjectiveName } from '../pretrain/objectives/objectives.js';
import { madeUpSettings } from '../testing/made-up-objectives.js';
import { madeUpRun } from '../testing/made-up-run.js';
import { WORDS, writeMadeUpTokens } from '../testing/made-up-tokens.js';
import { decoderOfRun } from './run-decoder.js';
import { encoderOfRun, familyOfRun } from './run-encoder.js';

let root = '';
let vocabulary = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-objectives-out-'));
  vocabulary = join(root, 'vocab.txt');
  const words = Array.from({ length: WORDS }, (_, at) => `word${at}`);
  writeFileSync(vocabulary, `${['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words].join('\n')}\n`);
  for (const name of ['train', 'held']) writeMadeUpTokens(join(root, name), { documents: 40, seed: 1 });
});
afterAll(() => rmSync(root, { recursive: true }));

/** A run of two steps. */
async function run(objective: ObjectiveName): Promise<string> {
  const folder = join(root, objective);
  const { hash: tokenizer } = openTokenizer(vocabulary);
  const settings = madeUpSettings(objective, { tokenizer, passes: [{ length: 32, rows: 4, steps: 2 }] });
  for await (const _ of madeUpRun(root, folder, { settings }));
  return folder;
}

const from = () => ({ tokenizer: vocabulary, licence: 'Apache-2.0' });

test('what told replaced words becomes a plain encoder, without its generator', async () => {
  const folder = await run('replaced-tokens');
  expect(familyOfRun(folder)).toBe('encoder');
  const out = join(root, 'encoder');
  saveEncoder(out, encoderOfRun(folder, from()), 'hf');
  const { tensors, words } = openEncoderFolder(out);
  const { weights } = lastCheckpoint(folder)!.training.buffers;
  expect(words).toBe(false);
  expect(tensors().names.every((name) => name.startsWith('bert.'))).toBe(true);
  const [own, training] = [Object.keys(weights!).filter((name) => name.startsWith('bert.')), Object.keys(weights!)];
  for (const name of own) expect(tensors().read(name).data).toEqual(weights![name]!.values);
  expect(training.some((name) => name.startsWith('generator.'))).toBe(true);
  expect(() => decoderOfRun(folder, from())).toThrow(expect.objectContaining({ code: 'model.bad-config' }));
});

test('what told whether texts follow keeps both its heads', async () => {
  const folder = await run('masked-words-and-next-sentence');
  const out = join(root, 'pairs');
  saveEncoder(out, encoderOfRun(folder, from()), 'hf');
  const { tensors, words } = openEncoderFolder(out);
  expect(words).toBe(true);
  expect(tensors().names).toEqual(expect.arrayContaining(['bert.pooler.dense.weight', 'cls.seq_relationship.weight']));
});

test('a decoder keeps its weights, its ends of text and its card', async () => {
  const folder = await run('causal');
  expect(familyOfRun(folder)).toBe('decoder');
  const out = join(root, 'decoder');
  saveDecoder(out, decoderOfRun(folder, from()));
  const { tensors, beginId, endIds } = openDecoderFolder(out);
  const { weights } = lastCheckpoint(folder)!.training.buffers;
  expect([beginId, endIds]).toEqual([2, [3]]);
  expect(new Set(tensors().names)).toEqual(new Set(Object.keys(weights!)));
  for (const name of tensors().names) expect(tensors().read(name).data).toEqual(weights![name]!.values);
  expect(describeModel(out)).toMatchObject({ kind: 'decoder', licence: 'Apache-2.0', parameters: expect.any(Number) });
  const card = JSON.parse(readFileSync(join(out, 'card.json'), 'utf8'));
  expect(card).toMatchObject({
    licence: 'Apache-2.0',
    made: { from: 'simsa train pretrain', objective: 'causal', steps: 2 },
  });
});
