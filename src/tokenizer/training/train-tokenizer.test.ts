import { spawnSync } from 'node:child_process';
import type * as files from 'node:fs';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTokenizer } from '../open.js';
import { SENTENCES } from '../testing/small-tokenizer.js';
import { trainTokenizer } from './train-tokenizer.js';

/** Files that the disk still takes. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof files>();
  const writeFile: typeof real.writeFileSync = (...args) => {
    if (disk.room-- <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    real.writeFileSync(...args);
  };
  return { ...real, writeFileSync: writeFile };
});

const CHILD = fileURLToPath(new URL('../testing/dying-trainer.ts', import.meta.url));
const NAMES = ['tokenizer.json', 'vocabulary.tsv'];

let home: string;
let text: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'simsa-train-tokenizer-'));
  [text, folder] = [join(home, 'text.txt'), join(home, 'tokenizer')];
  writeFileSync(text, SENTENCES.join('\n'));
});

afterEach(() => {
  disk.room = Number.POSITIVE_INFINITY;
  rmSync(home, { recursive: true });
});

async function train(vocabulary: number): Promise<string> {
  for await (const event of trainTokenizer([text], folder, { algorithm: 'unigram', vocabulary, units: 'words' }))
    if (event.type === 'done') return event.report.hash;
  throw new Error('training told of no end');
}

const contents = () => NAMES.map((name) => readFileSync(join(folder, name), 'utf8'));

describe('a training that is killed', () => {
  it.each(['learning', '1'])(
    'leaves the tokenizer that was there whole (killed at %s)',
    async (when) => {
      const hash = await train(410);
      expect(spawnSync(process.execPath, ['--import', 'tsx', CHILD, text, folder, when]).signal).toBe('SIGKILL');
      expect(openTokenizer(folder).hash).toBe(hash);
    },
    120_000,
  );

  it.each(['learning', '2'])(
    'leaves nothing that is taken for a tokenizer, and the next one is whole (killed at %s)',
    async (when) => {
      expect(spawnSync(process.execPath, ['--import', 'tsx', CHILD, text, folder, when]).signal).toBe('SIGKILL');
      expect(() => openTokenizer(folder)).toThrow(expect.objectContaining({ code: 'tokenizer.not-one' }));
      await train(420);
      const after = contents();
      expect(readdirSync(folder).sort()).toEqual(NAMES);
      rmSync(folder, { recursive: true });
      await train(420);
      expect(contents()).toEqual(after);
    },
    120_000,
  );

  it('between two files leaves a folder that is refused as damaged', async () => {
    await train(410);
    expect(spawnSync(process.execPath, ['--import', 'tsx', CHILD, text, folder, '2']).signal).toBe('SIGKILL');
    expect(() => openTokenizer(folder)).toThrow(expect.objectContaining({ code: 'tokenizer.damaged' }));
  }, 120_000);
});

describe('a full disk', () => {
  it.each([0, 1])('is named, and the tokenizer that was there stays whole (%i files fit)', async (room) => {
    const hash = await train(410);
    disk.room = room;
    await expect(train(420)).rejects.toMatchObject({ code: 'tokenizer.cannot-write' });
    expect(openTokenizer(folder).hash).toBe(hash);
    expect(readdirSync(folder).sort()).toEqual(NAMES);
  });
});

it('rows are refused for an algorithm that knows none', async () => {
  const events = trainTokenizer([text], folder, { algorithm: 'bpe', vocabulary: 420, reach: 'line' });
  await expect(events.next()).rejects.toMatchObject({ code: 'tokenizer.rows-need-unigram' });
});
