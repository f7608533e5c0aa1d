import type { Tokenizer } from '../../tokenizer/index.js';
import type { Example } from './batches.js';
import type { LabelledText } from './labelled-texts.js';
import type { SplitTexts } from './split.js';

export type Examples = Readonly<Record<keyof SplitTexts, readonly Example[]>>;

interface EncodeOptions {
  readonly tokenizer: Tokenizer;
  /** Names of the classes, in the order of their numbers. */
  readonly labels: readonly string[];
  readonly maxLength: number;
}

/** Texts as tokens. @returns also how many were longer than `maxLength` and have been cut */
export function encodeSplit(
  { train, validation, test }: SplitTexts,
  { tokenizer, labels, maxLength }: EncodeOptions,
): { readonly examples: Examples; readonly cut: number } {
  const numberOf = new Map(labels.map((label, at) => [label, at]));
  let cut = 0;
  const encoded = ({ text, labels: own }: LabelledText): Example => {
    const { ids } = tokenizer.encode(text);
    if (ids.length > maxLength) cut++;
    const kept = ids.length > maxLength ? tokenizer.encode(text, { maxLen: maxLength }).ids : ids;
    return { ids: kept, classes: own.map((label) => numberOf.get(label)!) };
  };
  const examples = { train: train.map(encoded), validation: validation.map(encoded), test: test.map(encoded) };
  return { examples, cut };
}
