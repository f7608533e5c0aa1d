import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, json, PROGRAM, ROOT, SAMPLES, simsa } from './support/command-line.js';
import { plainUser } from './support/plain-user.js';
import { filesBelow, makeStore, temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('damage');
const whole = join(folder.path, 'whole');
const query = ['search', '분리막의 열수축 OR charging cable', '--json'];
let wanted: unknown;

beforeAll(async () => {
  await makeStore(whole, [SAMPLES]);
  wanted = await json([...query.slice(0, 2), '--store', whole]);
});
afterAll(folder.remove);

let copies = 0;

/** A copy of the whole store that may be spoiled. */
function copy(): string {
  const store = join(folder.path, `copy-${copies++}`);
  cpSync(whole, store, { recursive: true });
  return store;
}

type Damage = (file: string, at: number) => void;

const damages: Readonly<Record<string, Damage>> = {
  'is cut off': (file, at) => truncateSync(file, Math.floor(at * statSync(file).size)),
  'has a hole': (file, at) => {
    const bytes = readFileSync(file);
    const start = Math.floor(at * bytes.length);
    writeFileSync(file, bytes.fill(0xee, start, Math.min(bytes.length, start + 1 + Math.floor(bytes.length / 20))));
  },
  'has one other byte': (file, at) => {
    const bytes = readFileSync(file);
    const place = Math.floor(at * bytes.length);
    bytes[place] = bytes[place]! ^ 0x55;
    writeFileSync(file, bytes);
  },
  'is gone': (file) => rmSync(file),
};

/** Places between the ends of a file, the same in every run. */
const places = fc.sample(fc.double({ min: 0, max: 0.999, noNaN: true }), { numRuns: 12, seed: 3 });

/** A named fault of the store or the index, and never one of the program itself. */
function expectNamed({ code, err }: { code: number; err: string }, what: string): void {
  expect(code, `${what}: ${err}`).toBe(5);
  expect(err, what).toMatch(/"code":"(store|index)\.[a-z-]+"/);
}

describe.each(Object.entries(damages))('an index of which a file %s', (_name, damage) => {
  it('is told by name or answers as before, and is restored from the store', async () => {
    const names = filesBelow(join(whole, 'index')).map((file) => file.slice(whole.length + 1));
    let told = 0;
    for (const name of names) {
      for (const at of places.slice(0, damage.length === 1 ? 1 : places.length)) {
        const store = copy();
        damage(join(store, name), at);
        const outcome = await simsa([...query, '--store', store]);
        if (outcome.code === 0) expect(JSON.parse(outcome.out), `${name} at ${at}`).toEqual(wanted);
        else {
          told += 1;
          expectNamed(outcome, `${name} at ${at}`);
        }
        if (at === places[0]) {
          await json(['index', '--rebuild', '--store', store]);
          expect(await json([...query.slice(0, 2), '--store', store])).toEqual(wanted);
        }
        rmSync(store, { recursive: true });
      }
    }
    expect(told).toBeGreaterThan(0);
  });
});

describe.each(Object.entries(damages))('a store whose database %s', (_name, damage) => {
  it('is told by name or read as before', async () => {
    const publication = await json(['read', 'KR1020229900011A', '--store', whole]);
    for (const at of damage.length === 1 ? [0] : places) {
      const store = copy();
      damage(join(store, 'simsa.db'), at);
      for (const words of [query, ['read', 'KR1020229900011A', '--json'], ['doctor', '--deep', '--json']]) {
        const outcome = await simsa([...words, '--store', store]);
        const what = `${words[0]} at ${at}`;
        if (words[0] === 'doctor' && outcome.out) {
          expect(JSON.parse(outcome.out).healthy, what).toBe(outcome.code === 0);
        } else if (outcome.code !== 0) expectNamed(outcome, what);
        else expect(JSON.parse(outcome.out), what).toEqual(words[0] === 'read' ? publication : wanted);
      }
      rmSync(store, { recursive: true });
    }
  });
});

describe('a store or an index of another version', () => {
  it('is refused with what to do about it', async () => {
    const store = copy();
    const manifest = join(store, 'index', 'manifest.json');
    const { stamp, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
    writeFileSync(manifest, JSON.stringify({ ...rest, stamp: { ...stamp, tokenizer: 'another' } }));
    const searched = await simsa(['search', '분리막', '--store', store]);
    expect(searched).toMatchObject({ code: 5, err: expect.stringContaining('[index.other-version]') });
    expect(searched.err).toContain('simsa index --rebuild');
    expect((await simsa(['index', '--store', store])).err).toContain('[index.other-version]');
    await json(['index', '--rebuild', '--store', store]);
    expect(await json([...query.slice(0, 2), '--store', store])).toEqual(wanted);
  });

  it('that is newer is not touched', async () => {
    const store = copy();
    const database = new Database(join(store, 'simsa.db'));
    database.exec('PRAGMA user_version = 999');
    database.close();
    const before = readFileSync(join(store, 'simsa.db'));
    for (const words of [['search', '분리막'], ['import', SAMPLES], ['index'], ['doctor']]) {
      const { code, err } = await simsa([...words, '--store', store]);
      expect({ code, err }).toMatchObject({ code: 5, err: expect.stringContaining('[store.newer-schema]') });
    }
    expect(readFileSync(join(store, 'simsa.db')).equals(before)).toBe(true);
  });

  it('that is no store at all is left as it is', async () => {
    const store = join(folder.path, 'letters');
    mkdirSync(store);
    writeFileSync(join(store, 'simsa.db'), 'Dear office, this is a letter. '.repeat(200));
    for (const words of [['doctor'], ['import', SAMPLES]]) {
      const { code, err } = await simsa([...words, '--store', store]);
      expect({ code, err }).toMatchObject({ code: 5, err: expect.stringContaining('[store.') });
    }
    expect(readFileSync(join(store, 'simsa.db'), 'utf8')).toMatch(/^Dear office/);
  });
});

const user = plainUser();

describe.skipIf(user === undefined)('a store in a folder without the right to write', () => {
  it('is searched and read all the same, and refuses what would change it', async () => {
    const store = copy();
    const command = (...words: string[]) =>
      ended(spawn(process.execPath, [...PROGRAM, ...words, '--store', store], { cwd: ROOT, uid: user, env: sealed }));
    const sealed = { ...process.env, SIMSA_LANG: 'en', HOME: tmpdir(), TMPDIR: tmpdir() };
    chmodSync(folder.path, 0o755);
    const all = [store, join(store, 'index'), ...filesBelow(store)];
    for (const path of all) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
    const searched = await command(...query);
    expect(searched, searched.err).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(searched.out)).toEqual(wanted);
    for (const words of [
      ['import', SAMPLES],
      ['index', '--rebuild'],
    ])
      expect(await command(...words)).toMatchObject({
        code: 5,
        err: expect.stringMatching(/\[(store\.read-only|index\.not-writable)\]/),
      });
    for (const path of all) chmodSync(path, 0o755);
  });
});
