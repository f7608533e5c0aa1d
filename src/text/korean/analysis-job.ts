import { moved } from '../../core/pool.js';
import { type AnalyserOptions, type KoreanAnalyser, openKoreanAnalyser } from './analyser.js';
import { MorphemePrinter, type PrintForm } from './morpheme-printer.js';
import { decodedLines, type UnitLines } from './unit-lines.js';

/** How the morphemes of lines come back: numbers for a program, or the text that a command prints. */
export type AnalysisForm = 'places' | PrintForm;

/** Three numbers a morpheme: its start, its end and its number for `feature`. */
export type LineAnalysis = Int32Array;

/** Lines of which the places are wanted; or whole lines of UTF-8 or CP949 to be printed, the last perhaps without its line feed. */
export type Batch = UnitLines | Uint8Array<ArrayBuffer>;

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
  readonly places: Int32Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
}

/** Places for lines; for UTF-8 the same again, a line of output for each line. */
export type BatchAnalysis = PackedPlaces | Uint8Array<ArrayBuffer>;

let open: { readonly run: number; readonly analysis: BatchAnalyser } | null = null;

/** Analyses the lines of a task; runs in a thread of the pool. */
export default function runTask({ run, options, form, batch }: AnalysisTask): BatchAnalysis {
  if (open?.run !== run) open = { run, analysis: new BatchAnalyser(openKoreanAnalyser(options), form) };
  const result = open.analysis.read(batch);
  return moved(result, 'ends' in result ? [result.places.buffer, result.ends.buffer] : [result.buffer]);
}

/** Analyses batch after batch in one form. */
export class BatchAnalyser {
  readonly #printer: MorphemePrinter;
  #places = new Int32Array(1 << 16);
  #size = 0;

  constructor(
    readonly analyser: KoreanAnalyser,
    form: AnalysisForm,
  ) {
    this.#printer = new MorphemePrinter(analyser, form === 'json' ? 'json' : 'text');
  }

  read(batch: Batch): BatchAnalysis {
    return batch instanceof Uint8Array ? this.#printer.print(decodedLines(batch)) : this.#placesOf(batch);
  }

  #placesOf({ units, starts, ends }: UnitLines): PackedPlaces {
    this.#size = 0;
    const placesEnd = new Int32Array(ends.length);
    for (let line = 0; line < ends.length; line++) {
      this.analyser.visitUnits(units, starts[line]!, ends[line]!, this.#see);
      placesEnd[line] = this.#size;
    }
    return { places: this.#places.slice(0, this.#size), ends: placesEnd };
  }

  readonly #see = (start: number, end: number, word: number): void => {
    const at = this.#size;
    if (at + 3 > this.#places.length) {
      const larger = new Int32Array(this.#places.length * 2);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[at] = start;
    this.#places[at + 1] = end;
    this.#places[at + 2] = word;
    this.#size = at + 3;
  };
}
