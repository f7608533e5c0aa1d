import { createHash } from 'node:crypto';
import { shuffledOrder } from '../../../core/index.js';
import type { DocumentLine } from '../../../corpus/index.js';

/**
 * Ways in which two texts say the same:
 * - `claims`: title and abstract of a document, and its first claim;
 * - `paragraphs`: two paragraphs of one description;
 * - `titles`: the Korean and the English title of a document;
 * - `sentences`: a sentence and its translation.
 */
export const PAIR_KINDS = ['claims', 'paragraphs', 'titles', 'sentences'] as const;
export type PairKind = (typeof PAIR_KINDS)[number];

/** Two texts that belong together. */
export interface TextPair {
  readonly kind: PairKind;
  readonly left: string;
  readonly right: string;
  /**
   * What the pair is known by: its texts and its document's numbers, families included. Pairs that share a key are no
   * counterexamples of each other, since the text of one may well be right for the other.
   */
  readonly keys: readonly number[];
}

/** Pairs taken from the paragraphs of one description; more would let long documents outweigh all others. */
const PARAGRAPH_PAIRS = 4;
/** Shorter paragraphs are headings and lists of signs. */
const SHORTEST_PARAGRAPH = 150;

/** The pairs that a document holds. */
export function* pairsOf(document: DocumentLine): Generator<TextPair> {
  yield* claimPairs(document);
  yield* paragraphPairs(document);
  yield* translations(document, 'title', 'titles');
  yield* translations(document, 'body', 'sentences');
}

function* claimPairs(document: DocumentLine): Generator<TextPair> {
  const abstract = paragraphsOf(document, 'abstract');
  if (!abstract) return;
  const { language } = abstract;
  const claim = paragraphsOf(document, 'claims', language)?.texts[0];
  if (claim === undefined) return;
  const title = paragraphsOf(document, 'title', language)?.texts ?? [];
  const body = abstract.texts.join('\n');
  yield {
    kind: 'claims',
    left: [...title, body].join('\n'),
    right: claim,
    keys: keysOf(document, [...title, body, claim]),
  };
}

/** Paragraphs of the description, two and two, in an order that follows from the document's name. */
function* paragraphPairs(document: DocumentLine): Generator<TextPair> {
  const texts = paragraphsOf(document, 'description')?.texts.filter((text) => text.length >= SHORTEST_PARAGRAPH) ?? [];
  const order = shuffledOrder(texts.length, keyOf(document.id));
  for (let at = 0; at + 1 < Math.min(order.length, 2 * PARAGRAPH_PAIRS); at += 2) {
    const [left, right] = [texts[order[at]!]!, texts[order[at + 1]!]!];
    yield { kind: 'paragraphs', left, right, keys: keysOf(document, [left, right]) };
  }
}

function* translations(document: DocumentLine, part: 'title' | 'body', kind: PairKind): Generator<TextPair> {
  if (kind === 'sentences' && document.kind !== 'translation-pairs') return;
  const [korean, english] = [paragraphsOf(document, part, 'ko'), paragraphsOf(document, part, 'en')];
  if (!korean || !english) return;
  const [left, right] = [korean.texts.join('\n'), english.texts.join('\n')];
  // Every sentence of a translated book has the number of the book.
  const keys = kind === 'titles' ? keysOf(document, [left, right]) : textKeys([left, right]);
  yield { kind, left, right, keys };
}

/** Paragraphs of all parts of a name in one language: the one asked for, or that of the first such part. */
function paragraphsOf({ parts, text }: DocumentLine, name: string, language?: string) {
  const named = parts.filter((part) => part.name === name && (language === undefined || part.language === language));
  const own = named.filter((part) => part.language === named[0]!.language);
  const texts = own.flatMap(({ paragraphs }) => paragraphs.map(([from, to]) => text.slice(from, to)));
  return texts.length > 0 ? { language: own[0]!.language, texts } : null;
}

function keysOf(document: DocumentLine, texts: readonly string[]): readonly number[] {
  return [...new Set([...[...document.keys, document.id].map(keyOf), ...textKeys(texts)])];
}

const textKeys = (texts: readonly string[]): readonly number[] => texts.map((text) => keyOf(plain(text)));

/** A text without what printing changes. */
const plain = (text: string): string => text.toLowerCase().replace(/[\s\p{P}]+/gu, '');

/** 32 bits of a hash. */
const keyOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32LE(0);
