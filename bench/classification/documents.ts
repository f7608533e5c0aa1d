import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClassLevel, symbolAt } from '../../src/core/index.js';
import { type DocumentLine, documentFiles, readDocumentFile } from '../../src/corpus/index.js';
import { WORK } from './kept.js';

export type Side = 'train' | 'dev' | 'test';

/** A Korean application with title, abstract and IPC. */
export interface ClassifiedDocument {
  readonly id: string;
  /** Numbers as the frozen splits know them. */
  readonly keys: readonly string[];
  readonly title: string;
  readonly abstract: string;
  /** Symbols as the office ordered them: the first is the main class. */
  readonly symbols: readonly string[];
}

/** Documents of one side of the frozen split, kept in the work folder after the first reading of a corpus. */
export async function classifiedDocuments(corpus: string, side: Side): Promise<readonly ClassifiedDocument[]> {
  const built = Math.round(statSync(join(corpus, 'corpus.json')).mtimeMs);
  const kept = join(WORK, `${side}-${built}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as ClassifiedDocument[];
  const documents: ClassifiedDocument[] = [];
  for (const file of documentFiles(corpus, side))
    for await (const line of readDocumentFile(file)) documents.push(...classified(line));
  mkdirSync(WORK, { recursive: true });
  writeFileSync(kept, JSON.stringify(documents));
  return documents;
}

function classified({ id, kind, keys, classes, text, parts }: DocumentLine): ClassifiedDocument[] {
  if (kind !== 'korean-gazettes') return [];
  const symbols = classes.flatMap((symbol) => (symbol.startsWith('IPC ') ? [symbol.slice(4)] : []));
  const korean = (name: string) =>
    parts
      .filter((part) => part.name === name && part.language === 'ko')
      .flatMap(({ paragraphs }) => paragraphs.map(([start, end]) => text.slice(start, end)))
      .join(' ');
  const [title, abstract] = [korean('title'), korean('abstract')];
  return symbols.length === 0 || abstract === '' ? [] : [{ id, keys, title, abstract, symbols }];
}

/** What a model reads. */
export const readText = ({ title, abstract }: ClassifiedDocument): string => `${title}\n${abstract}`;

/** The main class at a level, or null where the symbol is not that deep. */
export function mainClass({ symbols }: ClassifiedDocument, level: ClassLevel): string | null {
  return symbolAt(symbols[0]!, level);
}
