import { meeting } from './conditions.js';
import { type Finder, finderOf, indexIn, wordsOf } from './positional.js';
import { DEFAULT_WEIGHTS, inverseDocumentFrequency, saturate, weightArray } from './scoring.js';
import type { Postings } from './segment.js';
import { passageField } from './segment-builder.js';
import { type Collection, idfOf, type Shard } from './shard.js';
import { FIELDS, type FieldWeights, type IndexQuery, type Positional, type WeightedTerm } from './types.js';

const WIDTH = FIELDS.length;

/** Every document of a shard: 1 where it matches, and its score there. */
export interface Evaluated {
  readonly matched: Uint8Array;
  readonly scores: Float32Array;
}

/** What a query is evaluated on. Results are kept for as long as the query is, since explaining asks for them again. */
export interface Target {
  readonly shard: Shard;
  readonly collection: Collection;
  readonly known: WeakMap<IndexQuery, Evaluated>;
}

/** Evaluates a query on one shard. Dense arrays keep every operator a plain loop, exact and without early stops. */
export function evaluate(query: IndexQuery, target: Target): Evaluated {
  const known = target.known.get(query);
  if (known) return known;
  const evaluated = evaluateAnew(query, target);
  target.known.set(query, evaluated);
  return evaluated;
}

function evaluateAnew(query: IndexQuery, target: Target): Evaluated {
  const { shard } = target;
  const size = shard.segment.documents;
  switch (query.type) {
    case 'everything':
      return unscored(new Uint8Array(size).fill(1));
    case 'condition':
      return unscored(meeting(query.condition, shard));
    case 'not':
      return unscored(flipped(evaluate(query.child, target).matched));
    case 'unscored':
      return unscored(evaluate(query.child, target).matched);
    case 'boosted':
      return evaluateBoosted(query, target);
    case 'and':
    case 'or':
    case 'some':
      return join(
        query.children.map((child) => evaluate(child, target)),
        neededOf(query),
        size,
      );
    case 'best':
      return bestOf(
        query.children.map((child) => evaluate(child, target)),
        size,
      );
    case 'words':
      return evaluateWords(query.terms, query.required, query.fields, target);
    case 'prefix':
      return evaluatePrefix(query.prefix, query.fields, target);
    case 'positions':
      return evaluatePositions(query.positional, query.fields, target);
  }
}

let zeros = new Float32Array(0);

/** Matches without scores. They share one array of zeros: results are never written to. */
function unscored(matched: Uint8Array): Evaluated {
  if (zeros.length < matched.length) zeros = new Float32Array(matched.length);
  return { matched, scores: zeros };
}

/** How many of its children a document must match. */
function neededOf(query: Extract<IndexQuery, { type: 'and' | 'or' | 'some' }>): number {
  if (query.type === 'some') return query.required;
  return query.type === 'and' ? query.children.length : Math.min(1, query.children.length);
}

function join(parts: readonly Evaluated[], needed: number, size: number): Evaluated {
  const counts = new Uint16Array(size);
  const scores = new Float32Array(size);
  for (const part of parts) {
    for (let document = 0; document < size; document++) {
      if (!part.matched[document]) continue;
      counts[document]!++;
      scores[document]! += part.scores[document]!;
    }
  }
  return { matched: atLeast(counts, needed), scores };
}

function bestOf(parts: readonly Evaluated[], size: number): Evaluated {
  const matched = new Uint8Array(size);
  const scores = new Float32Array(size);
  for (const part of parts) {
    for (let document = 0; document < size; document++) {
      if (!part.matched[document]) continue;
      matched[document] = 1;
      if (part.scores[document]! > scores[document]!) scores[document] = part.scores[document]!;
    }
  }
  return { matched, scores };
}

function evaluateWords(
  terms: readonly WeightedTerm[],
  required: number,
  fields: FieldWeights | undefined,
  target: Target,
): Evaluated {
  const { shard, collection } = target;
  const size = shard.segment.documents;
  const weights = weightArray(fields ?? DEFAULT_WEIGHTS);
  const scores = new Float32Array(size);
  const counts = new Uint16Array(size);
  for (const { term, weight } of terms) {
    const index = shard.segment.terms.indexOf(term);
    if (index < 0) continue;
    const factor = weight * idfOf(collection, term);
    const postings = shard.postings(index);
    const { documents } = postings;
    for (let at = 0; at < documents.length; at++) {
      const frequency = weightedFrequency(postings, at, shard.factors, weights);
      if (frequency === 0) continue;
      const document = documents[at]!;
      scores[document]! += factor * saturate(frequency);
      counts[document]!++;
    }
  }
  return { matched: atLeast(counts, required), scores };
}

