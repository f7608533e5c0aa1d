import { rmSync, statSync } from 'node:fs';
import {
  type KoreanAnalyser,
  openKoreanAnalyser,
  openUserDictionary,
  writeUserDictionary,
} from '../../src/text/index.js';
import type { Measurement } from '../types.js';
import { writeCompounds } from './compounds.js';

const WORDS = 6_600_000;
const ROUNDS = 3;

/** A user dictionary of 6.6 million made-up compounds: built, opened, and what analysis costs with it. */
export function userDictionaryFigures(korean: KoreanAnalyser, lines: readonly string[], folder: string): Measurement[] {
  const { dictionary } = korean;
  const csv = `${folder}compounds.csv`;
  const binary = `${folder}compounds.dictionary`;
  writeCompounds(korean, lines, WORDS, csv);
  let rejected = 0;
  const building = seconds(() =>
    writeUserDictionary(
      openUserDictionary(csv, dictionary, () => rejected++),
      dictionary,
      binary,
    ),
  );
  rmSync(csv);
  let userDictionary = openUserDictionary(binary, dictionary);
  const opening = seconds(() => {
    userDictionary = openUserDictionary(binary, dictionary);
  });
  const sides = [openKoreanAnalyser({ dictionary }), openKoreanAnalyser({ dictionary, userDictionary })];
  const times = sides.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    sides.forEach((side, i) => {
      times[i]!.push(
        seconds(() => {
          for (const line of lines) side.visit(line, () => {});
        }),
      );
    });
  }
  const [without = 0, with_ = 0] = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]!);
  return [
    { what: 'user dictionary: lines', value: WORDS, unit: '' },
    { what: 'different words kept', value: userDictionary.size, unit: '' },
    { what: 'duplicates told by line', value: rejected, unit: '' },
    { what: 'built from CSV and written', value: round(building), unit: 's' },
    { what: 'file, and memory', value: round(statSync(binary).size / 1e6), unit: 'MB', aim: '≤ 150' },
    { what: 'ready from the file', value: round(opening), unit: 's', aim: '< 1' },
    { what: 'analysis with it takes longer by', value: round((with_ / without - 1) * 100), unit: '%', aim: '≤ 15' },
  ];
}

/** CPU seconds of this process. */
function seconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const round = (value: number) => Math.round(value * 100) / 100;
