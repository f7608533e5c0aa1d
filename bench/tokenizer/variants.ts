import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKoreanAnalyser } from '../../src/text/index.js';
import {
  countLine,
  extractNouns,
  mecabLine,
  openUnitReader,
  readTerms,
  TERMS,
  type TokenizerSettings,
  tokenizerOf,
  UnitCounter,
} from '../../src/tokenizer/index.js';
import { linesIn, linesOfShare, type Sample } from './sample.js';

/** A way to cut text into the units that subwords never cross. */
export interface Variant {
  readonly name: string;
  readonly units: TokenizerSettings['units'];
  /** Nouns of the user dictionary, the most frequent ones. */
  readonly nouns: number;
}

export const VARIANTS: readonly Variant[] = [
  { name: 'no morphology', units: 'words', nouns: 0 },
  { name: 'morphology', units: 'morphemes', nouns: 0 },
  { name: 'morphology + 1,000 nouns', units: 'morphemes', nouns: 1_000 },
  { name: 'morphology + 5,000 nouns', units: 'morphemes', nouns: 5_000 },
  { name: 'morphology + 10,000 nouns', units: 'morphemes', nouns: 10_000 },
];

/** A sample cut into units once, for all algorithms and sizes. */
export interface CutSample {
  readonly counter: UnitCounter;
  /** Lines of the held-out text, of the terms, and of the first part of the training text, pre-tokenised. */
  readonly held: readonly string[];
  readonly terms: readonly string[];
  readonly language: readonly string[];
}

/** Bytes of the training text that the trigram model learns from. */
const LANGUAGE_BYTES = 4e6;

export async function cutSample(variant: Variant, sample: Sample, terms: readonly string[]): Promise<CutSample> {
  const analyser = variant.units === 'words' ? null : openKoreanAnalyser(await dictionaryOf(variant, sample));
  const reader = openUnitReader(analyser);
  const counter = new UnitCounter();
  const train = linesIn(sample.train);
  for (const line of train) countLine(line, { counter, reader, cased: true });
  const settings = {
    algorithm: 'unigram',
    units: variant.units,
    reach: 'unit',
    cased: true,
    blanks: 'marked',
  } as const;
  const cutter = tokenizerOf(
    { settings, tokens: ['[UNK]', 'x'], scores: new Float64Array(2), merges: null, terms: null },
    { analyser: analyser ?? undefined },
  );
  const cut = (line: string) => cutter.pretokenise(line);
  return {
    counter,
    held: linesIn(sample.held).map(cut),
    terms: terms.map(cut),
    language: linesOfShare(train, LANGUAGE_BYTES).map(cut),
  };
}

async function dictionaryOf({ nouns }: Variant, { train }: Sample): Promise<{ userDictionary?: readonly string[] }> {
  if (nouns === 0) return {};
  const folder = join(train, '..', 'nouns');
  if (!existsSync(join(folder, TERMS))) {
    mkdirSync(folder, { recursive: true });
    for await (const event of extractNouns([train], folder)) if (event.type === 'done') console.error(event.report);
  }
  const terms = readTerms(join(folder, TERMS)).filter(({ term }) => /^[가-힣]{2,}$/.test(term));
  const chosen = terms.slice(0, nouns).map(mecabLine);
  writeFileSync(join(folder, `${nouns}.csv`), `${chosen.join('\n')}\n`);
  return { userDictionary: chosen };
}
