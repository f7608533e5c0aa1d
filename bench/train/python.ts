import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const WORK = fileURLToPath(new URL('../work/train/', import.meta.url));
/** The newest on PyPI when this was written. */
const PACKAGES = ['torch==2.15.0', 'numpy==2.4.6'];

/** A virtual environment with PyTorch, made once (about 3 GB). */
export function preparePython(): string {
  mkdirSync(WORK, { recursive: true });
  const python = `${WORK}venv/bin/python`;
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', `${WORK}venv`]);
  execFileSync(python, ['-m', 'pip', 'install', '-q', ...PACKAGES], { stdio: ['ignore', 'inherit', 'inherit'] });
  return python;
}
