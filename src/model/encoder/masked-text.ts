import { SimsaError } from '../../core/index.js';
import type { Tokenizer } from '../../tokenizer/index.js';

const MASKS = /(?:\[MASK\])+/g;
const MASK_LENGTH = '[MASK]'.length;

interface StandIn {
  readonly start: number;
  readonly end: number;
  /** How many masks it stands for. */
  readonly masks: number;
}

/**
 * Ids of a text in which `[MASK]` stands for a token, special tokens around them. What is beside a mask is cut into
 * units as if a word stood there: a particle stays a particle, and the blank before a mask belongs to it.
 * @param most ids; text beyond is left out.
 * @throws `model.no-mask` where no mask stands within them
 */
export function maskedIds(text: string, tokenizer: Tokenizer, most: number): Int32Array {
  const { begin, separator, mask } = tokenizer.specials;
  const { filled, standIns } = withStandIns(text);
  const { ids, offsets } = tokenizer.encode(filled, { specials: false });
  const found: number[] = [];
  let next = 0;
  for (let at = 0; at < ids.length; at++) {
    const [start, end] = [offsets[2 * at]!, offsets[2 * at + 1]!];
    while (next < standIns.length && standIns[next]!.end <= start) next++;
    const hidden = standIns[next];
    if (!hidden || end <= hidden.start) found.push(ids[at]!);
    else if (end >= hidden.end) found.push(...new Array<number>(hidden.masks).fill(mask));
  }
  const kept = found.slice(0, most - 2);
  if (!kept.includes(mask)) throw new SimsaError('model.no-mask', { most });
  return Int32Array.from([begin, ...kept, separator]);
}

function withStandIns(text: string): { readonly filled: string; readonly standIns: readonly StandIn[] } {
  const standIns: StandIn[] = [];
  let filled = '';
  let copied = 0;
  for (const { 0: run, index } of text.matchAll(MASKS)) {
    filled += text.slice(copied, index);
    copied = index + run.length;
    const word = standInFor(text.charAt(index - 1), text.charAt(copied));
    standIns.push({ start: filled.length, end: filled.length + word.length, masks: run.length / MASK_LENGTH });
    filled += word;
  }
  return { filled: filled + text.slice(copied), standIns };
}

/** A letter, since particles go with it as with a noun; a sign where a letter would join what is beside it. */
function standInFor(before: string, after: string): string {
  return /[\p{Script=Latin}\p{N}]/u.test(before + after) ? '□' : 'A';
}