/** A term's frequency in a document over all fields, each by its weight and length (BM25F). */
function weightedFrequency(postings: Postings, at: number, factors: Float32Array, weights: Float32Array): number {
  const { documents, frequencies } = postings;
  const row = at * WIDTH;
  const factorRow = documents[at]! * WIDTH;
  let sum = 0;
  for (let field = 0; field < WIDTH; field++) {
    const frequency = frequencies[row + field]!;
    if (frequency > 0) sum += frequency * weights[field]! * factors[factorRow + field]!;
  }
  return sum;
}

/** Words that begin alike count as one word; more than this many are too many to be meant. */
const MAX_EXPANSION = 2000;

function evaluatePrefix(prefix: string, fields: FieldWeights | undefined, target: Target): Evaluated {
  const { shard, collection } = target;
  const { start, end } = shard.segment.terms.withPrefix(prefix);
  const weights = weightArray(fields ?? DEFAULT_WEIGHTS);
  const frequencies = new Float32Array(shard.segment.documents);
  for (let index = start; index < Math.min(end, start + MAX_EXPANSION); index++) {
    const postings = shard.postings(index);
    postings.documents.forEach((document, at) => {
      frequencies[document]! += weightedFrequency(postings, at, shard.factors, weights);
    });
  }
  return scoreFrequencies(frequencies, collection);
}

function evaluatePositions(positional: Positional, fields: FieldWeights | undefined, target: Target): Evaluated {
  const { shard, collection } = target;
  const weights = weightArray(fields ?? DEFAULT_WEIGHTS);
  const finder = finderOf(positional, shard);
  const frequencies = new Float32Array(shard.segment.documents);
  for (const document of finder.documents) {
    if (shard.living[document]) frequencies[document] = foundFrequency(finder, document, shard, weights);
  }
  return scoreFrequencies(frequencies, collection, positionalIdf(positional, collection));
}

/** What weighted frequency is to a word: occurrences by the weight and length of the field they are in. */
function foundFrequency(finder: Finder, document: number, shard: Shard, weights: Float32Array): number {
  let sum = 0;
  for (const [first] of finder.find(document)) {
    const field = fieldAt(shard, document, first);
    sum += weights[field]! * shard.factors[document * WIDTH + field]!;
  }
  return sum;
}

function positionalIdf(positional: Positional, collection: Collection): number {
  return wordsOf(positional).reduce((sum, term) => sum + idfOf(collection, term), 0);
}

function evaluateBoosted(query: Extract<IndexQuery, { type: 'boosted' }>, target: Target): Evaluated {
  const { shard, collection } = target;
  const { matched, scores } = evaluate(query.child, target);
  const weights = weightArray(query.fields ?? DEFAULT_WEIGHTS);
  const sums = scores.slice();
  for (const bonus of tellingBonuses(query.bonuses, collection)) {
    const finder = finderOf(bonus, shard);
    const factor = query.share * positionalIdf(bonus, collection);
    for (const document of finder.documents) {
      if (matched[document]) sums[document]! += factor * saturate(foundFrequency(finder, document, shard, weights));
    }
  }
  return { matched, scores: sums };
}

/** Two words that every tenth document has are neighbours everywhere: it says nothing, and is slow to find. */
const TELLING_IDF = 4;

function tellingBonuses(bonuses: readonly Positional[], collection: Collection): Positional[] {
  return bonuses.filter((bonus) => positionalIdf(bonus, collection) >= TELLING_IDF || collection.documents < 1_000);
}

function scoreFrequencies(frequencies: Float32Array, collection: Collection, idf?: number): Evaluated {
  const size = frequencies.length;
  const matched = new Uint8Array(size);
  let having = 0;
  for (let document = 0; document < size; document++) {
    if (frequencies[document] === 0) continue;
    matched[document] = 1;
    having++;
  }
  const factor = idf ?? inverseDocumentFrequency(Math.max(collection.documents, having), having);
  const scores = frequencies;
  for (let document = 0; document < size; document++) {
    if (matched[document]) scores[document] = factor * saturate(frequencies[document]!);
  }
  return { matched, scores };
}

