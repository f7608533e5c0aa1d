import type { KoreanDictionary } from '../../text/index.js';
import type { CountedWords, WordBatch } from './counted-words.js';
import type { FindTask } from './noun-job.js';
import type { NounStep } from './noun-pool.js';
import { copyReading, noReadings, type PackedReadings } from './readings.js';
import { type RightPartCounts, sampleStep } from './right-parts.js';

/**
 * The words that right parts are learned from, evenly taken from all words in order. The analyser's readings of them
 * are kept, because it is asked for many of them again when nouns are found.
 */
export class Sample {
  readonly counts: RightPartCounts[] = [];
  readonly #step: number;
  readonly #readings: PackedReadings;
  #read = 0;

  /** @param different how many different words there are */
  constructor(different: number) {
    this.#step = sampleStep(different);
    this.#readings = noReadings(Math.ceil(different / this.#step));
  }

  /** Tasks that read the words of the sample. */
  *steps(counted: CountedWords, dictionary: KoreanDictionary): Generator<NounStep<'learn', null>> {
    for (const words of counted.sampled(this.#step)) yield { task: { words, dictionary }, note: null, move: [] };
  }

  /** Keeps what the next task gave. */
  add(counts: RightPartCounts): void {
    const { nominal, ends, flags } = counts.readings;
    this.#readings.nominal.set(nominal, this.#read);
    this.#readings.ends.set(ends, this.#read);
    this.#readings.flags.set(flags, this.#read);
    this.#read += flags.length;
    this.counts.push(counts);
  }

  /** Tasks that find the nouns of all words, with the readings that are known, and how many words are read then. */
  *stepsWithReadings(
    batches: Iterable<WordBatch>,
    setting: Omit<FindTask, 'words' | 'readings'>,
  ): Generator<NounStep<'find', number>> {
    for (const words of batches) {
      const size = words.ends.length;
      const readings = noReadings(size);
      for (const word of this.#wordsIn(words))
        copyReading(this.#readings, (words.first + word) / this.#step, readings, word);
      yield { task: { ...setting, words, readings }, note: words.first + size, move: [] };
    }
  }

  /** Numbers, in a batch, of its words that are in the sample. */
  #wordsIn({ first, ends }: WordBatch): Uint32Array {
    const start = (this.#step - (first % this.#step)) % this.#step;
    return Uint32Array.from(
      { length: Math.max(0, Math.ceil((ends.length - start) / this.#step)) },
      (_, i) => start + i * this.#step,
    );
  }
}
