import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimsaError } from '../src/core/index.js';
import { openStore } from '../src/store/index.js';
import { ended, heard, json, SAMPLES, start } from './support/command-line.js';
import * as records from './support/records.js';
import { makeStore, temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('process');
const store = join(folder.path, 'store');

beforeAll(() => makeStore(store, [SAMPLES]));
afterAll(folder.remove);

describe('the program as a process', () => {
  it('keeps standard output to records and says nothing else when nobody watches', async () => {
    const fresh = join(folder.path, 'fresh');
    const bad = join(folder.path, 'bad.xml');
    writeFileSync(bad, '<us-patent-grant><claims>');
    const { code, out, err } = await ended(start(['import', SAMPLES, bad, '--store', fresh, '--json']));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ added: 39, rejected: 1 });
    expect(await ended(start(['index', '--store', fresh]))).toMatchObject({ code: 0, err: '' });
  });

  it('reads an application from standard input', async () => {
    const child = start(['claims', '--json']);
    child.stdin.end('1. A bicycle comprising a frame.\n2. The bicycle of claim 1, wherein the frame is steel.\n');
    const { code, out } = await ended(child);
    expect(code).toBe(0);
    expect(records.ClaimSet.parse(JSON.parse(out)).claims.map(({ dependsOn }) => dependsOn)).toEqual([[], [1]]);
  });

  it('takes a batch from standard input and is quiet when its reader leaves', async () => {
    const child = start(['search', '--batch', '-', '--store', store]);
    const over = ended(child);
    child.stdin.on('error', () => {});
    child.stdin.write('분리막\n'.repeat(2000));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.end('분리막\n'.repeat(2000));
    expect(await over).toMatchObject({ code: 0, err: '' });
  });

  it.skipIf(process.platform === 'win32')(
    'stops an import at Ctrl-C, and the same import goes on from there',
    async () => {
      const { gazette, publications } = manyPublications();
      const path = join(folder.path, 'interrupted');
      const child = start(['import', gazette, '--store', path, '--json']);
      const over = ended(child);
      // Only a process that listens ends with 130; before, the signal would end it as any other.
      await someStored(path, child);
      child.kill('SIGINT');
      const { code, out, err } = await over;
      expect({ code, err }).toEqual({ code: 130, err: 'Interrupted; run it again to go on.\n' });
      const stopped = JSON.parse(out);
      expect(stopped).toMatchObject({ interrupted: true, rejected: 0 });
      expect(stopped.added).toBeLessThan(publications);
      const resumed = await json<{ added: number }>(['import', gazette, '--store', path]);
      expect(stopped.added + resumed.added).toBe(publications);
      const health = JSON.parse((await ended(start(['doctor', '--deep', '--json', '--store', path]))).out);
      expect(health).toMatchObject({ publications, rejected: 0, store: { ok: true } });
    },
  );
});

/** A file of many short records: long enough that an import of it can be interrupted. */
function manyPublications(): { readonly gazette: string; readonly publications: number } {
  const publications = 20_000;
  const gazette = join(folder.path, 'many.jsonl');
  const line = (at: number) =>
    JSON.stringify({
      number: `US${3_000_000 + at}A`,
      country: 'US',
      kind: 'A',
      title: `Made-up hinge ${at}`,
      description: [`Hinge ${at} has a pin. `.repeat(20)],
    });
  writeFileSync(gazette, `${Array.from({ length: publications }, (_, at) => line(at)).join('\n')}\n`);
  return { gazette, publications };
}

/** Waits until a store that another process writes holds something. */
async function someStored(path: string, writer: ChildProcess): Promise<void> {
  while (writer.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (!existsSync(join(path, 'simsa.db'))) continue;
    try {
      const opened = openStore(path, { readOnly: true });
      const { publications } = opened.counts();
      opened.close();
      if (publications > 0) return;
    } catch (thrown) {
      // Its tables are being made.
      if (!(thrown instanceof SimsaError)) throw thrown;
    }
  }
  throw new Error('the import ended before it could be interrupted');
}

describe.skipIf(process.platform === 'win32')('serve', () => {
  it('answers over HTTP with the records of the command line, and frees its port at Ctrl-C', async () => {
    const child = start(['serve', '--port', '0', '--store', store, '--json']);
    const over = ended(child);
    const [, url = ''] = await heard(child.stdout, /"url":"([^"]+)"/);
    const health = await (await fetch(`${url}/api/health`)).json();
    expect(health).toEqual(await json(['doctor', '--store', store]));
    const words = { query: '분리막의 열수축', limit: 10, spans: 3 };
    const response = await fetch(`${url}/api/search`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(words),
    });
    expect(await response.json()).toEqual(await json(['search', words.query, '--store', store]));
    child.kill('SIGINT');
    expect(await over).toMatchObject({ code: 130, err: '' });
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
    const [refused] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(refused.code).toBe('ECONNREFUSED');
  });

  it('asks for a token before it lets other machines in', async () => {
    const { code, err } = await ended(start(['serve', '--host', '0.0.0.0', '--port', '0', '--store', store]));
    expect(code).toBe(2);
    expect(err).toContain('[server.token-required]');
  });
});
