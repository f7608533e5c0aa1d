import type { Passage, Section } from '../core/index.js';
import { bigrams, searchTerms } from '../text/index.js';
import { textVector, type VectorText } from './text-vector.js';
import { FIELDS, type Field, type IndexInput, type TextVector } from './types.js';

/** A passage as terms in order. */
export interface AnalysedPassage {
  readonly field: Field;
  readonly heading: boolean;
  readonly terms: readonly string[];
}

export interface AnalysedDocument {
  /** The store's passages in its order, then names of applicants and inventors. */
  readonly passages: readonly AnalysedPassage[];
  readonly vector: TextVector;
}

/** Cuts all text of a publication into terms. The slow part of indexing: morphological analysis. */
export function analyse(input: IndexInput): AnalysedDocument {
  const passages = input.passages.map(analysePassage);
  const vector = textVector(vectorText(input.passages, (index) => passages[index]?.terms ?? []));
  const names = [
    ...input.card.applicants.map((name) => analyseName('applicant', name)),
    ...input.inventors.map((name) => analyseName('inventor', name)),
  ];
  return { passages: [...passages, ...names], vector };
}

function analysePassage({ part, heading, text }: Passage): AnalysedPassage {
  return { field: part, heading, terms: searchTerms(text) };
}

function analyseName(field: Field, name: string): AnalysedPassage {
  return { field, heading: false, terms: searchTerms(name) };
}

export function fieldNumber(field: Field): number {
  return FIELDS.indexOf(field);
}

/** Sections that say what an invention is. The background is left out: it describes, and names, the art it departs from. */
const TELLING: ReadonlySet<Section | null> = new Set<Section>(['technical-field', 'problem', 'solution', 'summary']);
const DESCRIPTION_CHARACTERS = 2500;

/**
 * The passages that stand for a whole document when texts are compared: its own title, abstract, first
 * claim and the beginning of field, problem and solution.
 */
export function tellingPassages(passages: readonly Passage[]): Passage[] {
  const first = (part: Passage['part']) => passages.filter((passage) => passage.part === part).slice(0, 1);
  const chosen = [...first('title'), ...first('abstract'), ...first('claims')];
  let room = DESCRIPTION_CHARACTERS;
  for (const passage of passages) {
    if (passage.part !== 'description' || passage.heading || !TELLING.has(passage.section)) continue;
    if (room <= 0) break;
    chosen.push(passage.text.length > room ? { ...passage, text: passage.text.slice(0, room) } : passage);
    room -= passage.text.length;
  }
  return chosen;
}

function vectorText(passages: readonly Passage[], termsAt: (index: number) => readonly string[]): VectorText {
  const indexOf = new Map(passages.map((passage, index) => [passage, index]));
  const text = {
    title: [] as string[],
    body: [] as string[],
    titleBigrams: [] as number[],
    bodyBigrams: [] as number[],
  };
  for (const passage of tellingPassages(passages)) {
    const index = indexOf.get(passage);
    // A passage that was cut at the end of the room is no longer the stored one.
    const terms = index === undefined ? searchTerms(passage.text) : termsAt(index);
    const title = passage.part === 'title';
    for (const term of terms) (title ? text.title : text.body).push(term);
    for (const pair of bigrams(passage.text)) (title ? text.titleBigrams : text.bodyBigrams).push(pair);
  }
  return text;
}

/** The vector of a text that is not in the store. */
export function vectorOf(passages: readonly Passage[]): TextVector {
  return textVector(vectorText(passages, (index) => searchTerms(passages[index]?.text ?? '')));
}
