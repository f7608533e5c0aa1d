import {
  type ClassScores,
  poolWords,
  stackScores,
  type TermText,
  termScores,
  type WeighedTerms,
  type WordTable,
} from '../../model/index.js';
import type { Tokenizer } from '../../tokenizer/index.js';
import { stackingWeights } from '../linear/stack.js';
import { learnTerms, type TermLearning } from '../linear/term-learning.js';
import type { Examples } from './examples.js';
import type { LabelledText } from './labelled-texts.js';
import type { Asked } from './run.js';
import type { SplitTexts } from './split.js';

/** What is learned beside the network: a classifier by words. */
export interface Beside {
  readonly terms: WeighedTerms;
  /** Scores of the words alone for the texts of the test. */
  readonly alone: ClassScores;
  readonly together: ClassScores;
}

export interface BesideTexts {
  readonly split: SplitTexts;
  readonly examples: Examples;
  readonly tokenizer: Tokenizer;
  /** Null where the encoder has none. */
  readonly staticVectors: WordTable | null;
}

export interface BesideOptions extends TermLearning {
  readonly multiple: boolean;
  /** Scores of the network for texts that it has not learned from. */
  readonly network: Asked;
}

/**
 * Weights of the two where nothing is known of them: logits of the network, and distances to the planes, which say as
 * much with a third of the size.
 */
const EXPECTED = { network: 0.7, terms: 2 };

/**
 * Learns from words what the network learns from sentences. What each counts is found on the validation; then the
 * classifier by words learns from those texts too.
 * @yields how many of its planes are found: two for each class
 */
export async function* learnBeside(
  { split, examples, tokenizer, staticVectors }: BesideTexts,
  { multiple, network, ...options }: BesideOptions,
): AsyncGenerator<number, Beside> {
  const read = ({ text }: LabelledText): TermText => ({
    text,
    vector: staticVectors && poolWords(staticVectors, tokenizer.encode(text).ids),
  });
  const [train, validation, test] = [split.train.map(read), split.validation.map(read), split.test.map(read)];
  const classesOf = (part: Examples[keyof Examples]) => part.map(({ classes }) => classes);
  const first = yield* learnTerms(train, classesOf(examples.train), options);
  const weights = await stackingWeights(
    [network.validation, termScores(first, validation)],
    classesOf(examples.validation),
    { multiple, expected: [EXPECTED.network, EXPECTED.terms] },
  );
  const learned = [...examples.train, ...examples.validation];
  const classifier = yield* countedFrom(
    options.classes,
    learnTerms([...train, ...validation], classesOf(learned), options),
  );
  const alone = termScores(classifier, test);
  return {
    terms: { classifier, network: weights[0]!, terms: weights[1]! },
    alone,
    together: stackScores([network.test, alone], weights),
  };
}

async function* countedFrom<Result>(start: number, counting: AsyncGenerator<number, Result>) {
  for (let next = await counting.next(); ; next = await counting.next()) {
    if (next.done) return next.value;
    yield start + next.value;
  }
}
