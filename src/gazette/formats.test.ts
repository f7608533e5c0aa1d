import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { READERS } from './readers.js';

it('names every reader in docs/formats.md, and none that is not there', async () => {
  const manual = await readFile(new URL('../../docs/formats.md', import.meta.url), 'utf8');
  const rows = manual.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  expect([...named].sort()).toEqual(READERS.map(({ name }) => name).sort());
});
