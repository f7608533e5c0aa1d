import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ended, heard, json, simsa, start } from './support/command-line.js';
import { filesBelow, temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('start');
const store = join(folder.path, 'store');

afterAll(folder.remove);

interface Started {
  readonly url: string;
  readonly said: string;
  readonly publications: number;
}

/** Starts the workbench, looks at it once, and stops it with Ctrl-C. */
async function startOnce(...words: string[]): Promise<Started> {
  const child = start(['start', '--port', '0', '--store', store, ...words]);
  const over = ended(child);
  const [url] = await heard(child.stdout, /http:\/\/127\.0\.0\.1:\d+/);
  const found = await fetch(`${url}/api/search`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: '분리막' }),
  });
  expect(((await found.json()) as { total: number }).total).toBeGreaterThan(0);
  const { publications } = (await (await fetch(`${url}/api/health`)).json()) as { publications: number };
  child.kill('SIGINT');
  const { code, err } = await over;
  expect(code).toBe(130);
  return { url, said: err, publications };
}

describe.skipIf(process.platform === 'win32')('the first start', () => {
  it('imports the samples, indexes them, serves and says where; the second start only serves', async () => {
    const first = await startOnce();
    expect(first.publications).toBe(39);
    expect(first.said).toContain('Importing the samples');
    const second = await startOnce('--lang', 'ko');
    expect(second.publications).toBe(39);
    expect(second.said).toBe('');
  });

  it('makes an index anew that is damaged, as everything is in the store', async () => {
    for (const file of filesBelow(join(store, 'index'))) if (file.endsWith('.seg')) rmSync(file);
    expect((await simsa(['search', '분리막', '--store', store])).err).toContain('[index.corrupt]');
    expect((await startOnce()).publications).toBe(39);
    expect(await json(['doctor', '--store', store])).toMatchObject({ healthy: true });
  });
});
