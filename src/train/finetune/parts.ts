import { SimsaError } from '../../core/index.js';
import { type LabelledText, labelsOf, readLabelledTexts, readTexts } from './labelled-texts.js';
import { type SplitTexts, splitTexts } from './split.js';

/** Files with texts: one that is split, or others in place of its parts. */
export interface PartFiles {
  readonly data: string;
  readonly validation: string | null;
  readonly test: string | null;
}

/** Texts by what they are for. */
export interface Parts {
  readonly split: SplitTexts;
  /** Every label that occurs, sorted. */
  readonly labels: readonly string[];
  /** Labels of the given files that no text for training has. */
  readonly unlearned: readonly string[];
  readonly multiple: boolean;
  readonly header: boolean;
}

/** Reads texts and splits off what is not given. @throws `train.*` with file and line */
export function readParts({ data, validation, test }: PartFiles, seed: number): Parts {
  const own = readLabelledTexts(data);
  const given = {
    validation: validation === null ? null : readGiven(validation),
    test: test === null ? null : readGiven(test),
  };
  const cut = splitTexts(own, { seed, validation: given.validation === null, test: given.test === null });
  const split = {
    ...cut,
    ...(given.validation && { validation: given.validation }),
    ...(given.test && { test: given.test }),
  };
  const all = [split.train, split.validation, split.test].flat();
  const labels = labelsOf(all);
  const learned = new Set(labelsOf(split.train));
  return {
    split,
    labels,
    unlearned: labels.filter((label) => !learned.has(label)),
    multiple: all.some((text) => text.labels.length > 1),
    header: own.header,
  };
}

function readGiven(path: string): readonly LabelledText[] {
  const { texts } = readTexts(path);
  if (texts.length === 0) throw new SimsaError('train.few-classes', { path, count: 0, rows: 0 }, { file: path });
  return texts;
}
