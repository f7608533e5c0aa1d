import { formatAddress, type Language, SimsaError, type Span } from '../core/index.js';
import { unsupportedNumbers } from '../evidence/index.js';
import type { Generator } from '../generate/index.js';
import type { PassageHit } from '../search/index.js';
import { searchTokens, sentences } from '../text/index.js';
import { type CitedSentence, takeSentences } from './cited-sentences.js';
import type { Statement } from './compose.js';
import { answerPrompt, groundPrompt, NOTHING, type NumberedParagraph } from './prompts.js';
import type { Ground } from './types.js';

/** What a generator gave, sentence by sentence: kept with its places, or cut. */
export type Written =
  | { readonly type: 'statement'; readonly statement: Statement }
  | { readonly type: 'cut'; readonly text: string };

/** The paragraphs a generator may cite. */
export interface Sources {
  readonly paragraphs: readonly NumberedParagraph[];
  readonly hits: readonly PassageHit[];
}

const GROUND_TOKENS = 400;
const ANSWER_TOKENS = 900;
const LONGEST_PARAGRAPH = 2_000;

/** Numbers the paragraphs found, for prompts and for checking what comes back. */
export function numberSources(hits: readonly PassageHit[], language: Language): Sources {
  return {
    hits,
    paragraphs: hits.map(({ span }, at) => ({
      number: at + 1,
      address: formatAddress(span, language),
      text: span.text.slice(0, LONGEST_PARAGRAPH),
    })),
  };
}

/** What all calls of one answer share. */
export interface Writing {
  readonly generator: Generator;
  readonly question: string;
  readonly language: Language;
  readonly sources: Sources;
  readonly signal?: AbortSignal;
}

/** Step ③ by the generator: one document's partial answer, checked. Null when it says nothing that holds. */
export async function writeGround(
  writing: Writing,
  publication: string,
): Promise<{ ground: Ground | null; cut: number }> {
  const { sources, question, language } = writing;
  const own = sources.paragraphs.filter((_, at) => sources.hits[at]?.span.publication === publication);
  const statements: Statement[] = [];
  let cut = 0;
  for await (const written of write(writing, groundPrompt(question, language, own), GROUND_TOKENS)) {
    if (written.type === 'cut') cut++;
    else statements.push(written.statement);
  }
  if (statements.length === 0) return { ground: null, cut };
  const title = sources.hits.find(({ span }) => span.publication === publication)?.title ?? '';
  const summary = statements.map(({ text, citations }) => `${text} ${marks(citations, sources)}`).join(' ');
  return { ground: { publication, title, sentences: statements.flatMap(({ citations }) => citations), summary }, cut };
}

/** Step ④ by the generator: the final answer as it is written, each sentence checked before it is shown. */
export async function* writeAnswer(writing: Writing, grounds: readonly Ground[]): AsyncGenerator<Written> {
  const { question, language, sources } = writing;
  const cited = new Set(grounds.map(({ publication }) => publication));
  const paragraphs = sources.paragraphs.filter((_, at) => cited.has(sources.hits[at]?.span.publication ?? ''));
  const partial = grounds.map(({ summary }) => summary);
  yield* write(writing, answerPrompt(question, language, partial, paragraphs), ANSWER_TOKENS);
}

async function* write(
  writing: Writing,
  prompt: ReturnType<typeof groundPrompt>,
  maxTokens: number,
): AsyncGenerator<Written> {
  let rest = '';
  const seen = new Set<string>();
  const check = (sentence: CitedSentence): Written | null => {
    if (sentence.text.replace(/\W/g, '') === NOTHING) return null;
    if (seen.has(sentence.text)) return { type: 'cut', text: sentence.text };
    seen.add(sentence.text);
    return verify(sentence, writing.sources, writing.language);
  };
  for await (const piece of writing.generator.stream(prompt, { maxTokens, signal: writing.signal })) {
    const taken = takeSentences(rest + piece, false);
    rest = taken.rest;
    for (const sentence of taken.sentences) {
      const written = check(sentence);
      if (written) yield written;
    }
  }
  for (const sentence of takeSentences(rest, true).sentences) {
    const written = check(sentence);
    if (written) yield written;
  }
}

/** A sentence stands when every number it cites is a paragraph it was given and every figure in it stands there. */
function verify(sentence: CitedSentence, sources: Sources, language: Language): Written {
  const cited = sentence.numbers.map((number) => sources.hits[number - 1]?.span);
  const spans = cited.filter((span) => span !== undefined);
  if (spans.length === 0 || spans.length < cited.length) return { type: 'cut', text: sentence.text };
  if (
    unsupportedNumbers(
      sentence.text,
      spans.map(({ text }) => text),
    ).length > 0
  )
    return { type: 'cut', text: sentence.text };
  return {
    type: 'statement',
    statement: { text: sentence.text, citations: spans.map((span) => closest(span, sentence.text, language)) },
  };
}

/** The sentence of a cited paragraph that comes closest, so that a reader lands on it and not on a page of text. */
function closest(paragraph: Span, statement: string, language: Language): Span {
  const wanted = new Set(Array.from(searchTokens(statement), ({ term }) => term));
  let best: { span: Span; share: number } = { span: paragraph, share: 0 };
  for (const { start, end } of sentences(paragraph.text, language)) {
    const text = paragraph.text.slice(start, end).trim();
    const terms = new Set(Array.from(searchTokens(text), ({ term }) => term));
    const share = [...wanted].filter((term) => terms.has(term)).length / Math.max(1, wanted.size);
    if (share <= best.share) continue;
    const from = paragraph.start + start + paragraph.text.slice(start, end).indexOf(text);
    best = { span: { ...paragraph, start: from, end: from + text.length, text }, share };
  }
  return best.span;
}

function marks(citations: readonly Span[], sources: Sources): string {
  const numbers = citations.map((citation) => sources.hits.findIndex(({ span }) => sameParagraph(span, citation)) + 1);
  return [...new Set(numbers)].map((number) => `[${number}]`).join('');
}

function sameParagraph(a: Span, b: Span): boolean {
  return a.publication === b.publication && a.part === b.part && a.paragraph === b.paragraph && a.claim === b.claim;
}

/** The error for a reply of which nothing held. */
export function nothingHeld(): SimsaError {
  return new SimsaError('generator.nonsense', { reason: 'no sentence with a citation that holds' });
}
