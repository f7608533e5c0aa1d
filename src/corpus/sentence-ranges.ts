import { sentences } from '../text/index.js';
import type { DocumentPart } from './types.js';

type Ranges = ReturnType<typeof sentences>;

const known = new WeakMap<DocumentPart, readonly Ranges[]>();

/** The sentences of each paragraph of a part, cut once: they are counted, and they are the lines of BERT's layout. */
export function sentenceRanges(part: DocumentPart): readonly Ranges[] {
  const before = known.get(part);
  if (before) return before;
  const ranges = part.paragraphs.map((text) => sentences(text, part.language));
  known.set(part, ranges);
  return ranges;
}
