/** What runs in a thread: the tokens of one file of a corpus. */
import { moved } from '../../core/pool.js';
import { type DocumentLine, readDocumentFile } from '../../corpus/index.js';
import { sentences } from '../../text/index.js';
import { openTokenizer, type Tokenizer } from '../../tokenizer/index.js';
import { encodeDocument, type SentenceParagraphs } from './encode-documents.js';
import type { TokenRun } from './token-store.js';

export interface ShardTask {
  readonly file: string;
  /** Folder of the tokenizer. */
  readonly tokenizer: string;
  /** Only documents whose text may train weights that are shipped. */
  readonly weightsOnly: boolean;
  /** Only documents whose first part is in this language; null takes all. */
  readonly language: string | null;
}

export interface ShardTokens extends TokenRun {
  /** Documents in it, and bytes of UTF-8 of their text. */
  readonly documents: number;
  readonly bytes: number;
}

let opened: { readonly folder: string; readonly tokenizer: Tokenizer } | null = null;

export default async function shardJob({ file, tokenizer, weightsOnly, language }: ShardTask): Promise<ShardTokens> {
  if (opened?.folder !== tokenizer) opened = { folder: tokenizer, tokenizer: openTokenizer(tokenizer) };
  const runs: TokenRun[] = [];
  let bytes = 0;
  for await (const document of readDocumentFile(file)) {
    if (weightsOnly && !document.weights) continue;
    if (language !== null && document.parts[0]?.language !== language) continue;
    const run = encodeDocument(sentencesOf(document), opened.tokenizer);
    if (run.ids.length === 0) continue;
    runs.push(run);
    bytes += Buffer.byteLength(document.text);
  }
  const whole = joined(runs);
  return moved({ ...whole, documents: runs.length, bytes }, [
    whole.ids.buffer as ArrayBuffer,
    whole.marks.buffer as ArrayBuffer,
  ]);
}

/** Labels (class symbols and the like) are no text. */
function sentencesOf({ parts, text }: DocumentLine): SentenceParagraphs {
  return parts
    .filter(({ name }) => name !== 'label')
    .flatMap(({ language, paragraphs }) =>
      paragraphs.map(([from, to]) => {
        const paragraph = text.slice(from, to);
        return sentences(paragraph, language).map(({ start, end }) => paragraph.slice(start, end));
      }),
    );
}

function joined(runs: readonly TokenRun[]): TokenRun {
  const length = runs.reduce((sum, { ids }) => sum + ids.length, 0);
  const [ids, marks] = [new Int32Array(length), new Uint8Array(length)];
  let at = 0;
  for (const run of runs) {
    ids.set(run.ids, at);
    marks.set(run.marks, at);
    at += run.ids.length;
  }
  return { ids, marks };
}
