import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { DOCUMENT_BINS, MinHash } from '../src/corpus/duplicates/min-hash.js';
import { Neighbours } from '../src/corpus/duplicates/neighbours.js';
import { MARGIN } from '../src/corpus/duplicates/plan-paragraphs.js';
import { visitShingles } from '../src/corpus/duplicates/shingles.js';
import { preparePython } from './python.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/corpus-duplicates/', import.meta.url));
const PEER = fileURLToPath(new URL('./corpus/datatrove_minhash.py', import.meta.url));
const PACKAGES = ['datatrove==0.6.0', 'xxhash==3.6.0', 'regex==2026.2.28', 'tokenizers==0.23.3', 'orjson==3.13.0'];
const DOCUMENTS = 6000;
const SHORTEST = 300;
const ROUNDS = 3;
const JACCARD = 0.7;

/**
 * Near-duplicate removal against datatrove: the same documents (every version of the claims of pharmaceutical
 * applications, which differ by amendments), shingles of five words, 128 hashes in 32 bands of four, one process.
 */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/.');
  const python = preparePython(WORK, PACKAGES);
  const texts = claimVersions(`${data}/kr/kr_pharma_histories.jsonl.gz`);
  const file = `${WORK}documents.jsonl`;
  writeFileSync(file, texts.map((text, id) => `${JSON.stringify({ id: String(id), text })}\n`).join(''));
  const pairs = similarPairs(texts);
  const ours: Removal[] = [];
  const theirs: Removal[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(removeDuplicates(texts));
    theirs.push(JSON.parse(execFileSync(python, [PEER, file, `${WORK}datatrove`], PEER_OUTPUT)) as Removal);
  }
  const speed = (removals: readonly Removal[]) => texts.length / median(removals.map(({ seconds }) => seconds));
  return [
    { what: 'documents', value: texts.length, unit: '' },
    { what: `pairs at Jaccard ${JACCARD} or more, counted in full`, value: pairs.length, unit: '' },
    { what: 'Simsa', value: Math.round(speed(ours)), unit: 'documents/s' },
    { what: 'datatrove 0.6.0', value: Math.round(speed(theirs)), unit: 'documents/s' },
    { what: 'Simsa against datatrove', value: rounded(speed(ours) / speed(theirs)), unit: '×', aim: '≥ 5' },
    { what: 'recall, Simsa', value: rounded(recall(ours[0]!, pairs)), unit: '', aim: '≥ .95' },
    { what: 'recall, datatrove', value: rounded(recall(theirs[0]!, pairs)), unit: '' },
    { what: 'removed, Simsa', value: ours[0]!.removed.length, unit: 'documents' },
    { what: 'removed, datatrove', value: theirs[0]!.removed.length, unit: 'documents' },
    { what: 'removed without a like one kept, Simsa', value: unlike(ours[0]!, pairs), unit: 'documents' },
    { what: 'removed without a like one kept, datatrove', value: unlike(theirs[0]!, pairs), unit: 'documents' },
  ];
}

const PEER_OUTPUT: { encoding: 'utf8'; maxBuffer: number } = { encoding: 'utf8', maxBuffer: 1 << 28 };

interface History {
  readonly claimVersions?: readonly { readonly claims: readonly { readonly text?: string }[] }[];
}

function claimVersions(file: string): string[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const texts: string[] = [];
  for (const line of lines) {
    if (line === '' || texts.length >= DOCUMENTS) continue;
    for (const { claims } of (JSON.parse(line) as History).claimVersions ?? []) {
      const text = claims.map((claim) => claim.text ?? '').join(' ');
      if (text.length >= SHORTEST) texts.push(text);
    }
  }
  return texts.slice(0, DOCUMENTS);
}

interface Removal {
  readonly seconds: number;
  readonly removed: readonly number[];
}

function removeDuplicates(texts: readonly string[]): Removal {
  const start = performance.now();
  const words = DOCUMENT_BINS / 2;
  const signatures = new Uint32Array(texts.length * words);
  const letters = new Int32Array(texts.length);
  const minHash = new MinHash(DOCUMENT_BINS);
  texts.forEach((text, i) => {
    minHash.clear();
    letters[i] = minHash.add(text, 'words').letters;
    minHash.write(signatures, i * words);
  });
  const neighbours = new Neighbours(signatures, { stride: words, words, threshold: JACCARD - MARGIN });
  const order = texts.map((_, i) => i).sort((a, b) => letters[b]! - letters[a]! || a - b);
  const removed = order.filter((i) => {
    const isDuplicate = neighbours.find(i) >= 0;
    if (!isDuplicate) neighbours.add(i);
    return isDuplicate;
  });
  return { seconds: (performance.now() - start) / 1000, removed };
}

type Pair = readonly [number, number];

/** Every pair of documents whose sets of shingles have the Jaccard similarity, found through lists of who holds a shingle. */
function similarPairs(texts: readonly string[]): Pair[] {
  const sets = texts.map(shingleSet);
  const holders = new Map<number, number[]>();
  const pairs: Pair[] = [];
  const shared = new Int32Array(texts.length);
  sets.forEach((set, i) => {
    const met: number[] = [];
    for (const shingle of set) {
      const before = holders.get(shingle);
      if (!before) holders.set(shingle, [i]);
      else {
        for (const other of before) {
          if (shared[other] === 0) met.push(other);
          shared[other]!++;
        }
        before.push(i);
      }
    }
    for (const other of met) {
      const both = shared[other]!;
      if (both / (set.size + sets[other]!.size - both) >= JACCARD) pairs.push([other, i]);
      shared[other] = 0;
    }
  });
  return pairs;
}

function shingleSet(text: string): Set<number> {
  const set = new Set<number>();
  visitShingles(text, 'words', (hash) => set.add(hash));
  return set;
}

/** Of the pairs that are alike, the share of which not both were kept. */
function recall({ removed }: Removal, pairs: readonly Pair[]): number {
  const gone = new Set(removed);
  return pairs.filter(([a, b]) => gone.has(a) || gone.has(b)).length / pairs.length;
}

/** Documents removed although no document that is kept is like them. */
function unlike({ removed }: Removal, pairs: readonly Pair[]): number {
  const gone = new Set(removed);
  const covered = new Set<number>();
  for (const [a, b] of pairs) {
    if (!gone.has(a)) covered.add(b);
    if (!gone.has(b)) covered.add(a);
  }
  return removed.filter((document) => !covered.has(document)).length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
