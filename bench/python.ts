import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';

/**
 * A virtual environment under a bench's working folder, with the packages of PyPI it names (pinned). pip finds in a
 * moment that they are there already, and finishes what an earlier run left half installed.
 * @returns the path of its python
 */
export function preparePython(work: string, packages: readonly string[]): string {
  mkdirSync(work, { recursive: true });
  const python = `${work}venv/bin/python`;
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', `${work}venv`]);
  execFileSync(python, ['-m', 'pip', 'install', '-q', ...packages], { stdio: ['ignore', 'inherit', 'inherit'] });
  return python;
}
