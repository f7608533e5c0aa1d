import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import type { DataKind, Provenance } from '../types.js';

const KINDS = [
  'korean-gazettes',
  'english-gazettes',
  'office-actions',
  'translation-pairs',
  'classification',
  'reading-comprehension',
  'consultation',
  'general-text',
] as const satisfies readonly DataKind[];

const entry = z.strictObject({
  /** Files as paths below the folder of the list; `*` stands for any characters but `/`, `**` for any. */
  files: z.string().min(1),
  /** Short name of the source; the default is the file's name without endings. */
  name: z.string().min(1).optional(),
  /** Told from the content where it is left out. */
  kind: z.enum(KINDS).optional(),
  licence: z.string().min(1),
  /** Whether the text may train weights that are shipped. */
  weights: z.boolean(),
  use: z.enum(['training', 'evaluation', 'ignore']).default('training'),
  /** Whether the text was taken from printed pages, with words cut at line ends. */
  printed: z.boolean().default(false),
  /** Law or manual that the sections of the file belong to, where they do not say it. */
  work: z.string().min(1).optional(),
});

const sourceList = z.strictObject({ sources: z.array(entry).min(1) });

/** What is known of a file before it is opened. */
export interface SourceEntry {
  readonly name: string;
  readonly kind: DataKind | null;
  readonly licence: string;
  readonly weights: boolean;
  readonly use: Provenance['use'] | 'ignore';
  readonly printed: boolean;
  readonly work: string | null;
}

/** Name of the list that a folder may carry for the files below it. */
export const LIST_NAME = 'sources.json';

/** Tells for a file what a list says of it. The first entry that matches counts. */
export type SourceLookup = (file: string) => SourceEntry;

/** A licence that nobody stated allows nothing: such text is for reading and never trains what is shipped. */
export function withoutList(file: string): SourceEntry {
  const rights = { licence: 'not stated', weights: false, use: 'training', printed: false } as const;
  return { name: plainName(file), kind: null, work: null, ...rights };
}

/**
 * Reads a source list.
 * @param path JSON file: `{ "sources": [{ "files": "kr/*.jsonl.gz", "licence": "…", "weights": true }] }`
 * @param root folder below which its patterns count
 * @throws SimsaError `corpus.bad-source-list`
 */
export function readSourceList(file: string, root: string): SourceLookup {
  const entries = parseList(file).map((found) => ({ ...found, pattern: patternOf(found.files) }));
  return (name) => {
    const relative = path.relative(root, path.resolve(name)).split(path.sep).join('/');
    const found = entries.find(({ pattern }) => pattern.test(relative));
    if (!found) return withoutList(name);
    const { licence, weights, use, printed, kind = null, work = null } = found;
    return { name: found.name ?? plainName(name), kind, licence, weights, use, printed, work };
  };
}

function parseList(file: string): z.output<typeof entry>[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw badList(file, thrown instanceof Error ? thrown.message : String(thrown));
  }
  const result = sourceList.safeParse(value);
  if (!result.success) throw badList(file, z.prettifyError(result.error));
  return result.data.sources;
}

function badList(file: string, reason: string): SimsaError {
  return new SimsaError('corpus.bad-source-list', { path: file, reason }, { file });
}

/** `kr/*.gz` and `law/**` as expressions over paths with `/`. */
function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\?]/g, '\\$&')
    .replace(/\*\*|\*/g, (star) => (star === '**' ? '.*' : '[^/]*'));
  return new RegExp(`^${source}$`);
}

function plainName(file: string): string {
  return path
    .basename(file)
    .replace(/\.(gz|zst|zip)$/, '')
    .replace(/\.[^.]+$/, '');
}
