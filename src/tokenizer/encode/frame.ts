import type { Vocabulary } from '../subwords/vocabulary.js';
import type { EncodeOptions, Encoding } from '../types.js';

/** Tokens of one text. */
export interface TextTokens {
  readonly ids: Int32Array;
  readonly units: Int32Array;
  readonly offsets: Uint32Array;
}

interface FrameOptions extends EncodeOptions {
  readonly vocabulary: Vocabulary;
}

/** Sets one text or two between their special tokens, cut or filled to the length asked for. */
export function joinTexts(first: TextTokens, second: TextTokens | null, options: FrameOptions): Encoding {
  const { vocabulary, maxLen, specials = true } = options;
  const added = specials ? (second === null ? 2 : 3) : 0;
  const [kept, keptOfPair] = cutTo(
    first.ids.length,
    second?.ids.length ?? 0,
    (maxLen ?? Number.POSITIVE_INFINITY) - added,
  );
  const frame = new Frame(maxLen ?? kept + keptOfPair + added, vocabulary.pad);
  if (specials) frame.special(vocabulary.begin, 0);
  frame.text(first, kept, 0);
  if (specials) frame.special(vocabulary.separator, 0);
  if (second !== null) {
    frame.text(second, keptOfPair, 1);
    if (specials) frame.special(vocabulary.separator, 1);
  }
  return frame;
}

/** How many tokens of each text stay when they may be `most` together: the longer one gives first. */
function cutTo(first: number, second: number, most: number): readonly [number, number] {
  const room = Math.max(0, most);
  if (first + second <= room) return [first, second];
  const half = room >> 1;
  if (second <= half) return [room - second, second];
  return first <= room - half ? [first, room - first] : [room - half, half];
}

class Frame implements Encoding {
  readonly ids: Int32Array;
  readonly segments: Uint8Array;
  readonly mask: Uint8Array;
  readonly offsets: Uint32Array;
  readonly units: Int32Array;
  #size = 0;

  constructor(length: number, pad: number) {
    this.ids = new Int32Array(length).fill(pad);
    this.segments = new Uint8Array(length);
    this.mask = new Uint8Array(length);
    this.offsets = new Uint32Array(2 * length);
    this.units = new Int32Array(length).fill(-1);
  }

  /** A length too small even for the special tokens cuts them, too. */
  special(id: number, segment: 0 | 1): void {
    if (this.#size === this.ids.length) return;
    this.ids[this.#size] = id;
    this.segments[this.#size] = segment;
    this.mask[this.#size++] = 1;
  }

  text({ ids, units, offsets }: TextTokens, count: number, segment: 0 | 1): void {
    const at = this.#size;
    this.ids.set(ids.subarray(0, count), at);
    this.units.set(units.subarray(0, count), at);
    this.offsets.set(offsets.subarray(0, 2 * count), 2 * at);
    this.segments.fill(segment, at, at + count);
    this.mask.fill(1, at, at + count);
    this.#size += count;
  }
}
