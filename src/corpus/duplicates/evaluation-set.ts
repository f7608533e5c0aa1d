import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SimsaError } from '../../core/index.js';
import type { CorpusDocument, Drop } from '../types.js';
import { BlockRuns, type BlockTable, holdsBlock } from './blocks.js';
import { visitWindows } from './windows.js';

/** Stretches of text of evaluation sets, hashed, in memory that threads share. */
export interface EvaluationSet {
  /** Open addressing, two words a hash, at most half full; the pair 0, 0 is free. */
  readonly table: Uint32Array<SharedArrayBuffer>;
  /** Half stretches: a paragraph that holds none of them needs no closer look. */
  readonly blocks: BlockTable;
  readonly texts: number;
  /** Texts too short to hold one stretch: they cannot be guarded. */
  readonly tooShort: number;
}

export const EVALUATION_RULES = {
  'evaluation.paragraph': 'holds 13 words or 50 Hangul syllables in a row of an evaluation set',
  'evaluation.document': 'two paragraphs or half of the text stand in an evaluation set: the document may be in it',
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
  const holders = new WindowHolders();
  const blocks = new BlockRuns();
  let tooShort = 0;
  let count = 0;
  for (const text of texts) {
    holders.next();
    blocks.add(text);
    if (!visitAny(text, (high, low) => holders.add(high, low))) tooShort++;
    count++;
  }
  return { table: holders.table(MOST_TEXTS), blocks: blocks.table(), texts: count, tooShort };
}

/** A stretch that more texts of evaluation sets hold is a formula (`This Summary is provided to introduce …`). */
const MOST_TEXTS = 20;

/** @returns whether there was a window at all */
function visitAny(text: string, visit: (high: number, low: number) => void): boolean {
  let any = false;
  visitWindows(text, (high, low) => {
    any = true;
    visit(high, low);
  });
  return any;
}

/** Counts how many texts hold each window. */
class WindowHolders {
  #hashes = new Uint32Array(1 << 16);
  /** For each slot how many texts hold the window, and the last of them. */
  #counts = new Uint16Array(1 << 15);
  #last = new Uint32Array(1 << 15);
  #used = 0;
  #text = 0;

  /** What is added from here on stands in another text. */
  next(): void {
    this.#text++;
  }

  add(high: number, low: number): void {
    if (this.#used * 4 >= this.#hashes.length) this.#grow();
    const slot = slotOf(this.#hashes, high, low);
    const at = slot >> 1;
    if (this.#counts[at] === 0) this.#used++;
    else if (this.#last[at] === this.#text) return;
    this.#hashes[slot] = high;
    this.#hashes[slot + 1] = low;
    this.#counts[at] = Math.min(0xffff, this.#counts[at]! + 1);
    this.#last[at] = this.#text;
  }

  /** The windows that at most so many texts hold, in memory that threads share. */
  table(most: number): Uint32Array<SharedArrayBuffer> {
    const table = new Uint32Array(new SharedArrayBuffer(this.#hashes.length * 4));
    for (let at = 0; at < this.#counts.length; at++)
      if (this.#counts[at]! > 0 && this.#counts[at]! <= most) this.#put(table, at);
    return table;
  }

  #put(table: Uint32Array, at: number): number {
    const [high, low] = [this.#hashes[at * 2]!, this.#hashes[at * 2 + 1]!];
    const slot = slotOf(table, high, low);
    table[slot] = high;
    table[slot + 1] = low;
    return slot >> 1;
  }

  #grow(): void {
    const hashes = new Uint32Array(this.#hashes.length * 2);
    const counts = new Uint16Array(this.#counts.length * 2);
    const last = new Uint32Array(this.#last.length * 2);
    for (let at = 0; at < this.#counts.length; at++) {
      if (this.#counts[at] === 0) continue;
      const to = this.#put(hashes, at);
      counts[to] = this.#counts[at]!;
      last[to] = this.#last[at]!;
    }
    this.#hashes = hashes;
    this.#counts = counts;
    this.#last = last;
  }
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
  if (!holdsBlock(set.blocks, text)) return null;
  let found = 0;
  let all = 0;
  visitWindows(text, (high, low) => {
    all++;
    const slot = slotOf(set.table, high, low);
    if (set.table[slot] !== 0 || set.table[slot + 1] !== 0) found++;
  });
  return found === 0 ? null : found / all;
}

/** From this share of its stretches on a paragraph is taken to stand in an evaluation set. */
const SHARE_OF_PARAGRAPH = 0.5;
/** A share of few stretches says little. */
const LETTERS_OF_PARAGRAPH = 150;
/** One paragraph may be a formula of the trade; two different ones, or half of the text, tell the document itself. */
const PARAGRAPHS_OF_DOCUMENT = 2;
const SHARE_OF_DOCUMENT = 0.5;

/**
 * Takes out paragraphs that overlap with evaluation sets, and documents that stand in one: when two different
 * paragraphs of theirs, or paragraphs that make up half of their text, are in it by half. Articles of law pass: sets
 * quote them, and knowing the law answers nothing.
 */
export function withoutEvaluation(
  document: CorpusDocument,
  set: EvaluationSet,
): { readonly document: CorpusDocument | null; readonly drops: readonly Drop[] } {
  if (document.details?.law) return { document, drops: [] };
  const drops: Drop[] = [];
  const inSet = new Set<string>();
  const parts = document.parts.flatMap((part) => {
    const paragraphs = part.paragraphs.filter((text, paragraph) => {
      const share = overlap(set, text);
      if (share === null) return true;
      if (share >= SHARE_OF_PARAGRAPH && text.length >= LETTERS_OF_PARAGRAPH) inSet.add(text);
      const [rule, characters] = ['evaluation.paragraph', text.length] as const;
      drops.push({ document: document.id, rule, part: part.name, paragraph, text: text.slice(0, 200), characters });
      return false;
    });
    return paragraphs.length > 0 ? [{ ...part, paragraphs }] : [];
  });
  if (drops.length === 0) return { document, drops };
  if (parts.length > 0 && !standsIn(document, inSet)) return { document: { ...document, parts }, drops };
  const [rule, characters] = ['evaluation.document', charactersOf(document)] as const;
  return {
    document: null,
    drops: [{ document: document.id, rule, part: null, paragraph: null, text: drops[0]!.text, characters }],
  };
}

function standsIn(document: CorpusDocument, inSet: ReadonlySet<string>): boolean {
  if (inSet.size >= PARAGRAPHS_OF_DOCUMENT) return true;
  const shared = [...inSet].reduce((sum, text) => sum + text.length, 0);
  return shared > 0 && shared >= SHARE_OF_DOCUMENT * charactersOf(document);
}

function charactersOf({ parts }: CorpusDocument): number {
  return parts.flatMap(({ paragraphs }) => paragraphs).reduce((sum, text) => sum + text.length, 0);
}
