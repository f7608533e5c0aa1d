import { readFileSync } from 'node:fs';
import { moved } from '../../core/pool.js';
import { visitEojeols } from './eojeol.js';
import { type Lexicon, type Uses, usesIn } from './uses.js';
import { type PackedCounts, WordCounts } from './word-counts.js';

/** What is asked of a thread: the words of a block, or how the nouns of a lexicon are used in it. */
export type BlockTask =
  | { readonly type: 'count'; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly type: 'use';
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** File that {@link Lexicon} is read from, once a thread. */
      readonly lexicon: string;
      readonly phrases: boolean;
    };

export interface BlockCounts {
  readonly type: 'count';
  readonly words: PackedCounts;
  readonly documents: number;
  readonly unreadable: number;
}

export interface BlockUses extends Uses {
  readonly type: 'use';
}

/** In a thread of the pool: the arrays of the result go back without a copy. */
export default function job(task: BlockTask): BlockCounts | BlockUses {
  const result = runBlock(task);
  if (result.type === 'count') return moved(result, buffersOf(result.words));
  return moved(result, [result.nouns.buffer, result.documents.buffer, ...buffersOf(result.phrases)]);
}

export function runBlock(task: BlockTask): BlockCounts | BlockUses {
  const text = new TextDecoder().decode(task.bytes).normalize('NFC');
  if (task.type === 'count') return countBlock(text);
  return { type: 'use', ...usesIn(text, lexiconAt(task.lexicon), task.phrases) };
}

function countBlock(text: string): BlockCounts {
  const counts = new WordCounts();
  visitEojeols(text, (units, length) => counts.add(units, length));
  return {
    type: 'count',
    words: counts.packed(),
    documents: documentsOf(text),
    unreadable: occurrences(text, '\ufffd'),
  };
}

const buffersOf = ({ units, ends, counts }: PackedCounts) => [units.buffer, ends.buffer, counts.buffer];

function documentsOf(text: string): number {
  return text.split('\n\n').filter((document) => document.trim() !== '').length;
}

function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** The lexicon as a file: what may follow nouns on the first line, a noun on each of the others. */
export function lexiconText(words: readonly string[], rightParts: Iterable<string>): string {
  return [[...rightParts].join('\t'), ...words].join('\n');
}

let known: { readonly path: string; readonly lexicon: Lexicon } | null = null;

function lexiconAt(path: string): Lexicon {
  if (known?.path !== path) {
    const [parts = '', ...words] = readFileSync(path, 'utf8').split('\n');
    const numbers = new Map(words.map((word, number) => [word, number]));
    known = { path, lexicon: { numbers, rightParts: new Set(parts.split('\t')) } };
  }
  return known.lexicon;
}
