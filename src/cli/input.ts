import { readFileSync } from 'node:fs';
import { SimsaError } from '../core/index.js';
import type { ApplicationInput } from '../simsa.js';

/** A file, or standard input when no file is named or the name is `-`. */
export async function readInput(file: string | undefined): Promise<ApplicationInput> {
  if (file === undefined || file === '-') return { name: 'standard input', bytes: await readStandardInput() };
  try {
    return { name: file, bytes: readFileSync(file) };
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new SimsaError('usage.no-input');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Why a file that the command line names cannot be read. */
export function unreadable(file: string, thrown: unknown): SimsaError {
  const missing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
  if (missing) return new SimsaError('input.not-found', { path: file }, { file });
  return new SimsaError(
    'input.unreadable',
    { path: file, reason: thrown instanceof Error ? thrown.message : String(thrown) },
    { file },
  );
}
