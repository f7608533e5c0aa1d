import type { CountedUnits } from '../counts/unit-counter.js';
import { openUnigram } from '../subwords/unigram.js';
import { isPiece, vocabularyOf } from '../subwords/vocabulary.js';
import { alphabetOf } from '../training/alphabet.js';
import { COVERAGE, type SubwordVocabulary, type TrainingOptions, trainSubwords } from '../training/train.js';
import { learnRows, type Rows, read, type SpelledText, spellUnits, usesOfPieces } from './learn-rows.js';
import { liftScores } from './lift-scores.js';
import { BREAK, type UnitLines } from './unit-lines.js';

export interface RowTrainingOptions extends Omit<TrainingOptions, 'algorithm'> {
  /** Tokens of the vocabulary that are rows of whole units. */
  readonly rows: number;
}

/**
 * Learns a unigram vocabulary part of which are rows of whole units: pieces first, then rows of the units that pieces
 * spell, then pieces again for what rows leave over. Scores of both are of one distribution.
 * @throws what {@link trainSubwords} throws
 */
export function trainWithRows(counted: CountedUnits, lines: UnitLines, options: RowTrainingOptions): SubwordVocabulary {
  const { vocabulary, rows: wanted, coverage = COVERAGE } = options;
  const alphabet = alphabetOf(counted, coverage);
  const pieceOptions = { ...options, algorithm: 'unigram', alphabet, vocabulary: vocabulary - wanted } as const;
  const [numbers, texts] = [lines.numbers(), lines.texts()];
  const text = (pieces: SubwordVocabulary) => ({ numbers, texts, spellings: spellingsWith(pieces, texts) });
  const rows = learnRows(text(trainSubwords(counted, pieceOptions)), wanted, options.onRound);
  const names = new Set(rows.nodes.map((node) => rows.trie.text(node)));
  const pieces = trainSubwords(leftOver(counted, rows, { names, numbers }), {
    ...pieceOptions,
    vocabulary: vocabulary - names.size,
    without: names,
  });
  return together(pieces, rows, text(pieces));
}

function spellingsWith({ tokens, scores }: SubwordVocabulary, texts: readonly string[]) {
  return spellUnits(texts, openUnigram(vocabularyOf(tokens), scores!), tokens.length);
}

interface RowNames {
  readonly names: ReadonlySet<string>;
  readonly numbers: Int32Array;
}

/** The units with what rows leave of their counts; a unit that is spelled as a row is, is a token already. */
function leftOver({ units, counts }: CountedUnits, { trie, uses }: Rows, { names, numbers }: RowNames): CountedUnits {
  const stood = new Float64Array(trie.units);
  for (const unit of numbers) if (unit !== BREAK) stood[unit]!++;
  // A unit of lines that were thinned out has a number, but stands nowhere.
  const share = new Map<string, number>();
  trie.texts.forEach((text, unit) => {
    if (stood[unit]! > 0) share.set(text, uses.units[unit]! / stood[unit]!);
  });
  const kept = units.map((_, i) => i).filter((i) => !names.has(units[i]!));
  return {
    units: kept.map((i) => units[i]!),
    counts: Float64Array.from(kept, (i) => counts[i]! * Math.max(share.get(units[i]!) ?? 1, LEAST_SHARE)),
  };
}

/** Units that stand in rows only must be spelled elsewhere all the same. */
const LEAST_SHARE = 1e-3;

function together(pieces: SubwordVocabulary, rows: Rows, text: SpelledText): SubwordVocabulary {
  const { trie, nodes, uses } = read(read(rows, text), text);
  const usesOfRow = new Map<string, number>();
  for (const node of nodes) {
    const name = trie.text(node);
    usesOfRow.set(name, (usesOfRow.get(name) ?? 0) + Math.max(uses.rows[node - trie.units]!, 0.5));
  }
  const ofPieces = usesOfPieces(uses, text.spellings).reduce((sum, count) => sum + count, 0);
  const total = [...usesOfRow.values()].reduce((sum, count) => sum + count, ofPieces);
  const shift = Math.log(ofPieces / total);
  const vocabulary = vocabularyOf(pieces.tokens);
  const all = [
    ...pieces.tokens.map((token, id) => ({ token, score: isPiece(vocabulary, id) ? pieces.scores![id]! + shift : 0 })),
    ...[...usesOfRow].map(([token, count]) => ({ token, score: Math.log(count / total) })),
  ];
  const tokens = all.map(({ token }) => token);
  const scores = Float64Array.from(all, ({ score }) => Math.round(score * 1e6) / 1e6);
  return { tokens, scores: liftScores(tokens, scores), merges: null };
}
