import { createHash } from 'node:crypto';
import type { ClassLevel } from '../../src/core/index.js';
import { type ClassifiedDocument, mainClass, readText } from './documents.js';

/** Documents by what they are for. Choices are made on `tune`, so that `ask` is strange to everything. */
export interface Parts {
  /** Four fifths of the train side. */
  readonly learn: readonly ClassifiedDocument[];
  /** The other fifth. */
  readonly tune: readonly ClassifiedDocument[];
  /** The dev or the test side. */
  readonly ask: readonly ClassifiedDocument[];
}

/** Telling main classes of one level. */
export interface ClassTask {
  readonly level: ClassLevel;
  readonly parts: Parts;
  /** Classes of the train side. */
  readonly labels: readonly string[];
  /** Number of a document's class; −1 where the train side has none such. */
  labelOf(document: ClassifiedDocument): number;
  /** Tells this task from others, in what is kept. */
  readonly key: string;
}

/** Documents of equal titles stay on one side. */
export function divide(train: readonly ClassifiedDocument[], ask: readonly ClassifiedDocument[]): Parts {
  const isTuning = ({ title }: ClassifiedDocument) =>
    createHash('sha1')
      .update(title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
      .digest()[0]! %
      5 ===
    0;
  return { learn: train.filter((one) => !isTuning(one)), tune: train.filter(isTuning), ask };
}

export function classTask(level: ClassLevel, parts: Parts): ClassTask {
  const name = (document: ClassifiedDocument) => mainClass(document, level) ?? '';
  const labels = [...new Set([...parts.learn, ...parts.tune].map(name))].filter((label) => label !== '').sort();
  const numberOf = new Map(labels.map((label, at) => [label, at]));
  return { level, parts, labels, labelOf: (one) => numberOf.get(name(one)) ?? -1, key: `${level} ${keyOf(parts)}` };
}

/** Tells documents from others by all that is read of them. */
export function keyOf({ learn, tune, ask }: Parts): string {
  const hash = createHash('sha256');
  for (const part of [learn, tune, ask])
    for (const document of part) hash.update(JSON.stringify([readText(document), document.symbols]));
  return hash.digest('hex').slice(0, 16);
}
