import { moved } from '../../core/pool.js';
import { type AnalyserOptions, type KoreanAnalyser, openKoreanAnalyser } from './analyser.js';
import { decodeLines } from './decode-lines.js';

/** How the morphemes of a line come back: numbers for a program, or the text that a command prints. */
export type AnalysisForm = 'places' | 'json' | 'text';

/** Of each line: three numbers a morpheme, its start, its end and its number for `feature`; or its text. */
export type LineAnalysis = Int32Array | string;

/** Lines, or whole lines of UTF-8 or CP949 of which the last may lack its line feed. */
export type Batch = readonly string[] | Uint8Array;

/** Work for one thread. The dictionaries lie in shared memory: sending them again costs nothing to speak of. */
export interface AnalysisTask {
  /** Tasks with one number have the same dictionaries. */
  readonly run: number;
  readonly options: AnalyserOptions;
  readonly form: AnalysisForm;
  readonly batch: Batch;
}

/** The places of all lines end to end, which cost less to send than an array a line, and where each line ends. */
export interface PackedPlaces {
  readonly places: Int32Array;
  readonly ends: Int32Array;
}

/** Strings or places for lines; for UTF-8 the same again, a line of output for each line. */
export type BatchAnalysis = PackedPlaces | readonly string[] | Uint8Array;

const ENCODER = new TextEncoder();

let open: { readonly run: number; readonly analyser: KoreanAnalyser } | null = null;

/** Analyses the lines of a task; runs in a thread of the pool. */
export default function runTask({ run, options, form, batch }: AnalysisTask): BatchAnalysis {
  if (open?.run !== run) open = { run, analyser: openKoreanAnalyser(options) };
  const result = analyseBatch(open.analyser, batch, form);
  return moved(result, buffersOf(result));
}

export function analyseBatch(analyser: KoreanAnalyser, batch: Batch, form: AnalysisForm): BatchAnalysis {
  if (batch instanceof Uint8Array) return ENCODER.encode(printed(analyser, decodeLines(batch), form));
  return form === 'places' ? placesOf(analyser, batch) : batch.map((line) => print(analyser, line, form));
}

function buffersOf(result: BatchAnalysis): ArrayBuffer[] {
  if ('ends' in result) return [result.places.buffer as ArrayBuffer, result.ends.buffer as ArrayBuffer];
  return result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : [];
}

function printed(analyser: KoreanAnalyser, lines: readonly string[], form: AnalysisForm): string {
  let text = '';
  for (const line of lines) text += `${print(analyser, line, form)}\n`;
  return text;
}

function placesOf(analyser: KoreanAnalyser, lines: readonly string[]): PackedPlaces {
  const places: number[] = [];
  const ends = Int32Array.from(lines, (line) => {
    analyser.visit(line, (start, end, word) => places.push(start, end, word));
    return places.length;
  });
  return { places: Int32Array.from(places), ends };
}

function print(analyser: KoreanAnalyser, line: string, form: AnalysisForm): string {
  return form === 'json' ? `[${jsonOf(analyser, line)}]` : textOf(analyser, line);
}

function textOf(analyser: KoreanAnalyser, line: string): string {
  let text = '';
  analyser.visit(line, (start, end, word) => {
    const surface = line.slice(start, end);
    text += `${text === '' ? '' : ' '}${surface}/${analyser.tag(word, surface)}`;
  });
  return text;
}

/** What JSON must write otherwise than as it stands: nearly no line of a gazette has any of it. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

function jsonOf(analyser: KoreanAnalyser, line: string): string {
  const quote = ESCAPED.test(line) ? JSON.stringify : (surface: string) => `"${surface}"`;
  let text = '';
  analyser.visit(line, (start, end, word) => {
    const surface = line.slice(start, end);
    if (text !== '') text += ',';
    text += `{"surface":${quote(surface)},"tag":${quotedTag(analyser.tag(word, surface))},"start":${start},"end":${end}}`;
  });
  return text;
}

const quotedTags = new Map<string, string>();

function quotedTag(tag: string): string {
  const known = quotedTags.get(tag);
  if (known !== undefined) return known;
  const quoted = JSON.stringify(tag);
  quotedTags.set(tag, quoted);
  return quoted;
}
