import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/index.js';
import { fingerprint, importCommand, runChild } from './durability/children.js';
import { writeGazettes } from './durability/made-up-gazettes.js';

let folder: string;
let gazettes: string;
let whole: unknown;
/** How long an uninterrupted import works, in milliseconds; kills are spread over it. */
let duration: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-durability-'));
  chmodSync(folder, 0o755);
  gazettes = writeGazettes(join(folder, 'gazettes'));
  const store = join(folder, 'whole');
  const { last, errors } = await runChild(importCommand({ store, path: gazettes }));
  if (!last?.records) throw new Error(`the import without interruption failed: ${errors}`);
  duration = (last as { seconds?: number }).seconds! * 1_000;
  whole = fingerprint(store);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Small and repeatable: the same seed gives the same moments. */
function* moments(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('an import that is killed without warning', () => {
  const KILLS = 6;

  it.each([
    { seed: 1, workers: 0 },
    { seed: 2, workers: 0 },
    { seed: 3, workers: 2 },
  ])('again and again (seed $seed, $workers threads) loses and doubles nothing once it is resumed', async (each) => {
    const store = join(folder, `killed-${each.seed}`);
    const command = importCommand({ store, path: gazettes, workers: each.workers });
    const moment = moments(each.seed);
    let kills = 0;
    for (let run = 0; run < KILLS; run += 1) {
      // Runs that go on have less left to do, so the moments come earlier.
      const killAfter = (moment.next().value * duration) / (1 + run / 3);
      const { killed } = await runChild(command, { killAfter });
      kills += Number(killed);
      const opened = openStore(store);
      expect(opened.check()).toEqual([]);
      opened.close();
    }
    expect(kills).toBeGreaterThan(0);
    const { last, errors } = await runChild(command);
    expect(last, errors).toMatchObject({ interrupted: false });
    expect(fingerprint(store)).toEqual(whole);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  it('is a named error, keeps what was stored, and the import goes on once there is room', async () => {
    const store = join(folder, 'full');
    const command = importCommand({ store, path: gazettes });
    const limited = `trap '' XFSZ; ulimit -f 1500; exec ${command.map((word) => `'${word}'`).join(' ')}`;
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

/** The number of a user who may read this code but owns nothing here; undefined where rights cannot be tried. */
function plainUser(): number | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.getuid?.() !== 0) return process.getuid?.();
  const nobody = 65_534;
  try {
    execFileSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(import.meta.filename)})`], {
      uid: nobody,
      stdio: 'ignore',
    });
    return nobody;
  } catch {
    return undefined;
  }
}

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
