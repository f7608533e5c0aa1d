import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/index.js';
import { fingerprint, importCommand, runChild } from './durability/children.js';
import { writeGazettes } from './durability/made-up-gazettes.js';
import { plainUser } from './support/plain-user.js';

let folder: string;
let gazettes: string;
let whole: unknown;
/** Statements that an import without interruption runs; kills are spread over them. */
let steps: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-durability-'));
  chmodSync(folder, 0o755);
  gazettes = writeGazettes(join(folder, 'gazettes'));
  const store = join(folder, 'whole');
  const { last, errors } = await runChild(importCommand({ store, path: gazettes }));
  if (!last?.steps) throw new Error(`the import without interruption failed: ${errors}`);
  steps = last.steps;
  whole = fingerprint(store);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Numbers below one; the same seed gives the same row. */
function* row(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('an import that is killed without warning', () => {
  const fractions = row(20_261_121);
  const stores = [0, 0, 0, 0, 2].map((workers) => {
    return { workers, kills: [1, 2, 3].map((time) => fractions.next().value / time) };
  });

  it.each(stores)('at $kills of the way loses and doubles nothing once resumed', { timeout: 60_000 }, async (each) => {
    const load = { store: join(folder, `killed-${each.kills[0]}`), path: gazettes, workers: each.workers };
    let left = steps;
    for (const kill of each.kills) {
      const killAt = 1 + Math.floor(kill * left);
      expect((await runChild(importCommand({ ...load, killAt }))).killed).toBe(true);
      expect(faultsOf(load.store)).toEqual([]);
      // What the killed run stored need not be done again, so the next one is that much shorter.
      left -= killAt;
    }
    const { last, errors } = await runChild(importCommand(load));
    expect(last, errors).toMatchObject({ interrupted: false });
    expect(fingerprint(load.store)).toEqual(whole);
  });
});

function faultsOf(folder: string): readonly string[] {
  const store = openStore(folder);
  const faults = store.check();
  store.close();
  return faults;
}

describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  it('is a named error, keeps what was stored, and the import goes on once there is room', async () => {
    const store = join(folder, 'full');
    const command = importCommand({ store, path: gazettes });
    const limited = `trap '' XFSZ; ulimit -f 800; exec ${command.map((word) => `'${word}'`).join(' ')}`;
    const { last } = await runChild(['/bin/bash', '-c', limited]);
    expect(last).toMatchObject({ code: 'store.disk-full' });
    const opened = openStore(store);
    expect(opened.check()).toEqual([]);
    const { publications } = opened.counts();
    opened.close();
    expect(publications).toBeGreaterThan(0);
    await runChild(command);
    expect(fingerprint(store)).toEqual(whole);
  });
});

const user = plainUser();

describe.skipIf(user === undefined)('a folder without the right to write', () => {
  it('is a named error, for a new store and for one that is there', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const asUser = { uid: user, env: { ...process.env, TMPDIR: tmpdir(), HOME: tmpdir() } };
    const fresh = await runChild(importCommand({ store: join(closed, 'store'), path: gazettes }), asUser);
    expect(fresh.last, fresh.errors).toMatchObject({ code: 'store.read-only' });
    const there = join(folder, 'there');
    cpSync(join(folder, 'whole'), there, { recursive: true });
    chmodSync(join(there, 'simsa.db'), 0o444);
    chmodSync(there, 0o555);
    const kept = await runChild(importCommand({ store: there, path: gazettes }), asUser);
    chmodSync(there, 0o755);
    expect(kept.last, kept.errors).toMatchObject({ code: 'store.read-only' });
    expect(fingerprint(there)).toEqual(whole);
  });
});

describe('a database that is damaged', () => {
  it('stops an import with a named error before anything is written', async () => {
    const store = join(folder, 'damaged');
    cpSync(join(folder, 'whole'), store, { recursive: true });
    const file = join(store, 'simsa.db');
    const bytes = readFileSync(file).fill(0xee, 8_192, 10 * 8_192);
    writeFileSync(file, bytes);
    writeFileSync(join(folder, 'more.xml'), readFileSync(join(gazettes, 'y-again.xml')));
    const { last } = await runChild(importCommand({ store, path: join(folder, 'more.xml') }));
    expect(last).toMatchObject({ code: 'store.corrupt' });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});
