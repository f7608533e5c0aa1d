import { SimsaError, seedOf, shuffledOrder } from '../../core/index.js';
import type { LabelledText, LabelledTexts } from './labelled-texts.js';

export interface SplitTexts {
  readonly train: readonly LabelledText[];
  readonly validation: readonly LabelledText[];
  readonly test: readonly LabelledText[];
}

/** The manual's: nine tenths for training and validation, of which nine tenths for training. */
const SHARE = 0.1;
/** Parts that are cut off, when they do not come from elsewhere. */
export interface SplitOptions {
  readonly seed: number;
  readonly validation: boolean;
  readonly test: boolean;
}

/**
 * Splits texts .9/.9 into training, validation and test. Texts that are equal stay together, so that none is learned and
 * then asked; with one label a text, every class is in every part in its share.
 * @throws `train.small-class`
 */
export function splitTexts({ texts, multiple }: LabelledTexts, options: SplitOptions): SplitTexts {
  const groups = grouped(texts, ({ text }) => text);
  const strata = multiple ? [groups] : [...grouped(groups, ([first]) => first!.labels[0]!)];
  const parts = strata.map((stratum, at) => dealt(stratum, { ...options, seed: seedOf(options.seed, at), multiple }));
  const joined = (part: keyof SplitTexts) => parts.flatMap((one) => one[part].flat());
  return withEveryLabel({ train: joined('train'), validation: joined('validation'), test: joined('test') });
}

type Groups = readonly (readonly LabelledText[])[];

function dealt(groups: Groups, options: SplitOptions & { readonly multiple: boolean }) {
  // One text for each part.
  const least = 1 + Number(options.validation) + Number(options.test);
  if (groups.length < least) {
    const label = options.multiple ? '*' : groups[0]![0]!.labels[0]!;
    throw new SimsaError('train.small-class', { label, count: groups.length, least });
  }
  const order = Array.from(shuffledOrder(groups.length, options.seed), (at) => groups[at]!);
  const share = (count: number) => Math.max(1, Math.round(SHARE * count));
  const test = options.test ? share(groups.length) : 0;
  const validation = options.validation ? share(groups.length - test) : 0;
  return {
    test: order.slice(0, test),
    validation: order.slice(test, test + validation),
    train: order.slice(test + validation),
  };
}

/** A label that chance left out of training could never be given: texts with it move there. */
function withEveryLabel(split: SplitTexts): SplitTexts {
  const trained = new Set(split.train.flatMap(({ labels }) => labels));
  const moves = ({ labels }: LabelledText) => labels.some((label) => !trained.has(label));
  const rest = [...split.validation, ...split.test];
  if (!rest.some(moves)) return split;
  return {
    train: [...split.train, ...rest.filter(moves)],
    validation: split.validation.filter((text) => !moves(text)),
    test: split.test.filter((text) => !moves(text)),
  };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
