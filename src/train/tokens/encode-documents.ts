import type { Tokenizer } from '../../tokenizer/index.js';
import { MARK, type TokenRun } from './token-store.js';

/** A document as training reads it: paragraphs, each a list of sentences. */
export type SentenceParagraphs = readonly (readonly string[])[];

/**
 * Tokens of a document with marks where a unit (morpheme or word), a sentence and the document begin. What is masked
 * together and where rows may be cut follows from these.
 */
export function encodeDocument(paragraphs: SentenceParagraphs, tokenizer: Tokenizer): TokenRun {
  const runs = paragraphs.flatMap((lines) => lines.map((sentence) => encodeSentence(sentence, tokenizer)));
  const length = runs.reduce((sum, { ids }) => sum + ids.length, 0);
  const [ids, marks] = [new Int32Array(length), new Uint8Array(length)];
  let at = 0;
  for (const run of runs) {
    ids.set(run.ids, at);
    marks.set(run.marks, at);
    at += run.ids.length;
  }
  if (length > 0) marks[0]! |= MARK.document;
  return { ids, marks };
}

function encodeSentence(sentence: string, tokenizer: Tokenizer): TokenRun {
  const { ids, units } = tokenizer.encode(sentence, { specials: false });
  const marks = Uint8Array.from(units, (unit, at) => (at === 0 || unit !== units[at - 1] ? MARK.unit : 0));
  if (marks.length > 0) marks[0]! |= MARK.sentence;
  return { ids, marks };
}
