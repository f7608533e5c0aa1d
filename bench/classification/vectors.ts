import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomNumbers } from '../../src/core/index.js';
import { openEncoder, openEncoderFolder, parametersWith, tensorsInMemory } from '../../src/model/index.js';
import { openTokenizer, SHIPPED_TOKENIZER } from '../../src/tokenizer/index.js';
import { countNeighbours } from '../../src/train/starts/neighbours.js';
import { wordVectors } from '../../src/train/starts/word-vectors.js';
import { openTokenStore } from '../../src/train/tokens/token-store.js';
import { type ClassifiedDocument, readText } from './documents.js';
import { keptRows } from './kept.js';
import type { VectorOf } from './methods.js';
import { modelFolder, saved } from './models.js';

/** Tokens that word vectors are counted on. */
const COUNTED_TOKENS = 20_000_000;
/** How fast a word's weight falls with its share (Arora, Liang and Ma 2017). */
const COMMON = 1e-3;

/** Vectors as a model's folder, or the last checkpoint of a run, gives them. */
export async function vectorsOfModel(
  path: string,
  documents: readonly ClassifiedDocument[],
  threads: number,
): Promise<VectorOf> {
  return embedded(modelFolder(path), documents, threads);
}

/** The same network with random weights: what its shape alone is worth. */
export async function vectorsOfNoTraining(
  path: string,
  documents: readonly ClassifiedDocument[],
  threads: number,
): Promise<VectorOf> {
  const { config } = openEncoderFolder(modelFolder(path));
  const random = randomNumbers(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const tensors = parametersWith(config, {}).map(({ name, shape }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    const fill = name.endsWith('LayerNorm.weight') ? () => 1 : () => normal() * config.initializerRange;
    const isZero = name.endsWith('.bias');
    return { name, shape, data: Float32Array.from({ length: size }, () => (isZero ? 0 : fill())) };
  });
  const encoder = { config, tensors: tensorsInMemory(tensors), tokenizer: SHIPPED_TOKENIZER, cased: true };
  const folder = saved('untrained', { ...encoder, classes: null, licence: null, made: {} });
  return embedded(folder, documents, threads);
}

async function embedded(folder: string, documents: readonly ClassifiedDocument[], threads: number): Promise<VectorOf> {
  const { weights } = openEncoderFolder(folder);
  const hash = createHash('sha256').update(readFileSync(weights)).digest('hex');
  return keptVectors(`model ${hash}`, documents, async (texts) => {
    const encoder = await openEncoder(folder, { threads });
    try {
      return (await encoder.embed(texts)).map(({ vector }) => vector);
    } finally {
      await encoder.close();
    }
  });
}

/**
 * Vectors of words from their neighbours in a run's tokens, a text as their mean in which common words count less: no
 * network at all.
 */
export async function vectorsOfWords(
  run: string,
  documents: readonly ClassifiedDocument[],
  width: number,
): Promise<VectorOf> {
  const tokenizer = openTokenizer(SHIPPED_TOKENIZER);
  const key = `words ${width} ${COUNTED_TOKENS} ${COMMON} ${tokenizer.hash}`;
  return keptVectors(key, documents, async (texts) => {
    const store = openTokenStore(join(run, 'tokens', 'train'), tokenizer.hash);
    const tokens = Math.min(COUNTED_TOKENS, store.marks.length);
    const counts = new Float64Array(tokenizer.size);
    for (const id of store.read(0, tokens)) counts[id]!++;
    const table = wordVectors(countNeighbours(store, tokenizer.size, tokens), width, 1);
    store.close();
    return texts.map((text) => {
      const mean = new Float32Array(width);
      const ids = tokenizer.ids(text);
      for (const id of ids) {
        const weight = COMMON / (COMMON + counts[id]! / tokens) / ids.length;
        for (let at = 0; at < width; at++) mean[at]! += weight * table[id * width + at]!;
      }
      return mean;
    });
  });
}

async function keptVectors(
  key: string,
  documents: readonly ClassifiedDocument[],
  compute: (texts: readonly string[]) => Promise<readonly Float32Array[]>,
): Promise<VectorOf> {
  const texts = documents.map(readText);
  const hash = createHash('sha256').update(texts.join('\0')).digest('hex');
  const rows = await keptRows([key, hash], () => compute(texts));
  const byDocument = new Map(documents.map((document, at) => [document, rows[at]!]));
  return (document) => byDocument.get(document)!;
}
