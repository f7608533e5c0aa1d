/**
 * How well vectors find the text that belongs to another one, among held-out pairs of each kind (the dev side of a
 * corpus, one pair of each group of alike ones): R@1 and R@10 for each `--model` (a model's folder, or a run's last
 * checkpoint), beside the same network without training and word vectors counted from a run's tokens.
 *
 *   npm run bench -- embed-pairs --data CORPUS --model PRETRAINING-RUN --model CONTRAST-RUN
 *
 * A model with static vectors is measured with the network's, the static ones, and both.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { documentFiles, readDocumentFile } from '../src/corpus/index.js';
import { type Embeds, openEncoder, openEncoderFolder, poolWords } from '../src/model/index.js';
import { openTokenizer, SHIPPED_TOKENIZER } from '../src/tokenizer/index.js';
import { wordWidth } from '../src/train/contrast/contrast.js';
import { countedWords } from '../src/train/contrast/counted-words.js';
import { distinctPairs } from '../src/train/contrast/dealing.js';
import { PAIR_KINDS, type PairKind, pairsOf, type TextPair } from '../src/train/contrast/pairs/text-pairs.js';
import { findOwn } from '../src/train/contrast/retrieval.js';
import { openTokenStore } from '../src/train/tokens/token-store.js';
import { modelFolder } from './classification/models.js';
import { untrainedFolder } from './classification/vectors.js';
import type { BenchOptions, Measurement } from './types.js';

/** Pairs of a kind that are read at most. */
const MOST = 1500;
/** Characters of a text that are read: about what a network of 512 places can. */
const LONGEST = 1000;

type Vectors = (texts: readonly string[]) => Promise<readonly Float32Array[]>;
type Pairs = Readonly<Record<PairKind, readonly TextPair[]>>;

export async function run({ data, models, workers }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name a corpus with --data DIR.');
  const pairs = await heldPairs(data);
  const measurements: Measurement[] = [];
  const [first] = models;
  if (first !== undefined)
    measurements.push(...(await measureModel(pairs, { name: 'no training', path: untrainedFolder(first), workers })));
  const run = models.find((path) => existsSync(join(path, 'tokens', 'train')));
  if (run !== undefined) measurements.push(...(await measured(pairs, 'counted words', countedVectors(run))));
  for (const path of models)
    measurements.push(...(await measureModel(pairs, { name: basename(path), path: modelFolder(path), workers })));
  return measurements;
}

async function heldPairs(corpus: string): Promise<Pairs> {
  const all: TextPair[] = [];
  for (const file of documentFiles(corpus, 'dev'))
    for await (const document of readDocumentFile(file)) all.push(...pairsOf(document));
  const ofKind = (kind: PairKind) => distinctPairs(all.filter((pair) => pair.kind === kind)).slice(0, MOST);
  return {
    claims: ofKind('claims'),
    paragraphs: ofKind('paragraphs'),
    titles: ofKind('titles'),
    sentences: ofKind('sentences'),
  };
}

async function measureModel(
  pairs: Pairs,
  { name, path, workers }: { readonly name: string; readonly path: string; readonly workers: number },
): Promise<Measurement[]> {
  const wholes: readonly Embeds[] = openEncoderFolder(path).staticVectors()
    ? ['network', 'static', 'both']
    : ['network'];
  const encoder = await openEncoder(path, { threads: workers });
  const measurements: Measurement[] = [];
  try {
    for (const what of wholes) {
      const vectors: Vectors = async (texts) => (await encoder.embed(texts, what)).map(({ vector }) => vector);
      measurements.push(...(await measured(pairs, wholes.length > 1 ? `${name}, ${what}` : name, vectors)));
    }
  } finally {
    await encoder.close();
  }
  return measurements;
}

/** The start of the static vectors, before any pair was seen. */
function countedVectors(run: string): Vectors {
  const tokenizer = openTokenizer(SHIPPED_TOKENIZER);
  const store = openTokenStore(join(run, 'tokens', 'train'), tokenizer.hash);
  const table = countedWords(store, { size: tokenizer.size, width: wordWidth(tokenizer.size), seed: 1 });
  store.close();
  return async (texts) => texts.map((text) => poolWords(table, tokenizer.ids(text)));
}

async function measured(pairs: Pairs, name: string, vectors: Vectors): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const kind of PAIR_KINDS) {
    const side = async (which: 'left' | 'right') =>
      rowsOf(await vectors(pairs[kind].map((pair) => pair[which].slice(0, LONGEST))));
    const { first, ten, queries } = findOwn(await side('left'), await side('right'));
    const figure = (what: string, value: number) => ({
      what: `${name}: ${kind} (${queries}), ${what}`,
      value: Math.round(value * 1000) / 1000,
      unit: '',
    });
    measurements.push(figure('R@1', first), figure('R@10', ten));
  }
  console.error(measurements.map(({ what, value }) => `${what} ${value}`).join('\n'));
  return measurements;
}

function rowsOf(vectors: readonly Float32Array[]) {
  const width = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * width);
  vectors.forEach((vector, at) => {
    values.set(vector, at * width);
  });
  return { width, values };
}
