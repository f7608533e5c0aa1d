import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTokenizer } from '../../tokenizer/index.js';
import { ggufVocabulary } from '../checkpoints/gguf/vocabulary.js';
import { writeSafetensors } from '../checkpoints/safetensors.js';
import { type DecoderConfig, decoderOfSize, formatDecoderConfig } from '../decoder/config.js';
import { decoderParameters } from '../decoder/parameters.js';
import { saveGguf } from './save-gguf.js';

const BYTES = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
const TOKENS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...BYTES, '▁배터리', '전극'];
const SETTINGS = { algorithm: 'unigram', units: 'words', reach: 'unit', cased: true, blanks: 'marked' } as const;
const DATA = {
  settings: SETTINGS,
  tokens: TOKENS,
  scores: Float64Array.from(TOKENS, (_, id) => -id),
  merges: null,
  terms: null,
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-gguf-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function madeUp(name: string, changes: Partial<DecoderConfig> = {}): string {
  const config = { ...decoderOfSize('mini', 300), hiddenSize: 32, layers: 1, feedForwardSize: 64, ...changes };
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'config.json'), formatDecoderConfig(config));
  const tensors = decoderParameters(config).map(({ name: tensor, shape }) => ({
    name: tensor,
    shape,
    data: new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(0.5),
  }));
  writeSafetensors(join(folder, 'model.safetensors'), tensors);
  return folder;
}

const coded = (code: string) => expect.objectContaining({ code });

test('a folder becomes one file, with the tokens of its tokenizer', () => {
  const folder = madeUp('named');
  writeTokenizer(join(folder, 'tokenizer'), DATA);
  const { path, named } = saveGguf(folder, join(root, 'out'), 'gguf-q8');
  expect([path, named]).toEqual([join(root, 'out', 'model.gguf'), true]);
  const bytes = readFileSync(path);
  expect(bytes.toString('latin1', 0, 4)).toBe('GGUF');
  expect(bytes.includes('▁배터리')).toBe(true);
});

test('without a tokenizer tokens have numbers only, and that is said', () => {
  const path = join(root, 'nameless.gguf');
  expect(saveGguf(madeUp('nameless'), path, 'gguf')).toMatchObject({ path, named: false });
  expect(() => saveGguf(madeUp('small', { vocabularySize: 100 }), join(root, 'small.gguf'), 'gguf')).toThrow(
    coded('model.bad-config'),
  );
});

test('widths that do not fill blocks are refused before anything is written', () => {
  const path = join(root, 'odd.gguf');
  expect(() => saveGguf(madeUp('odd', { feedForwardSize: 40 }), path, 'gguf-q8')).toThrow(coded('model.bad-config'));
  expect(existsSync(path)).toBe(false);
});

test('a vocabulary is filled up to the size of the model, each token with its kind', () => {
  const vocabulary = ggufVocabulary(DATA, 300, { begin: null, end: null })!;
  const kindOf = (token: string) => vocabulary.types[vocabulary.tokens.indexOf(token)];
  expect(['[UNK]', '[CLS]', '<0x41>', '전극', '[unused299]'].map(kindOf)).toEqual([2, 3, 6, 1, 5]);
  expect(vocabulary.tokens).toHaveLength(300);
  expect([vocabulary.unknownId, vocabulary.beginId, vocabulary.endId]).toEqual([1, 2, 3]);
  expect(ggufVocabulary({ ...DATA, tokens: TOKENS.slice(0, 20) }, 300, { begin: null, end: null })).toBeNull();
});
