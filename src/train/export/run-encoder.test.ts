import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatEncoderConfig, openEncoderFolder, parametersWith, saveEncoder } from '../../model/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import { writeCheckpoint } from '../pretrain/checkpoint.js';
import { openRunFolder } from '../pretrain/run-folder.js';
import { CONFIG, SETTINGS } from '../testing/made-up-run.js';
import { encoderOfRun, isRunFolder } from './run-encoder.js';

let root = '';
let vocabulary = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-export-'));
  const words = Array.from({ length: CONFIG.vocabularySize - 5 }, (_, at) => `word${at}`);
  vocabulary = join(root, 'vocab.txt');
  writeFileSync(vocabulary, `${['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words].join('\n')}\n`);
});
afterAll(() => rmSync(root, { recursive: true }));

/** A run of no training: its settings, and a checkpoint of counted numbers. */
function run(name: string, { tokenizer = openTokenizer(vocabulary).hash, checkpoint = true } = {}): string {
  const folder = join(root, name);
  openRunFolder(folder, { ...SETTINGS, config: JSON.parse(formatEncoderConfig(CONFIG, 'ForMaskedLM')), tokenizer });
  const weights = Object.fromEntries(
    parametersWith(CONFIG, { words: true }).map(({ name: parameter, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      return [parameter, { shape, values: Float32Array.from({ length: size }, (_, at) => at / size) }];
    }),
  );
  const training = { step: 40, buffers: { weights } };
  if (checkpoint) writeCheckpoint(folder, { training, tokens: 1000, cursor: { epoch: 0, dealt: 0, waiting: [] } });
  return folder;
}

const from = { licence: 'Apache-2.0' };

test('the last checkpoint of a run becomes a model that fills masks', () => {
  const folder = run('whole');
  expect(isRunFolder(folder)).toBe(true);
  const model = encoderOfRun(folder, { tokenizer: vocabulary, ...from });
  const out = join(root, 'model');
  expect(saveEncoder(out, model, 'hf')).toMatchObject({
    licence: 'Apache-2.0',
    words: true,
    made: { steps: 40, tokens: 1000 },
  });
  const opened = openEncoderFolder(out);
  expect(opened.config).toEqual(CONFIG);
  expect(opened.tensors().read('cls.predictions.bias').data[1]).toBeCloseTo(1 / CONFIG.vocabularySize);
});

test('another tokenizer than the run was trained with is refused', () => {
  const folder = run('other', { tokenizer: 'of-another' });
  expect(() => encoderOfRun(folder, { tokenizer: vocabulary, ...from })).toThrow(
    expect.objectContaining({ code: 'train.other-tokenizer' }),
  );
});

test('a run without a checkpoint is named', () => {
  const folder = run('early', { checkpoint: false });
  expect(() => encoderOfRun(folder, { tokenizer: vocabulary, ...from })).toThrow(
    expect.objectContaining({ code: 'model.bad-checkpoint' }),
  );
});
