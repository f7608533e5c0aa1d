import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTokenizer } from '../open.js';
import { SENTENCES, smallTokenizer, smallTokenizerData } from '../testing/small-tokenizer.js';
import { ALGORITHMS, readTokenizer, writeTokenizer } from './folder.js';
import { huggingFaceTokenizer } from './hugging-face.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'simsa-tokenizer-'));
const code = (name: string) => expect.objectContaining({ code: name });

describe.each(ALGORITHMS)('the folder of a tokenizer of %s', (algorithm) => {
  it('gives the same ids and hash when opened again', () => {
    const folder = newFolder();
    writeTokenizer(folder, smallTokenizerData(algorithm));
    const [opened, trained] = [openTokenizer(folder), smallTokenizer(algorithm)];
    expect(opened.hash).toBe(trained.hash);
    for (const text of SENTENCES) expect(opened.ids(text)).toEqual(trained.ids(text));
  });

  it('is written the same for the same tokenizer', () => {
    const [one, two] = [newFolder(), newFolder()];
    for (const folder of [one, two]) writeTokenizer(folder, smallTokenizerData(algorithm));
    for (const name of ['tokenizer.json', 'vocabulary.tsv'])
      expect(readFileSync(join(one, name))).toEqual(readFileSync(join(two, name)));
  });

  it('has the whole vocabulary in the form of Hugging Face', () => {
    const data = smallTokenizerData(algorithm);
    const { model } = huggingFaceTokenizer(data) as { model: { vocab: object } };
    expect(Object.keys(model.vocab)).toHaveLength(data.tokens.length);
  });
});

describe('a tokenizer folder', () => {
  const written = () => {
    const folder = newFolder();
    writeTokenizer(folder, smallTokenizerData('unigram'));
    return folder;
  };

  it('is refused when a file was changed', () => {
    const folder = written();
    appendFileSync(join(folder, 'vocabulary.tsv'), 'x\t0\n');
    expect(() => readTokenizer(folder)).toThrow(code('tokenizer.damaged'));
  });

  it('is refused when its description is torn', () => {
    const folder = written();
    const path = join(folder, 'tokenizer.json');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 100));
    expect(() => readTokenizer(folder)).toThrow(code('tokenizer.damaged'));
  });

  it('is refused when a later Simsa made it', () => {
    const folder = written();
    const path = join(folder, 'tokenizer.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"version": 1', '"version": 2'));
    expect(() => readTokenizer(folder)).toThrow(code('tokenizer.other-version'));
  });

  it('is not taken for one when it is another thing', () => {
    expect(() => readTokenizer(newFolder())).toThrow(code('tokenizer.not-one'));
    expect(() => openTokenizer(join(newFolder(), 'nothing'))).toThrow(code('tokenizer.not-one'));
  });

  it('keeps the nouns of a user dictionary whole', () => {
    const folder = newFolder();
    const terms = join(folder, 'nouns.csv');
    writeFileSync(terms, '이차전지,,,,NNG,*,F,이차전지,*,*,*,*\n');
    writeTokenizer(folder, { ...smallTokenizerData('unigram'), terms });
    expect(openTokenizer(folder).pretokenise('전극 이차전지를')).toBe('▁전극 ▁이차전지 를');
  });
});
