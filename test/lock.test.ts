import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
// @ts-expect-error a plain script without types, run by hand after dependencies change
import { missingEntries } from '../scripts/complete-lock.mjs';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

describe('the lock file', () => {
  it('has an entry for every platform package, so that npm ci passes on every machine (else: node scripts/complete-lock.mjs)', () => {
    expect(Object.keys(missingEntries(lock))).toEqual([]);
  });
  it('names no registry', () => {
    expect(JSON.stringify(lock)).not.toMatch(/"resolved":"https?:/);
  });
});