/** Marks the documents that were counted often enough. A plain loop: `Uint8Array.from` takes twenty times as long. */
function atLeast(counts: Uint16Array, needed: number): Uint8Array {
  const marks = new Uint8Array(counts.length);
  for (let document = 0; document < counts.length; document++) if (counts[document]! >= needed) marks[document] = 1;
  return marks;
}

function flipped(marks: Uint8Array): Uint8Array {
  const others = new Uint8Array(marks.length);
  for (let document = 0; document < marks.length; document++) others[document] = 1 - marks[document]!;
  return others;
}

/** Field of a position of a document. */
function fieldAt({ segment }: Shard, document: number, position: number): number {
  return passageField(segment.passageFlags[passageAt(segment, document, position)]!);
}

/** Passage (number within the segment) that a position of a document lies in. */
export function passageAt(
  segment: Pick<Shard['segment'], 'firstPassage' | 'passageStarts'>,
  document: number,
  position: number,
): number {
  let low = segment.firstPassage[document]!;
  let high = segment.firstPassage[document + 1]! - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (segment.passageStarts[middle]! <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A share of a document's score: of one term in one field, or of a phrase, NEAR or truncation as a whole. */
export interface Share {
  readonly name: string;
  readonly field: number | null;
  readonly value: number;
}

/** What a matching document's score is made of; the shares sum to it but for rounding. */
export function explain(query: IndexQuery, target: Target, document: number): Share[] {
  switch (query.type) {
    case 'words':
      return query.terms.flatMap((term) => explainTerm(term, query.fields, target, document));
    case 'and':
    case 'or':
    case 'some':
      return query.children.flatMap((child) =>
        evaluateOne(child, target, document).matched ? explain(child, target, document) : [],
      );
    case 'best': {
      const scores = query.children.map((child) => {
        const { matched, score } = evaluateOne(child, target, document);
        return matched ? score : Number.NEGATIVE_INFINITY;
      });
      const first = query.children[scores.indexOf(Math.max(...scores))];
      return first ? explain(first, target, document) : [];
    }
    case 'boosted':
      return [...explain(query.child, target, document), ...explainBonuses(query, target, document)];
    case 'positions':
    case 'prefix': {
      const { score } = evaluateOne(query, target, document);
      const name = query.type === 'prefix' ? `${query.prefix}*` : wordsOf(query.positional).join(' ');
      return [{ name, field: null, value: score }];
    }
    default:
      return [];
  }
}

function explainBonuses(query: Extract<IndexQuery, { type: 'boosted' }>, target: Target, document: number): Share[] {
  const { shard, collection } = target;
  const weights = weightArray(query.fields ?? DEFAULT_WEIGHTS);
  return tellingBonuses(query.bonuses, collection).flatMap((bonus) => {
    const frequency = foundFrequency(finderOf(bonus, shard), document, shard, weights);
    if (frequency === 0) return [];
    const value = query.share * positionalIdf(bonus, collection) * saturate(frequency);
    return [{ name: wordsOf(bonus).join(' '), field: null, value }];
  });
}

function explainTerm(
  { term, weight }: WeightedTerm,
  fields: FieldWeights | undefined,
  target: Target,
  document: number,
): Share[] {
  const { shard, collection } = target;
  const index = shard.segment.terms.indexOf(term);
  if (index < 0) return [];
  const postings = shard.postings(index);
  const at = indexIn(postings.documents, document);
  if (at < 0) return [];
  const weights = weightArray(fields ?? DEFAULT_WEIGHTS);
  const whole = weightedFrequency(postings, at, shard.factors, weights);
  if (whole === 0) return [];
  const score = weight * idfOf(collection, term) * saturate(whole);
  return FIELDS.flatMap((_, field) => {
    const own = postings.frequencies[at * WIDTH + field]! * weights[field]! * shard.factors[document * WIDTH + field]!;
    return own > 0 ? [{ name: term, field, value: (score * own) / whole }] : [];
  });
}

function evaluateOne(query: IndexQuery, target: Target, document: number) {
  const { matched, scores } = evaluate(query, target);
  return { matched: matched[document] === 1, score: scores[document]! };
}
