import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SimsaError } from '../../core/index.js';
import type { CorpusDocument, Drop } from '../types.js';
import { visitWindows } from './windows.js';

/** Stretches of text of evaluation sets, hashed, in memory that threads share. */
export interface EvaluationSet {
  /** Open addressing, two words a hash, at most half full; the pair 0, 0 is free. */
  readonly table: Uint32Array<SharedArrayBuffer>;
  readonly texts: number;
  /** Texts too short to hold one stretch: they cannot be guarded. */
  readonly tooShort: number;
}

export const EVALUATION_RULES = {
  'evaluation.paragraph': 'holds 13 words or 50 Hangul syllables in a row of an evaluation set',
  'evaluation.document': 'half of a paragraph or more stands in an evaluation set: the document may be in it',
} as const;

/**
 * Reads the texts of evaluation sets: JSON, JSON lines, CSV, TSV or plain text, each also gzipped. Whatever a file
 * is made of, every line or string counts as text.
 * @param paths files, or folders that are read with all their files
 * @throws `input.not-found`
 */
export async function readEvaluationSet(paths: readonly string[]): Promise<EvaluationSet> {
  const texts: string[] = [];
  for (const path of paths.flatMap(filesIn)) texts.push(...textsIn(path));
  return evaluationSetOf(texts);
}

export function evaluationSetOf(texts: Iterable<string>): EvaluationSet {
  const hashes: number[] = [];
  let count = 0;
  let tooShort = 0;
  for (const text of texts) {
    count++;
    const before = hashes.length;
    visitWindows(text, (high, low) => hashes.push(high, low));
    if (hashes.length === before) tooShort++;
  }
  return { table: tableOf(hashes), texts: count, tooShort };
}

function filesIn(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SimsaError('input.not-found', { path });
  if (!stats.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

function textsIn(path: string): string[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (/\.jsonl(\.gz)?$/.test(path))
    return text.split('\n').flatMap((line) => (line === '' ? [] : strings(JSON.parse(line))));
  if (/\.json(\.gz)?$/.test(path)) return strings(JSON.parse(text));
  return text.split(/[\n\t]/);
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

function tableOf(hashes: readonly number[]): Uint32Array<SharedArrayBuffer> {
  let slots = 1024;
  while (slots < hashes.length) slots *= 2;
  const table = new Uint32Array(new SharedArrayBuffer(slots * 8));
  for (let i = 0; i < hashes.length; i += 2) {
    const slot = slotOf(table, hashes[i]!, hashes[i + 1]!);
    table[slot] = hashes[i]!;
    table[slot + 1] = hashes[i + 1]!;
  }
  return table;
}

/** Where a hash stands or would stand. */
function slotOf(table: Uint32Array, high: number, low: number): number {
  const mask = table.length - 1;
  let slot = (low * 2) & mask;
  while ((table[slot] !== 0 || table[slot + 1] !== 0) && (table[slot] !== high || table[slot + 1] !== low))
    slot = (slot + 2) & mask;
  return slot;
}

/** The share of a text's stretches that stand in the set; null if none does. */
export function overlap(set: EvaluationSet, text: string): number | null {
  let found = 0;
  let all = 0;
  visitWindows(text, (high, low) => {
    all++;
    const slot = slotOf(set.table, high, low);
    if (set.table[slot] !== 0 || set.table[slot + 1] !== 0) found++;
  });
  return found === 0 ? null : found / all;
}

/** From this share of a paragraph's stretches on, the document itself is taken to be in the evaluation set. */
const SHARE_OF_DOCUMENT = 0.5;
/** A share of few stretches says little. */
const LETTERS_OF_DOCUMENT = 150;

/** Takes out paragraphs that overlap with evaluation sets, and documents that stand in one. */
export function withoutEvaluation(
  document: CorpusDocument,
  set: EvaluationSet,
): { readonly document: CorpusDocument | null; readonly drops: readonly Drop[] } {
  const drops: Drop[] = [];
  let isInSet = false;
  const parts = document.parts.flatMap((part) => {
    const paragraphs = part.paragraphs.filter((text, paragraph) => {
      const share = overlap(set, text);
      if (share === null) return true;
      isInSet ||= share >= SHARE_OF_DOCUMENT && text.length >= LETTERS_OF_DOCUMENT;
      drops.push({
        document: document.id,
        rule: 'evaluation.paragraph',
        part: part.name,
        paragraph,
        text: text.slice(0, 200),
        characters: text.length,
      });
      return false;
    });
    return paragraphs.length > 0 ? [{ ...part, paragraphs }] : [];
  });
  if (drops.length === 0) return { document, drops };
  if (!isInSet && parts.length > 0) return { document: { ...document, parts }, drops };
  const characters = document.parts.flatMap((part) => part.paragraphs).reduce((sum, text) => sum + text.length, 0);
  const rule = 'evaluation.document';
  return {
    document: null,
    drops: [{ document: document.id, rule, part: null, paragraph: null, text: drops[0]!.text, characters }],
  };
}
