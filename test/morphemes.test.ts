import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { simsa } from './support/command-line.js';
import { temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('morphemes');
afterAll(folder.remove);

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

describe('simsa morphemes', () => {
  it('prints a line for each line, the same with threads and without', async () => {
    const file = fileOf('claims.txt', '\ufeff전지를\r\n\r\n기판과 전극');
    const plain = await simsa(['morphemes', file]);
    expect(plain).toMatchObject({ code: 0, err: '', out: '전지/NNG 를/JKO\n\n기판/NNG 과/JC 전극/NNG\n' });
    expect(await simsa(['morphemes', file, '--threads', '2'])).toEqual(plain);
  });

  it('prints places as JSON, a line of it for each line', async () => {
    const { out } = await simsa(['morphemes', fileOf('places.txt', '전지를\n'), '--json']);
    expect(JSON.parse(out)).toEqual([
      { surface: '전지', tag: 'NNG', start: 0, end: 2 },
      { surface: '를', tag: 'JKO', start: 2, end: 3 },
    ]);
  });

  it('loses no character of a megabyte without a space or a line feed', async () => {
    const text = '리튬이온전지'.repeat(58_000);
    const { code, out } = await simsa(['morphemes', fileOf('long.txt', text), '--threads', '1']);
    expect(code).toBe(0);
    const surfaces = out.trimEnd().split(' ');
    const read = surfaces.map((morpheme) => morpheme.slice(0, morpheme.lastIndexOf('/'))).join('');
    // A difference of a megabyte would be no message.
    expect(read === text).toBe(true);
  });

  it('says what is wrong with a file or an option', async () => {
    expect(await simsa(['morphemes', join(folder.path, 'none.txt')])).toMatchObject({ out: '' });
    expect((await simsa(['morphemes', join(folder.path, 'none.txt')])).err).toContain('none.txt');
    expect((await simsa(['morphemes', '--threads', 'many'])).code).toBe(2);
  });
});

describe('simsa dictionary build', () => {
  it('makes a dictionary that reads as its lines do, and tells of the lines left out', async () => {
    const csv = fileOf('words.csv', '쀍전지\n쀍전지\na,b\n');
    const built = join(folder.path, 'words.dictionary');
    const { code, out, err } = await simsa(['dictionary', 'build', csv, built, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ words: 1, rejected: 2, file: built });
    expect(err).toContain('line 2 left out');
    expect(readFileSync(built).length).toBeGreaterThan(0);
    const text = fileOf('text.txt', '쀍전지를\n');
    const { out: read } = await simsa(['morphemes', text, '--user-dictionary', built]);
    expect(read).toBe('쀍전지/NNG 를/JKO\n');
    expect((await simsa(['morphemes', text, '--user-dictionary', csv])).out).toBe(read);
  });
});
