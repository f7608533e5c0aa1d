import { once } from 'node:events';
import type { Progress } from '../core/index.js';

/** Prints a record as one line of JSON on standard output, and waits where the reader is slower. */
export async function printJson(record: unknown): Promise<void> {
  await printText(`${JSON.stringify(record)}\n`);
}

/** Prints text, or UTF-8, as it is, and waits where the reader is slower. */
export async function printText(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export function printLines(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Words for the person, on standard error so that output can be piped. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A progress line on standard error that rewrites itself; silent when standard error is no terminal. */
export class ProgressLine {
  readonly #shows = process.stderr.isTTY === true;
  #last = 0;
  #drawn = false;

  show(progress: Progress): void {
    if (!this.#shows || Date.now() - this.#last < 100) return;
    this.#last = Date.now();
    this.#drawn = true;
    const width = Math.max(20, (process.stderr.columns ?? 80) - 1);
    process.stderr.write(`\r\x1b[K${formatProgress(progress).slice(0, width)}`);
  }

  clear(): void {
    if (this.#drawn) process.stderr.write('\r\x1b[K');
    this.#drawn = false;
  }
}

export function formatProgress({ stage, done, total, unit, note }: Progress): string {
  const amount = unit === 'bytes' ? formatBytes(done) : `${done.toLocaleString('en')} ${unit}`;
  const whole =
    total === null ? '' : unit === 'bytes' ? ` / ${formatBytes(total)}` : ` / ${total.toLocaleString('en')}`;
  const share = total ? ` ${String(Math.floor((100 * done) / total)).padStart(3)}%` : '';
  return `${stage}${share}  ${amount}${whole}${note ? `  ${note}` : ''}`;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  return `${value >= 100 || at === 0 ? Math.round(value) : value.toFixed(1)} ${units[at]}`;
}

const COLOURS = process.stdout.isTTY === true && !process.env.NO_COLOR;

export const bold = (text: string): string => (COLOURS ? `\x1b[1m${text}\x1b[22m` : text);
export const dim = (text: string): string => (COLOURS ? `\x1b[2m${text}\x1b[22m` : text);

/** Text on one line, cut to a width counted in columns: Korean, Chinese and Japanese take two. */
export function clip(text: string, columns: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  let used = 0;
  let kept = '';
  for (const character of line) {
    used += isWide(character) ? 2 : 1;
    if (used > columns - 1) return `${kept}…`;
    kept += character;
  }
  return kept;
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(character);
}
