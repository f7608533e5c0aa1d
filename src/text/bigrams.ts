import { normalise } from './normalise.js';
import { OTHER, scriptAt } from './script.js';

/**
 * Pairs of neighbouring letters and digits across spaces and signs, normalised and in lower case: they
 * do not see where a text from a PDF lost or gained a space. Each pair is one number, its first unit
 * times 65,536 plus its second, in reading order with repeats.
 */
export function bigrams(text: string): Uint32Array {
  const folded = normalise(text).text.toLowerCase();
  const pairs = new Uint32Array(folded.length);
  let count = 0;
  let before = -1;
  for (let at = 0; at < folded.length; at++) {
    if (scriptAt(folded, at) === OTHER) continue;
    const unit = folded.charCodeAt(at);
    if (before >= 0) pairs[count++] = ((before << 16) | unit) >>> 0;
    before = unit;
  }
  return pairs.slice(0, count);
}
