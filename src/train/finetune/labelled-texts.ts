import { readFileSync } from 'node:fs';
import { SimsaError } from '../../core/index.js';

/** A text with its labels, and the line it stands on, from 1. */
export interface LabelledText {
  readonly labels: readonly string[];
  readonly text: string;
  readonly line: number;
}

export interface LabelledTexts {
  readonly texts: readonly LabelledText[];
  /** Every label that occurs, sorted. */
  readonly labels: readonly string[];
  /** Whether some text has several. */
  readonly multiple: boolean;
  /** Whether the first line names the columns. */
  readonly header: boolean;
}

/** What stands between labels of one text: class symbols have commas, blanks and slashes in them, but not this. */
const BETWEEN = '|';
/** What programs write where a value is missing. */
const MISSING = /^(nan|null|none|n\/a)?$/i;

/**
 * Reads texts to learn from.
 * @throws `train.not-utf8`, `train.bad-line` with the line, `train.few-classes`
 */
export function readLabelledTexts(path: string): LabelledTexts {
  const { texts, header } = readTexts(path);
  const labels = labelsOf(texts);
  if (labels.length < 2)
    throw new SimsaError('train.few-classes', { path, count: labels.length, rows: texts.length }, { file: path });
  return { texts, labels, header, multiple: texts.some((text) => text.labels.length > 1) };
}

/**
 * Reads lines of `label<TAB>text`, several labels with `|` between them.
 * @throws `train.not-utf8`, `train.bad-line` with the line
 */
export function readTexts(path: string): Pick<LabelledTexts, 'texts' | 'header'> {
  const lines = linesOf(readBytes(path), path);
  const header = /^(label|labels|class|라벨)\t/i.test(lines[0] ?? '');
  const texts = lines.flatMap((line, at) => (header && at === 0 ? [] : [parseLine(line, { path, line: at + 1 })]));
  return { texts, header };
}

export function labelsOf(texts: readonly LabelledText[]): readonly string[] {
  return [...new Set(texts.flatMap(({ labels }) => labels))].sort();
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) throw new SimsaError('input.not-found', { path }, { file: path }, { cause });
    throw new SimsaError('input.unreadable', { path, reason: String(cause) }, { file: path }, { cause });
  }
}

function linesOf(bytes: Buffer, path: string): string[] {
  const lines: string[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    lines.push(decoded(decoder, bytes.subarray(start, stop), { path, line: lines.length + 1 }));
    start = stop + 1;
  }
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

interface Place {
  readonly path: string;
  readonly line: number;
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array, { path, line }: Place): string {
  try {
    const text = decoder.decode(bytes);
    // UTF-16 of plain letters passes for UTF-8 with zeros in between.
    if (!text.includes('\0')) return text.replace(/\r$/, '');
  } catch {
    // Told below.
  }
  throw new SimsaError('train.not-utf8', { path, line }, { file: path, line });
}

function parseLine(line: string, { path, line: number }: Place): LabelledText {
  const bad = (reason: string) =>
    new SimsaError('train.bad-line', { path, line: number, reason }, { file: path, line: number });
  const tab = line.indexOf('\t');
  if (tab < 0) throw bad(line.trim() === '' ? 'the line is empty' : 'there is no tab after a label');
  const labels = line
    .slice(0, tab)
    .split(BETWEEN)
    .map((label) => label.trim());
  if (labels.some((label) => MISSING.test(label))) throw bad('a label is missing');
  if (new Set(labels).size < labels.length) throw bad('a label stands twice');
  const text = line.slice(tab + 1).trim();
  if (MISSING.test(text)) throw bad('the text is missing');
  return { labels, text, line: number };
}
