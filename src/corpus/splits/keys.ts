import { hash } from 'node:crypto';
import type { CorpusDocument, Identity } from '../types.js';
import { abstractKeys } from './abstract-keys.js';

/** What of a document is compared with others to keep what belongs together on one side. */
export interface DocumentKeys {
  /** Numbers and families: two documents that share one belong together. */
  readonly joins: readonly string[];
  /** Titles, as hashes: they join only where few documents share one. */
  readonly titles: readonly string[];
  /** Keys of the abstract, or of the first text where there is none: near-duplicates share at least one. */
  readonly abstracts: readonly string[];
  /** Keys it cites, in the spelling of `joins`. */
  readonly cites: readonly string[];
}

export function keysOf(document: Pick<CorpusDocument, 'identity' | 'parts'>): DocumentKeys {
  const { identity, parts } = document;
  const text = parts.find(({ name }) => name === 'abstract') ?? parts.find(({ name }) => name !== 'title');
  return {
    joins: [...identity.numbers, ...identity.families],
    titles: titleKeys(identity),
    abstracts: text ? abstractKeys(text.paragraphs.join('\n')) : [],
    cites: identity.cites,
  };
}

/** Shorter titles, counted in letters and digits with a Korean one for two, name a field and no invention. */
const SHORTEST_TITLE = 16;

/** `title:` and 12 hexadecimal digits for each title that says enough to tell an invention. */
function titleKeys({ titles }: Identity): string[] {
  const plain = titles.map(plainTitle).filter((title) => weightOf(title) >= SHORTEST_TITLE);
  return [...new Set(plain)].map((title) => `title:${shortHash(title)}`);
}

/** Spelling in which titles are compared: letters and digits alone, in lower case. */
function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function weightOf(title: string): number {
  return title.length + (title.match(/[가-힣]/g)?.length ?? 0);
}

export function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 12);
}
