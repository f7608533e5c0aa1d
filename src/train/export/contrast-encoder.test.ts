import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEncoder, openEncoderFolder, poolWords, saveEncoder } from '../../model/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import { CONTRAST, madeUpContrast } from '../testing/made-up-pairs.js';
import { CONFIG } from '../testing/made-up-run.js';
import { staticVectorsOf } from './contrast-encoder.js';
import { encoderOfRun, isRunFolder } from './run-encoder.js';

test('a document stage becomes a model with static vectors beside the network', async () => {
  const root = mkdtempSync(join(tmpdir(), 'simsa-contrast-export-'));
  const words = Array.from({ length: CONFIG.vocabularySize - 5 }, (_, at) => `word${at}`);
  const vocabulary = join(root, 'vocab.txt');
  writeFileSync(vocabulary, `${['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words].join('\n')}\n`);
  const tokenizer = openTokenizer(vocabulary);
  const run = join(root, 'run');
  for (const tower of ['words', 'network'] as const) {
    const shares = { ...CONTRAST.shares, masked: 0 };
    const settings = { ...CONTRAST, tower, shares, steps: 2, tokenizer: tokenizer.hash };
    for await (const _ of madeUpContrast(root, join(run, tower), { settings }));
  }
  expect(isRunFolder(run)).toBe(true);
  const saved = encoderOfRun(run, { tokenizer: vocabulary, licence: 'Apache-2.0' });
  saveEncoder(join(root, 'model'), saved, 'onnx-int8');
  const folder = openEncoderFolder(join(root, 'model'));
  expect(folder.card).toMatchObject({ embeds: 'both', made: { from: 'simsa train contrast', steps: 2 } });
  expect(staticVectorsOf(run, vocabulary).staticVectors).toEqual(saved.staticVectors);
  rmSync(join(run, 'words'), { recursive: true });
  expect(() => staticVectorsOf(run, vocabulary)).toThrow(expect.objectContaining({ code: 'model.bad-checkpoint' }));
  const encoder = await openEncoder(join(root, 'model'));
  const [words1] = await encoder.embed(['word1 word2'], 'static');
  const wanted = poolWords(folder.staticVectors()!, tokenizer.encode('word1 word2').ids);
  expect(words1!.vector).toEqual(wanted);
  const [both] = await encoder.embed(['word1 word2']);
  expect(both!.vector).toHaveLength(CONFIG.hiddenSize + wanted.length);
  await encoder.close();
  rmSync(root, { recursive: true });
});
