import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Committed: figures of the test side mean the less, the more often something was chosen after seeing them. */
const LOOKS = fileURLToPath(new URL('./looks.jsonl', import.meta.url));

/** Writes down that the test side is about to be read. @returns the number of the look */
export function countLook(bench: string, models: readonly string[]): number {
  const looks = existsSync(LOOKS) ? readFileSync(LOOKS, 'utf8').split('\n').filter(Boolean).length : 0;
  const look = { look: looks + 1, date: new Date().toISOString(), bench, models };
  appendFileSync(LOOKS, `${JSON.stringify(look)}\n`);
  return look.look;
}
