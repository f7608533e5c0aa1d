import { type Language, SimsaError } from '../core/index.js';
import type { Generator } from '../generate/index.js';
import type { Hit, PassageHit, Searcher } from '../search/index.js';
import { isAnswerable, telling } from './answerable.js';
import { compose } from './compose.js';
import { groundsOf, type Scored, score } from './grounds.js';
import { fellBackBecause } from './notices.js';
import { asksForOverview, type Question, readQuestion } from './question.js';
import { ReferenceList } from './references.js';
import { findDocuments, findParagraphs } from './retrieve.js';
import { candidates } from './sentences.js';
import type { Answer, AskEvent, AskRequest, AskResult, Ground, Notice } from './types.js';
import { weigh } from './weights.js';
import { nothingHeld, numberSources, writeAnswer, writeGround } from './written.js';

export interface AskDependencies {
  readonly searcher: Searcher;
  /** Opens the generator for steps ③ and ④; null for extractive answers. */
  readonly openGenerator: (() => Promise<Generator>) | null;
}

/** Paragraphs offered when nothing answers. */
const CLOSEST = 5;
/** Documents a generator reads; each costs a call. */
const GENERATOR_DOCUMENTS = 4;

/** Answers a question in four steps: documents, paragraphs, grounds per document, final answer. Ends with `done`. */
export async function* ask(
  { searcher, openGenerator }: AskDependencies,
  request: AskRequest,
  signal?: AbortSignal,
): AsyncGenerator<AskEvent> {
  const question = readQuestion(request.question, request.language);
  if (question.terms.length === 0 && question.named.numbers.length === 0) throw new SimsaError('ask.empty-question');
  yield { type: 'step', step: 'documents' };
  const documents = await findDocuments(searcher, question, request);
  yield { type: 'documents', documents };
  signal?.throwIfAborted();
  yield { type: 'step', step: 'paragraphs' };
  const paragraphs = await findParagraphs(searcher, question, documents);
  yield { type: 'paragraphs', paragraphs };
  signal?.throwIfAborted();
  yield { type: 'step', step: 'grounds' };
  const scored = await scoreSentences(searcher, paragraphs, question);
  const found: Found = { question, documents, paragraphs, scored };
  if (documents.length === 0 || !isAnswerable(scored, question)) {
    yield { type: 'done', result: refusal(found) };
    return;
  }
  let fellBack: Notice | null = null;
  if (openGenerator) {
    try {
      yield* generated(found, await openGenerator(), signal);
      return;
    } catch (thrown) {
      if (!(thrown instanceof SimsaError)) throw thrown;
      fellBack = fellBackBecause(thrown);
      yield { type: 'restart', reason: fellBack };
    }
  }
  yield* extractive(found, fellBack);
}

interface Found {
  readonly question: Question;
  readonly documents: readonly Hit[];
  readonly paragraphs: readonly PassageHit[];
  readonly scored: readonly Scored[];
}

async function scoreSentences(
  searcher: Searcher,
  paragraphs: readonly PassageHit[],
  question: Question,
): Promise<readonly Scored[]> {
  // Of a question about named publications the rest is either their subject or the claim asked for.
  const terms = asksForOverview(question) || question.named.claims.length > 0 ? [] : question.terms;
  const weights = weigh({ ...question, terms }, await searcher.weigh(terms));
  return score(candidates(paragraphs, terms), weights, question);
}

function* extractive(found: Found, fellBack: Notice | null): Iterable<AskEvent> {
  const { figure } = found.question;
  const grounds = groundsOf(figure === null ? found.scored : telling(found.scored, found.question));
  const plain = grounds.map(({ scored: _scored, ...ground }) => ground);
  for (const ground of plain) yield { type: 'ground', ground };
  yield { type: 'step', step: 'answer' };
  const list = referenceList(found);
  const sentences = [];
  for (const statement of compose(grounds)) {
    const sentence = list.add(statement);
    sentences.push(sentence);
    yield { type: 'sentence', sentence, references: list.references };
  }
  const answer = {
    language: found.question.language,
    sentences,
    references: list.references,
    writtenBy: 'extractive',
    cut: 0,
    fellBack,
  };
  yield { type: 'done', result: resultOf(found, answer, plain) };
}

async function* generated(
  found: Found,
  generator: Generator,
  signal: AbortSignal | undefined,
): AsyncGenerator<AskEvent> {
  const { question } = found;
  const order = [...new Set(found.scored.map(({ candidate }) => candidate.span.publication))].slice(
    0,
    GENERATOR_DOCUMENTS,
  );
  const hits = found.paragraphs.filter(({ span }) => order.includes(span.publication));
  const writing = {
    generator,
    question: question.text,
    language: question.language,
    sources: numberSources(hits, question.language),
    signal,
  };
  const grounds: Ground[] = [];
  let cut = 0;
  for (const publication of order) {
    const written = await writeGround(writing, publication);
    cut += written.cut;
    if (!written.ground) continue;
    grounds.push(written.ground);
    yield { type: 'ground', ground: written.ground };
  }
  if (grounds.length === 0) throw nothingHeld();
  yield { type: 'step', step: 'answer' };
  const list = referenceList(found);
  const sentences = [];
  for await (const written of writeAnswer(writing, grounds)) {
    if (written.type === 'cut') {
      cut++;
      continue;
    }
    const sentence = list.add(written.statement);
    sentences.push(sentence);
    yield { type: 'sentence', sentence, references: list.references };
  }
  if (sentences.length === 0) throw nothingHeld();
  const answer = {
    language: question.language,
    sentences,
    references: list.references,
    writtenBy: generator.name,
    cut,
    fellBack: null,
  };
  yield { type: 'done', result: resultOf(found, answer, grounds) };
}

function referenceList({ question, documents }: Found): ReferenceList {
  return new ReferenceList(
    question.language,
    (span) => documents.find(({ publication }) => publication === span.publication)?.title ?? '',
  );
}

function resultOf(found: Found, answer: Answer, grounds: readonly Ground[]): AskResult {
  const { question, documents, paragraphs } = found;
  return { question: question.text, answer, documents, paragraphs, grounds, refused: false };
}

function refusal({ question, documents, paragraphs }: Found): AskResult {
  return {
    question: question.text,
    answer: emptyAnswer(question.language),
    documents,
    paragraphs: paragraphs.slice(0, CLOSEST),
    grounds: [],
    refused: true,
  };
}

function emptyAnswer(language: Language): Answer {
  return { language, sentences: [], references: [], writtenBy: 'extractive', cut: 0, fellBack: null };
}
