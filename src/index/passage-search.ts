import { shardOf } from './comparison.js';
import { passageAt } from './evaluate.js';
import { type Finder, finderOf, indexIn } from './positional.js';
import { inverseDocumentFrequency } from './scoring.js';
import { readPositions } from './segment.js';
import { isHeading, passageField } from './segment-builder.js';
import type { Collection, Shard } from './shard.js';
import { FIELDS, type PassageMatch, type PassageQuery } from './types.js';

/** Paragraphs are short: repetition says little, and length less than for documents. */
const K1 = 0.9;
const LENGTH_SHARE = 0.4;
const TITLE = FIELDS.indexOf('title');
const DESCRIPTION = FIELDS.indexOf('description');

/** What one query term is to the passages of one shard. */
interface TermHere {
  readonly index: number;
  readonly weight: number;
  /** Where the compounds stand that it is part of; null for a term that counts anywhere. */
  readonly within: readonly Finder[] | null;
}

/** Scores the passages of the named documents that hold at least one of the terms; best first. */
export function searchPassages(query: PassageQuery, shards: readonly Shard[], collection: Collection): PassageMatch[] {
  const weights = query.terms.map(
    ({ term, weight }) => weight * inverseDocumentFrequency(collection.passages, collection.passagesWith(term)),
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const termsIn = new Map<Shard, readonly TermHere[]>();
  const found: PassageMatch[] = [];
  for (const [document, prior] of query.documents) {
    const shard = shardOf(shards, document);
    const terms = termsIn.get(shard) ?? termsHere(query, weights, shard);
    termsIn.set(shard, terms);
    const matches = scoreDocument(document, terms, { shard, collection, whole, titles: query.titles ?? false });
    matches.sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
    for (const match of matches.slice(0, query.perDocument)) found.push({ ...match, score: match.score + prior });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, query.limit);
}

function termsHere({ terms, compounds = [] }: PassageQuery, weights: readonly number[], shard: Shard): TermHere[] {
  const finders = compounds.map((parts) => {
    const words = parts.map((term) => ({ type: 'word', term }) as const);
    return { parts, finder: finderOf({ type: 'phrase', parts: words }, shard) };
  });
  return terms.flatMap(({ term }, place) => {
    const index = shard.segment.terms.indexOf(term);
    if (index < 0) return [];
    const within = finders.filter(({ parts }) => parts.includes(term)).map(({ finder }) => finder);
    return [{ index, weight: weights[place]!, within: within.length > 0 ? within : null }];
  });
}

interface Setting {
  readonly shard: Shard;
  readonly collection: Collection;
  /** Sum of the weights of all query terms. */
  readonly whole: number;
  readonly titles: boolean;
}

function scoreDocument(document: number, terms: readonly TermHere[], setting: Setting): PassageMatch[] {
  const { shard, whole } = setting;
  const { segment } = shard;
  const local = document - shard.base;
  const sums = new Map<number, { score: number; covered: number; terms: number }>();
  for (const term of terms) {
    const { weight } = term;
    for (const [passage, frequency] of frequenciesByPassage(shard, term, local)) {
      if (!isCitable(segment.passageFlags[passage]!, setting.titles)) continue;
      const sum = sums.get(passage) ?? { score: 0, covered: 0, terms: 0 };
      sum.score += weight * saturate(frequency, segment.passageLengths[passage]!, setting.collection);
      sum.covered += weight;
      sum.terms++;
      sums.set(passage, sum);
    }
  }
  const first = segment.firstPassage[local]!;
  return Array.from(sums, ([passage, { score, covered, terms: count }]) => ({
    document,
    ordinal: passage - first,
    // A passage with half of what was asked is worth less than half: the rest may be about something else.
    score: score * (0.4 + (0.6 * covered) / (whole || 1)),
    terms: count,
  }));
}

function isCitable(flags: number, titles: boolean): boolean {
  const field = passageField(flags);
  return !isHeading(flags) && field <= DESCRIPTION && (titles || field !== TITLE);
}

/** How often a term stands in each passage of a document. */
function frequenciesByPassage(shard: Shard, term: TermHere, document: number): Map<number, number> {
  const frequencies = new Map<number, number>();
  for (const position of positionsOf(shard, term, document)) {
    const passage = passageAt(shard.segment, document, position);
    frequencies.set(passage, (frequencies.get(passage) ?? 0) + 1);
  }
  return frequencies;
}

function positionsOf(shard: Shard, { index, within }: TermHere, document: number): readonly number[] {
  const { documents, positionStarts } = shard.postings(index);
  const at = indexIn(documents, document);
  if (at < 0) return [];
  const compounds = within?.flatMap((finder) => finder.find(document));
  if (compounds?.length === 0) return [];
  const positions = readPositions(shard.positions(index), positionStarts[at]!, positionStarts[at + 1]!);
  if (!compounds) return positions;
  return positions.filter((position) => compounds.some(([first, last]) => first <= position && position <= last));
}

function saturate(frequency: number, length: number, { averagePassage }: Collection): number {
  const norm = 1 - LENGTH_SHARE + (LENGTH_SHARE * length) / averagePassage;
  return (frequency * (K1 + 1)) / (frequency + K1 * norm);
}
