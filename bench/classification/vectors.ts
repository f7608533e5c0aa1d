import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomNumbers } from '../../src/core/index.js';
import {
  openEncoder,
  openEncoderFolder,
  parametersWith,
  poolWords,
  tensorsInMemory,
  type WordTable,
} from '../../src/model/index.js';
import { openTokenizer, SHIPPED_TOKENIZER } from '../../src/tokenizer/index.js';
import { countedWords } from '../../src/train/contrast/counted-words.js';
import { openTokenStore } from '../../src/train/tokens/token-store.js';
import { type ClassifiedDocument, readText } from './documents.js';
import { keptRows } from './kept.js';
import type { VectorOf } from './methods.js';
import { modelFolder, saved } from './models.js';

/** Texts that are kept together. */
const PORTION = 512;
/** Tokens of the train side in a run's folder. */
const TOKENS = join('tokens', 'train');

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
  return embedded(untrainedFolder(path), documents, threads);
}

/** A model's folder with random weights, of the shape of a model or a run. */
export function untrainedFolder(path: string): string {
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
  return saved('untrained', { ...encoder, classes: null, licence: null, made: {} });
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

const WIDTH = 256;
const SEED = 1;

/** Where the tokens are that a run was trained on; false for models and for runs that read those of another. */
export const holdsTokens = (path: string): boolean => existsSync(join(path, TOKENS));

/** Sums of words' vectors, counted from the tokens of a run: no network at all. */
export async function vectorsOfWords(run: string, documents: readonly ClassifiedDocument[]): Promise<VectorOf> {
  const tokenizer = openTokenizer(SHIPPED_TOKENIZER);
  let table: WordTable | null = null;
  const counted = () => {
    const store = openTokenStore(join(run, TOKENS), tokenizer.hash);
    const found = countedWords(store, { size: tokenizer.size, width: WIDTH, seed: SEED });
    store.close();
    return found;
  };
  const { tokens } = openTokenStore(join(run, TOKENS), tokenizer.hash).manifest;
  return keptVectors(`words ${WIDTH} ${SEED} ${tokens} ${tokenizer.hash}`, documents, async (texts) => {
    table ??= counted();
    return texts.map((text) => poolWords(table!, tokenizer.ids(text)));
  });
}

/** Texts are taken in portions, each kept when it is done. */
async function keptVectors(
  key: string,
  documents: readonly ClassifiedDocument[],
  compute: (texts: readonly string[]) => Promise<readonly Float32Array[]>,
): Promise<VectorOf> {
  const byDocument = new Map<ClassifiedDocument, Float32Array>();
  for (let start = 0; start < documents.length; start += PORTION) {
    const portion = documents.slice(start, start + PORTION);
    const texts = portion.map(readText);
    const rows = await keptRows([key, ...texts], () => compute(texts));
    portion.forEach((document, at) => {
      byDocument.set(document, rows[at]!);
    });
  }
  return (document) => byDocument.get(document)!;
}
