import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simsa } from './support/command-line.js';
import { temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('tokenizer');
const at = (name: string) => join(folder.path, name);
const TEXT = [
  '본 발명은 이차전지용 전극 활물질 및 그 제조 방법에 관한 것이다.',
  '상기 제어부는 카메라로부터 수신한  영상을 처리한다. 😀㎛ ▁',
  'The present invention relates to an electrode for a secondary battery.',
];

beforeAll(async () => {
  writeFileSync(at('text.txt'), `${TEXT.join('\n')}\n`);
  writeFileSync(at('shard.jsonl'), TEXT.map((text) => `${JSON.stringify({ text })}\n`).join(''));
  const trained = await simsa(['tokenizer', 'train', at('text.txt'), '--out', at('one'), '--vocabulary', '400']);
  expect(trained).toMatchObject({ code: 0, err: '' });
});
afterAll(folder.remove);

describe('simsa tokenizer', () => {
  it('gives back what it encoded', async () => {
    const encoded = await simsa(['tokenizer', 'encode', at('text.txt'), '--tokenizer', at('one'), '--json']);
    const records = encoded.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ tokens, offsets }) => [tokens.length, offsets.length])).toEqual(
      records.map(({ ids }) => [ids.length, ids.length]),
    );
    writeFileSync(at('ids.jsonl'), encoded.out);
    const decoded = await simsa(['tokenizer', 'decode', at('ids.jsonl'), '--tokenizer', at('one')]);
    expect(decoded.out).toBe(`${TEXT.join('\n')}\n`);
  });

  it('learns the same from text as from the JSON lines of a corpus', async () => {
    await simsa(['tokenizer', 'train', at('shard.jsonl'), '--out', at('two'), '--vocabulary', '400']);
    expect(readFileSync(join(at('two'), 'vocabulary.tsv'))).toEqual(readFileSync(join(at('one'), 'vocabulary.tsv')));
  });

  it('keeps the nouns of a dictionary whole', async () => {
    writeFileSync(at('nouns.csv'), '이차전지,,,,NNG,*,F,이차전지,*,*,*,*\n');
    const words = ['--terms', at('nouns.csv'), '--vocabulary', '400'];
    await simsa(['tokenizer', 'train', at('text.txt'), '--out', at('nouns'), ...words]);
    const cut = (name: string) =>
      simsa(['tokenizer', 'export', at('text.txt'), '--format', 'pretokenised', '--tokenizer', at(name)]);
    expect((await cut('one')).out).not.toContain('▁이차전지');
    expect((await cut('nouns')).out).toContain('▁이차전지');
  });

  it('writes its vocabulary for other programs', async () => {
    const vocab = await simsa(['tokenizer', 'export', '--format', 'vocab', '--tokenizer', at('one')]);
    expect(vocab.out.split('\n').slice(0, 5)).toEqual(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']);
    const hf = await simsa(['tokenizer', 'export', '--format', 'hf', '--tokenizer', at('one')]);
    expect(JSON.parse(hf.out)).toMatchObject({ model: { type: 'Unigram', unk_id: 1, byte_fallback: true } });
  });

  it('compares tokenizers on a text', async () => {
    const { out } = await simsa(['tokenizer', 'compare', at('text.txt'), at('one'), at('one'), '--json']);
    const figures = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(figures).toHaveLength(2);
    expect(figures[0]).toMatchObject({ unknown: 0, bytes: Buffer.byteLength(TEXT.join('')) });
  });

  it('names what it cannot use', async () => {
    writeFileSync(at('bad.jsonl'), '{"ids":[1]}\n{"ids":["a"]}\n');
    const run = await simsa(['tokenizer', 'decode', at('bad.jsonl'), '--tokenizer', at('one'), '--json']);
    expect(run.code).toBe(3);
    expect(JSON.parse(run.err)).toMatchObject({ error: { code: 'tokenizer.bad-ids', where: { line: 2 } } });
    expect(await simsa(['tokenizer', 'encode', at('text.txt'), '--tokenizer', at('none')])).toMatchObject({ code: 4 });
    expect(await simsa(['tokenizer', 'train', at('bad.jsonl'), '--out', at('three')])).toMatchObject({ code: 3 });
  });
});
