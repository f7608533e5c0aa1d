import { type ClassSymbol, symbolAt } from '../../core/index.js';
import { type KoreanAnalyser, openKoreanAnalyser } from '../../text/index.js';
import { sentenceRanges } from '../sentence-ranges.js';
import { shortHash } from '../splits/keys.js';
import type { CorpusDocument, DocumentPart, Split } from '../types.js';
import { type Amounts, type Cells, cellOf, emptyAmounts, type Tally } from './tally.js';

/** One document in so many has its morphemes counted, unless all are asked for. */
export const MORPHEME_SAMPLE = 50;

/** Section of the main class: the one marked first, IPC before CPC; `-` where there is none. */
export function sectionOf(classes: readonly ClassSymbol[]): string {
  const known = classes.filter(({ scheme }) => scheme === 'IPC' || scheme === 'CPC');
  const main =
    known.find(({ scheme, position }) => scheme === 'IPC' && position === 'first') ??
    known.find(({ scheme }) => scheme === 'IPC') ??
    known[0];
  return (main && symbolAt(main.symbol, 'section')) ?? '-';
}

/** Counts a document as it goes into the corpus. */
export function countDocument(tally: Tally, document: CorpusDocument, options: { split: Split; sample: number }): void {
  const isSampled = Number.parseInt(shortHash(document.id), 16) % options.sample === 0;
  const languages: Cells = {};
  const whole = { ...emptyAmounts(), documents: 1 };
  for (const part of document.parts) {
    const amounts = amountsOf(part, isSampled);
    add(whole, amounts);
    add(cellOf(languages, part.language), amounts);
  }
  for (const [language, amounts] of Object.entries(languages)) add(cellOf(tally.languages, language), amounts);
  const main = mainLanguage(languages);
  if (main) cellOf(tally.languages, main).documents++;
  const { provenance, kind, classes } = document;
  const cells = [
    tally.total,
    cellOf(tally.kinds, kind),
    cellOf(tally.sources, provenance.source),
    cellOf(tally.sections, sectionOf(classes)),
    cellOf(tally.splits, options.split),
    cellOf(tally.weights, provenance.weights ? 'yes' : 'no'),
  ];
  for (const cell of cells) add(cell, whole);
  const length = String(Math.floor(Math.log2(Math.max(1, whole.characters))));
  tally.lengths[length] = (tally.lengths[length] ?? 0) + 1;
}

/** A document counts for the language of most of its text. */
function mainLanguage(languages: Cells): string | null {
  const [main] = Object.entries(languages).sort(([, a], [, b]) => b.bytes - a.bytes);
  return main?.[0] ?? null;
}

function amountsOf(part: DocumentPart, isSampled: boolean): Amounts {
  const { paragraphs, language } = part;
  const amounts = { ...emptyAmounts(), paragraphs: paragraphs.length };
  for (const text of paragraphs) {
    amounts.characters += text.length;
    amounts.bytes += Buffer.byteLength(text);
    if (isSampled) amounts.sampledMorphemes += morphemesIn(text, language);
  }
  for (const ranges of sentenceRanges(part)) amounts.sentences += ranges.length;
  if (isSampled) amounts.sampledBytes = amounts.bytes;
  return amounts;
}

let analyser: KoreanAnalyser | null = null;

/** Morphemes of Korean as MeCab-ko cuts them; of other languages words, numbers and signs. */
function morphemesIn(text: string, language: string): number {
  if (language !== 'ko') return text.match(/\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu)?.length ?? 0;
  analyser ??= openKoreanAnalyser();
  let count = 0;
  analyser.visit(text, () => {
    count++;
  });
  return count;
}

function add(to: Amounts, from: Amounts): void {
  for (const key of Object.keys(from) as (keyof Amounts)[]) to[key] += from[key];
}
