import type { NominalReader, Reading } from './nominal.js';

const KNOWN = 1;
const FUNCTIONAL = 2;
const CLOSED = 4;
const COMMON = 8;
const ENDING = 16;

/** What the analyser said of words, by their numbers: plain arrays, which go to another thread without a copy. */
export interface PackedReadings {
  readonly nominal: Int32Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
  readonly flags: Uint8Array<ArrayBuffer>;
}

/** Words as their UTF-16 units, one after the other, and where each ends. */
interface Words {
  readonly units: Uint16Array;
  readonly ends: Uint32Array;
}

export function noReadings(words: number): PackedReadings {
  return { nominal: new Int32Array(words), ends: new Int32Array(words), flags: new Uint8Array(words) };
}

/** Keeps a reading; of an ending only that there is one. */
export function keepReading({ nominal, ends, flags }: PackedReadings, word: number, reading: Reading): void {
  nominal[word] = reading.nominal;
  ends[word] = reading.ends;
  flags[word] =
    KNOWN |
    (reading.functional ? FUNCTIONAL : 0) |
    (reading.closed ? CLOSED : 0) |
    (reading.common ? COMMON : 0) |
    (reading.ending >= 0 ? ENDING : 0);
}

/** Takes over the reading of one word from elsewhere. */
export function copyReading(from: PackedReadings, at: number, to: PackedReadings, word: number): void {
  to.nominal[word] = from.nominal[at]!;
  to.ends[word] = from.ends[at]!;
  to.flags[word] = from.flags[at]!;
}

/** The reading of one of many words, from those known or from the analyser, which is asked once a word. */
export function readingOf(known: PackedReadings, word: number, words: Words, reader: NominalReader): Reading {
  const flags = known.flags[word]!;
  if ((flags & KNOWN) === 0) {
    const { units, ends } = words;
    const reading = reader.read(units, word === 0 ? 0 : ends[word - 1]!, ends[word]!);
    keepReading(known, word, reading);
    return reading;
  }
  return {
    nominal: known.nominal[word]!,
    ends: known.ends[word]!,
    functional: (flags & FUNCTIONAL) !== 0,
    closed: (flags & CLOSED) !== 0,
    common: (flags & COMMON) !== 0,
    ending: (flags & ENDING) !== 0 ? 0 : -1,
  };
}
