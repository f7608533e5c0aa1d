import type { Morpheme } from '../types.js';
import { type AnalyserOptions, type KoreanAnalyser, openKoreanAnalyser } from './analyser.js';

/** How the morphemes of a line come back: numbers for a program, or the text that a command prints. */
export type AnalysisForm = 'places' | 'json' | 'text';

/** Lines for one thread. The dictionaries lie in shared memory: sending them again costs nothing to speak of. */
export interface AnalysisTask {
  /** Tasks with one number have the same dictionaries. */
  readonly run: number;
  readonly options: AnalyserOptions;
  readonly form: AnalysisForm;
  readonly lines: readonly string[];
}

/** Of each line: three numbers a morpheme, its start, its end and its number for `feature`; or its text. */
export type LineAnalysis = Int32Array | string;

let open: { readonly run: number; readonly analyser: KoreanAnalyser } | null = null;

/** Analyses the lines of a task; runs in a thread of the pool. */
export default function analyseLines({ run, options, form, lines }: AnalysisTask): LineAnalysis[] {
  if (open?.run !== run) open = { run, analyser: openKoreanAnalyser(options) };
  const { analyser } = open;
  return lines.map((line) => analyseLine(analyser, line, form));
}

export function analyseLine(analyser: KoreanAnalyser, line: string, form: AnalysisForm): LineAnalysis {
  if (form === 'places') return placesOf(analyser, line);
  const morphemes = analyser.analyse(line);
  return form === 'json' ? jsonOf(morphemes) : morphemes.map(({ surface, tag }) => `${surface}/${tag}`).join(' ');
}

function placesOf(analyser: KoreanAnalyser, line: string): Int32Array {
  const places: number[] = [];
  analyser.visit(line, (start, end, word) => places.push(start, end, word));
  return Int32Array.from(places);
}

function jsonOf(morphemes: readonly Morpheme[]): string {
  return JSON.stringify(morphemes.map(({ surface, tag, start, end }) => ({ surface, tag, start, end })));
}
