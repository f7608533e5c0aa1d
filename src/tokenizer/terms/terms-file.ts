import { closeSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { SimsaError } from '../../core/index.js';
import { cannotWrite } from '../counts/sorted-runs.js';
import type { Term } from '../nouns/types.js';

/** What stands at the head of the file, so that it explains itself. */
const HEAD = `# Nouns of Korean text: simsa tokenizer extract-nouns. One term a line, the most frequent first; UTF-8, tabs between columns.
# score: how surely what follows it follows nouns, 0 to 1 (of a row of words: normalised pointwise mutual information)
# frequency: word-phrases (eojeol) that it heads; support: documents that hold it
# cohesion: (length - 1)th root of P(term | its first character); left, right: branching entropy in nats
# parts: nouns it is made of, joined by +; empty for a simple noun
# examples: places of use, joined by " | "
`;
const COLUMNS = ['term', 'score', 'frequency', 'support', 'cohesion', 'left', 'right', 'parts', 'examples'];
const CHUNK = 1 << 20;

/**
 * Writes terms as `terms.tsv`, as a whole or not at all.
 * @throws `tokenizer.cannot-write`
 */
export function writeTerms(path: string, terms: readonly Term[]): void {
  writeWhole(path, [HEAD, `${COLUMNS.join('\t')}\n`], terms.map(termLine));
}

/** What parts columns and examples. */
const PARTING = /[\t\n|]/;
const PARTINGS = /[\t\n|]+/g;

function termLine(term: Term): string {
  const { score, cohesion, leftBranching, rightBranching } = term;
  const numbers = `${fixed(cohesion)}\t${fixed(leftBranching)}\t${fixed(rightBranching)}`;
  const examples = term.examples.map((example) => (PARTING.test(example) ? example.replace(PARTINGS, ' ') : example));
  const row = `${term.term}\t${fixed(score)}\t${term.frequency}\t${term.support}\t${numbers}`;
  return `${row}\t${term.parts.join('+')}\t${examples.join(' | ')}\n`;
}

/**
 * Four decimals, as `toFixed(4)` gives them, which takes several times as long: there, rounding is exact. Here it is
 * the same but near a half, where that is asked.
 */
export function fixed(value: number): string {
  const scaled = value * 10_000;
  const rounded = Math.round(scaled);
  if (!(value >= 0 && value < 1e6) || Math.abs(Math.abs(scaled - rounded) - 0.5) < 1e-5) return value.toFixed(4);
  const whole = Math.floor(rounded / 10_000);
  return `${whole}.${String(rounded - whole * 10_000).padStart(4, '0')}`;
}

/**
 * Reads a file that {@link writeTerms} wrote, or one with the first three columns only.
 * @throws `input.not-found`, `tokenizer.bad-terms` naming the line
 */
export function readTerms(path: string): Term[] {
  const lines = textAt(path).split(/\r?\n/);
  const terms: Term[] = [];
  for (const [at, line] of lines.entries()) {
    if (line === '' || line.startsWith('#') || line.startsWith('term\t')) continue;
    const [term = '', score, frequency, support, cohesion, left, right, parts, examples] = line.split('\t');
    const numbers = [score, frequency, support, cohesion, left, right].map((text) => Number(text ?? 0));
    if (term === '' || score === undefined || frequency === undefined || numbers.some(Number.isNaN))
      throw new SimsaError('tokenizer.bad-terms', { path, line: at + 1 }, { file: path, line: at + 1 });
    terms.push({
      term,
      score: numbers[0]!,
      frequency: numbers[1]!,
      support: numbers[2]!,
      cohesion: numbers[3]!,
      leftBranching: numbers[4]!,
      rightBranching: numbers[5]!,
      parts: parts ? parts.split('+') : [],
      examples: examples ? examples.split(' | ') : [],
    });
  }
  return terms;
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new SimsaError('input.not-found', { path }, { file: path }, { cause: thrown });
  }
}

/** Writes lines into a file that bears its name only once it is whole. */
export function writeWhole(path: string, head: readonly string[], lines: readonly string[]): void {
  try {
    const file = openSync(`${path}.part`, 'w');
    try {
      let text = head.join('');
      for (const line of lines) {
        text += line;
        if (text.length < CHUNK) continue;
        writeSync(file, text);
        text = '';
      }
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.part`, path);
  } catch (thrown) {
    throw cannotWrite(path, thrown);
  }
}
