import { symbolAt } from '../../core/index.js';
import type { CorpusDocument, DocumentPart, TaskExample } from '../types.js';

/** Longest input and target in UTF-16 units; models read no more of either. */
const LONGEST = 4_000;

/**
 * The examples that a cleaned document holds for tasks of the office, for fine-tuning. What cleaning took out cannot
 * come back here: an answer or a pair of which one side went gives no example.
 */
export function* examplesOf(document: CorpusDocument): Generator<TaskExample> {
  switch (document.kind) {
    case 'korean-gazettes':
    case 'english-gazettes':
      yield* classify(document);
      yield* translate(titlesOf(document));
      yield* summarise(document);
      break;
    case 'classification':
      yield* classify(document);
      yield* predictOutcome(document);
      break;
    case 'office-actions':
      yield* citeProvisions(document);
      break;
    case 'translation-pairs':
      yield* translate(document.parts);
      break;
    case 'reading-comprehension':
      yield* findAnswer(document);
      break;
    case 'consultation':
      yield* answer(document);
      break;
    case 'general-text':
  }
}

function part(document: CorpusDocument, ...names: readonly DocumentPart['name'][]): DocumentPart | null {
  for (const name of names) {
    const found = document.parts.find((candidate) => candidate.name === name);
    if (found) return found;
  }
  return null;
}

function textOf({ paragraphs }: DocumentPart): string {
  return paragraphs.join('\n').slice(0, LONGEST);
}

/** Subclasses in the order of the office; the first is the invention's main class. */
function* classify(document: CorpusDocument): Generator<TaskExample> {
  const labels = new Set<string>();
  for (const { scheme, symbol } of document.classes) {
    const subclass = scheme === 'IPC' || scheme === 'CPC' ? symbolAt(symbol, 'subclass') : symbol;
    if (subclass) labels.add(subclass);
  }
  const input = part(document, 'abstract', 'claims', 'body', 'title');
  if (input && labels.size > 0)
    yield { task: 'classify', language: input.language, input: textOf(input), labels: [...labels] };
}

function titlesOf({ parts }: CorpusDocument): readonly DocumentPart[] {
  return parts.filter(({ name }) => name === 'title');
}

/** Both directions of a pair. */
function* translate(parts: readonly DocumentPart[]): Generator<TaskExample> {
  const korean = parts.find(({ language }) => language === 'ko');
  const english = parts.find(({ language }) => language === 'en');
  if (!korean || !english || korean.paragraphs.length !== english.paragraphs.length) return;
  yield { task: 'translate', language: 'en', input: textOf(english), target: textOf(korean) };
  yield { task: 'translate', language: 'ko', input: textOf(korean), target: textOf(english) };
}

/** The claims told in an abstract, where both are whole enough to say the same. */
function* summarise(document: CorpusDocument): Generator<TaskExample> {
  const claims = part(document, 'claims');
  const abstract = part(document, 'abstract');
  if (!claims || !abstract || claims.language !== abstract.language) return;
  yield { task: 'summarise', language: claims.language, input: textOf(claims), target: textOf(abstract) };
}

function* citeProvisions(document: CorpusDocument): Generator<TaskExample> {
  const body = part(document, 'body');
  const labels = document.details?.provisions ?? [];
  if (body && labels.length > 0)
    yield { task: 'cite-provisions', language: body.language, input: textOf(body), labels };
}

function* predictOutcome(document: CorpusDocument): Generator<TaskExample> {
  const abstract = part(document, 'abstract', 'claims');
  const outcome = document.details?.outcome;
  if (abstract && outcome)
    yield { task: 'predict-outcome', language: abstract.language, input: textOf(abstract), labels: [outcome] };
}

/** Offsets count in the cleaned context: an answer that no longer stands at its place is looked for, and must stand once. */
function* findAnswer(document: CorpusDocument): Generator<TaskExample> {
  const context = part(document, 'context')?.paragraphs.join('\n');
  const questions = part(document, 'question');
  const answers = document.details?.answers ?? [];
  if (context === undefined || !questions || questions.paragraphs.length !== answers.length) return;
  for (const [at, { text, start }] of answers.entries()) {
    const found = context.startsWith(text, start) ? start : onlyPlace(context, text);
    if (found < 0) continue;
    const before = `${questions.paragraphs[at]}\n\n`;
    const from = before.length + found;
    yield {
      task: 'find-answer',
      language: questions.language,
      input: `${before}${context}`,
      spans: [{ start: from, end: from + text.length, text }],
    };
  }
}

function onlyPlace(context: string, text: string): number {
  const first = context.indexOf(text);
  return context.indexOf(text, first + 1) < 0 ? first : -1;
}

/** A case of the casebook, or an article asked for by its name, with the date from which it is in force. */
function* answer(document: CorpusDocument): Generator<TaskExample> {
  const question = part(document, 'question');
  const given = part(document, 'answer');
  const sources = document.details?.provisions ?? [];
  const korean = question?.language === 'ko';
  if (question && given) {
    const grounds = sources.length > 0 ? `\n\n${korean ? '근거' : 'Provisions'}: ${sources.join(', ')}` : '';
    yield { task: 'answer', language: question.language, input: textOf(question), target: textOf(given) + grounds };
  }
  const body = part(document, 'body');
  const law = document.details?.law;
  if (body && law?.title && law.inForce) yield articleExample(body, law.title, law);
}

function articleExample(
  body: DocumentPart,
  title: string,
  { work, article, inForce }: { work: string; article: string; inForce: string | null },
): TaskExample {
  const input =
    body.language === 'ko'
      ? `${inForce} 시행 ${work} ${article}(${title})은 무엇을 규정하는가?`
      : `What does ${work} ${article} (${title}) provide, as in force on ${inForce}?`;
  return { task: 'answer', language: body.language, input, target: textOf(body) };
}
