import { hash as hashOf } from 'node:crypto';
import { sentenceRanges } from '../sentence-ranges.js';
import type { CorpusDocument, DocumentPart, Split } from '../types.js';
import type { ByteRun } from './byte-run.js';

/** A document as the bytes that go into shards. */
export interface EncodedDocument {
  readonly id: string;
  readonly split: Split;
  readonly source: string;
  readonly licence: string;
  /** Whether the text may train weights that are shipped. */
  readonly weights: boolean;
  /** SHA-256 of {@link json}, in hex. */
  readonly hash: string;
  /** JSON lines, each with its line feed. */
  readonly json: Uint8Array;
  /** Google's layout for BERT: a sentence a line, an empty line after each paragraph. */
  readonly bert: Uint8Array;
}

/** What a line of a shard says of a document. */
export interface DocumentLine {
  readonly id: string;
  readonly split: Split;
  readonly kind: CorpusDocument['kind'];
  readonly source: string;
  readonly file: string;
  readonly record: number;
  readonly licence: string;
  readonly weights: boolean;
  /** `IPC H01M 10/0525`. */
  readonly classes: readonly string[];
  /** Numbers and families by which the frozen splits know it: `application:KR1020190100885`. */
  readonly keys: readonly string[];
  /** All paragraphs joined by line feeds. */
  readonly text: string;
  readonly parts: readonly PartLine[];
  readonly details?: CorpusDocument['details'];
}

export interface PartLine {
  readonly name: DocumentPart['name'];
  readonly language: string;
  readonly section?: string;
  /** Paragraphs as start and end in `text`, in UTF-16 units. */
  readonly paragraphs: readonly (readonly [number, number])[];
}

/** Encodes a document for all formats, where a run is given into its memory. The same document gives the same bytes. */
export function encodeDocument(document: CorpusDocument, split: Split, run?: ByteRun): EncodedDocument {
  const json = `${JSON.stringify(documentLine(document, split))}\n`;
  return encoded(document, split, { json, bert: bertLayout(document), run });
}

/** Encodes lines made from a document, such as examples of a task, for a writer of JSON lines. */
export function encodeLines(
  document: CorpusDocument,
  split: Split,
  { lines, run }: { readonly lines: readonly string[]; readonly run?: ByteRun },
): EncodedDocument {
  return encoded(document, split, { json: lines.map((line) => `${line}\n`).join(''), bert: '', run });
}

interface Texts {
  readonly json: string;
  readonly bert: string;
  readonly run: ByteRun | undefined;
}

function encoded({ id, provenance }: CorpusDocument, split: Split, { json: text, bert, run }: Texts): EncodedDocument {
  const bytesOf = (of: string) => (run ? run.add(of) : Buffer.from(of));
  const json = bytesOf(text);
  const { source, licence, weights } = provenance;
  const hash = hashOf('sha256', json);
  return { id, split, source, licence, weights, hash, json, bert: bytesOf(bert) };
}

function documentLine(document: CorpusDocument, split: Split): DocumentLine {
  const { id, kind, provenance, identity, classes, details } = document;
  const { source, file, record, licence, weights } = provenance;
  const texts: string[] = [];
  let at = 0;
  const parts = document.parts.map(({ name, language, section, paragraphs }): PartLine => {
    const ranges = paragraphs.map((text): [number, number] => {
      const start = at;
      texts.push(text);
      at += text.length + 1;
      return [start, start + text.length];
    });
    return section === undefined
      ? { name, language, paragraphs: ranges }
      : { name, language, section, paragraphs: ranges };
  });
  return {
    id,
    split,
    kind,
    source,
    file,
    record,
    licence,
    weights,
    classes: classes.map(({ scheme, symbol }) => `${scheme} ${symbol}`),
    keys: [...identity.numbers, ...identity.families],
    text: texts.join('\n'),
    parts,
    ...(details && { details }),
  };
}

function bertLayout(document: CorpusDocument): string {
  const lines: string[] = [];
  for (const part of document.parts) {
    if (part.name === 'label') continue;
    for (const [at, ranges] of sentenceRanges(part).entries()) {
      for (const { start, end } of ranges) lines.push(part.paragraphs[at]!.slice(start, end));
      lines.push('');
    }
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
