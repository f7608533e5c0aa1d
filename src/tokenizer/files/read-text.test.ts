import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { textBlocks, textFiles } from '../nouns/text-blocks.js';
import { readLines } from './read-text.js';

/** A corpus as a build leaves it: documents, their text once more, and a list of them. */
function corpus(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simsa-text-'));
  for (const split of ['train', 'dev']) {
    mkdirSync(join(folder, split));
    const lines = [
      { text: `${split} 냉각판\n둘째 문단`, weights: true },
      { text: `${split} 심사지침`, weights: false },
    ];
    const json = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(join(folder, split, 'shard-00000.jsonl.gz'), gzipSync(json));
    writeFileSync(join(folder, split, 'shard-00000.txt'), lines.map(({ text }) => `${text}\n\n`).join(''));
    writeFileSync(join(folder, split, 'shard-00000.documents.jsonl'), '{"id":"a"}\n{"id":"b"}\n');
  }
  return folder;
}

async function linesIn(path: string, weightsOnly: boolean): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines([path], { weightsOnly })) lines.push(line);
  return lines;
}

test('of a corpus only train is read, and on demand only what may train weights that ship', async () => {
  const folder = corpus();
  expect(await linesIn(folder, false)).toEqual(['train 냉각판', '둘째 문단', 'train 심사지침']);
  expect(await linesIn(join(folder, 'train'), true)).toEqual(['train 냉각판', '둘째 문단']);
});

test('plain text does not say what it may train', async () => {
  const text = join(corpus(), 'train', 'shard-00000.txt');
  await expect(linesIn(text, true)).rejects.toThrow(expect.objectContaining({ code: 'tokenizer.bad-text' }));
});

test('nouns are counted in the documents of a corpus that may train weights', async () => {
  let text = '';
  for (const file of textFiles([corpus()], true))
    for await (const { bytes } of textBlocks(file)) text += Buffer.from(bytes).toString();
  expect(text).toBe('train 냉각판\n둘째 문단\n\n');
});
