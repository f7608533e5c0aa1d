import { closeSync, openSync, writeSync } from 'node:fs';
import type { KoreanAnalyser } from '../../src/text/index.js';

/**
 * Writes a user dictionary of made-up compounds, two or three nouns of the texts each, in MeCab's CSV form.
 * Few heads and many modifiers, as in patents; the same words for the same texts.
 */
export function writeCompounds(korean: KoreanAnalyser, lines: readonly string[], count: number, path: string): void {
  const nouns = nounsOf(korean, lines);
  let seed = 12_345;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const noun = () => nouns[Math.floor(nouns.length * random() ** 3)]!;
  const file = openSync(path, 'w');
  let block = '';
  for (let i = 0; i < count; i++) {
    const word = noun() + noun() + (random() < 0.4 ? noun() : '');
    block += `${word},,,,NNG,*,${endsInConsonant(word) ? 'T' : 'F'},${word},*,*,*,*\n`;
    if (block.length < 1 << 20) continue;
    writeSync(file, block);
    block = '';
  }
  writeSync(file, block);
  closeSync(file);
}

function nounsOf(korean: KoreanAnalyser, lines: readonly string[]): string[] {
  const nouns = new Set<string>();
  for (const line of lines) {
    for (const { surface, tag } of korean.analyse(line)) {
      if (surface.length > 1 && (tag === 'NNG' || tag === 'NNP')) nouns.add(surface);
    }
  }
  return [...nouns];
}

function endsInConsonant(word: string): boolean {
  return (word.charCodeAt(word.length - 1) - 0xac00) % 28 !== 0;
}
