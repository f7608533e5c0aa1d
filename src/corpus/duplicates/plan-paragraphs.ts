import { Meetings } from './meetings.js';
import { bandKeys, bandsOf, Neighbours, type SignatureShape } from './neighbours.js';
import {
  DOCUMENT_WORDS,
  HEADER,
  PARAGRAPH_HEADER,
  PARAGRAPH_STRIDE,
  PARAGRAPH_WORDS,
  type Sketches,
} from './sketch.js';

/**
 * The estimate strays by about .04 from the similarity (128 bins at .7), so texts just above the threshold are asked
 * for a little below it: of pairs at .7 or more 98 % are found, against 92 % without the margin.
 */
export const MARGIN = 0.04;

export interface ParagraphOptions {
  /** Of each document; documents of a smaller rank go before others. */
  readonly rank: Uint8Array;
  /** For each document the one that is kept in its place, or -1. */
  readonly keptInstead: Int32Array;
  /** How many long paragraphs each document has. */
  readonly counts: Uint32Array;
  readonly threshold: number;
}

/** For each document the paragraphs that go: their number times two, plus one where they are the same only nearly. */
export function planParagraphs(
  sketches: Sketches,
  { rank, keptInstead, counts, threshold }: ParagraphOptions,
): number[][] {
  const inTurn = Array.from(rank.keys()).sort((a, b) => rank[a]! - rank[b]! || a - b);
  const kept = inTurn.filter((document) => keptInstead[document]! < 0 && counts[document]! > 0);
  const paragraphs = gathered(sketches, kept, counts);
  const { signatures, owners, numbers, hashes } = paragraphs;
  const shape = { stride: PARAGRAPH_WORDS, words: PARAGRAPH_WORDS, threshold: threshold - MARGIN };
  const met = meeting(paragraphs, shape);
  const neighbours = new Neighbours(
    signatures,
    shape,
    met.reduce((sum, one) => sum + (one === 0 ? 0 : 1), 0),
  );
  const byHash = new Map<number, number>();
  const gone: number[][] = Array.from(rank, () => []);
  for (let item = 0; item < met.length; item++) {
    if (met[item] === 0) continue;
    const document = owners[item]!;
    const same = byHash.get(hashes[item]!);
    // A document may say the same twice, in the solution and in a claim.
    if (same !== undefined && owners[same] !== document) gone[document]!.push(numbers[item]! * 2);
    else if (same === undefined && neighbours.find(item, (other) => owners[other] !== document, met[item]) >= 0)
      gone[document]!.push(numbers[item]! * 2 + 1);
    else {
      if (same === undefined) byHash.set(hashes[item]!, item);
      neighbours.add(item, met[item]);
    }
  }
  return gone;
}

/**
 * For each paragraph a bit for every band in which it may meet another, and one more if another may have its letters:
 * most have no like anywhere, and the others have theirs in a few bands.
 */
function meeting({ signatures, hashes }: Gathered, shape: SignatureShape): Uint32Array {
  const meetings = new Meetings(hashes.length);
  const bands = bandsOf(shape);
  for (let band = 0; band < bands; band++) meetings.mark(bandKeys(signatures, shape, band), band);
  meetings.mark(Uint32Array.from(hashes, highOf), bands);
  return meetings.met;
}

/** The long paragraphs of documents, one after the other. */
interface Gathered {
  readonly signatures: Uint32Array;
  readonly owners: Int32Array;
  /** Number of each paragraph in its document. */
  readonly numbers: Int32Array;
  readonly hashes: Float64Array;
}

function gathered(sketches: Sketches, documents: readonly number[], counts: Uint32Array): Gathered {
  const total = documents.reduce((sum, document) => sum + counts[document]!, 0);
  const signatures = new Uint32Array(total * PARAGRAPH_WORDS);
  const owners = new Int32Array(total);
  const numbers = new Int32Array(total);
  const hashes = new Float64Array(total);
  let item = 0;
  for (const document of documents) {
    const sketch = sketches.at(document)!;
    for (let p = 0; p < counts[document]!; p++, item++) {
      const at = HEADER + DOCUMENT_WORDS + p * PARAGRAPH_STRIDE;
      owners[item] = document;
      numbers[item] = sketch[at]!;
      hashes[item] = hashOf(sketch[at + 1]!, sketch[at + 2]!);
      signatures.set(sketch.subarray(at + PARAGRAPH_HEADER, at + PARAGRAPH_STRIDE), item * PARAGRAPH_WORDS);
    }
  }
  return { signatures, owners, numbers, hashes };
}

/** The two halves of a hash as one number: the first whole, of the second the upper 21 bits. */
function hashOf(high: number, low: number): number {
  return high * 2 ** 21 + (low >>> 11);
}

function highOf(hash: number): number {
  return Math.floor(hash / 2 ** 21);
}
