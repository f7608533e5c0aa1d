import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TERMS = fileURLToPath(new URL('./terms-500.txt', import.meta.url));

/** The 500 terms of the field that a vocabulary should keep whole. */
export function termsToKeep(): string[] {
  const lines = readFileSync(TERMS, 'utf8').split('\n');
  return lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(' ').filter(Boolean));
}
