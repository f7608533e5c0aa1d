/**
 * How well words of unseen documents are found: models against 5-grams, at the same gaps of the same pieces (dev side of
 * the frozen split; 15 % of the tokens, whole morphemes, all hidden).
 *
 *   npm run bench -- held-out --model RUN --model MODEL…
 *
 * The run's tokens are read: 5-grams are counted on pieces of its train side and see the true words beside a gap, also
 * where the model sees another gap.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openTokenizer, SHIPPED_TOKENIZER, type Tokenizer } from '../src/tokenizer/index.js';
import { openTokenStore } from '../src/train/tokens/token-store.js';
import { modelFolder } from './classification/models.js';
import {
  type Figures,
  figuresOf,
  type Guess,
  guessesFromBothSides,
  guessesFromLeft,
  guessesOfModel,
} from './held-out/guesses.js';
import { type Gapped, gappedPieces, piecesOf } from './held-out/places.js';
import { KneserNey } from './n-grams/kneser-ney.js';
import type { BenchOptions, Measurement } from './types.js';

/** Pieces of each language. */
const PIECES = 800;
/** Tokens that the 5-grams are counted on. */
const COUNTED = 20e6;
const ORDER = 5;
const LANGUAGES = { ko: 'Korean', en: 'English' } as const;

interface HeldText {
  readonly language: string;
  readonly pieces: readonly Gapped[];
  /** Bytes of UTF-8 that a token stands for. */
  readonly bytes: number;
}

export async function run({ models }: BenchOptions): Promise<readonly Measurement[]> {
  const tokens = models.map((path) => join(path, 'tokens')).find((path) => existsSync(path));
  if (tokens === undefined) throw new Error('Name a run that holds its tokens with --model RUN.');
  const tokenizer = openTokenizer(SHIPPED_TOKENIZER);
  const texts = Object.entries(LANGUAGES).map(([code, language]) => {
    const store = openTokenStore(join(tokens, `dev-${code}`), tokenizer.hash);
    const pieces = gappedPieces(store, tokenizer, PIECES);
    store.close();
    return { language, pieces, bytes: store.manifest.bytes / store.manifest.tokens };
  });
  const measurements: Measurement[] = [];
  for (const path of models)
    measurements.push(...(await measured(basename(path), await guessesOfModel(modelFolder(path)), texts, '≥ 60')));
  const forward = counted(join(tokens, 'train'), tokenizer, (piece) => piece);
  measurements.push(...(await measured('5-grams, left side', guessesFromLeft(forward), texts)));
  const backward = counted(join(tokens, 'train'), tokenizer, (piece) => piece.reverse());
  const bothSides = guessesFromBothSides(forward, backward);
  return [...measurements, ...(await measured('5-grams, both sides', bothSides, texts))];
}

/** 5-grams of pieces of a store, each read as it is turned. */
function counted(folder: string, { hash, size }: Tokenizer, turned: (piece: Int32Array) => Int32Array): KneserNey {
  const store = openTokenStore(folder, hash);
  const model = new KneserNey(size, ORDER);
  let tokens = 0;
  const rows = function* () {
    for (const piece of piecesOf(store, 1)) {
      yield turned(piece);
      tokens += piece.length;
      if (tokens >= COUNTED) return;
    }
  };
  model.train(rows());
  store.close();
  console.error(`5-grams of ${tokens} tokens`);
  return model;
}

async function measured(
  name: string,
  guess: Guess,
  texts: readonly HeldText[],
  aim?: string,
): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { language, pieces, bytes } of texts) {
    const figures = await figuresOf(pieces, guess);
    console.error(`${name}, ${language}: ${JSON.stringify(figures)}`);
    measurements.push(...rowsOf(`${name}, ${language}`, figures, { bytes, aim }));
  }
  return measurements;
}

function rowsOf(
  what: string,
  { found, loss, gaps }: Figures,
  { bytes, aim }: { readonly bytes: number; readonly aim: string | undefined },
): readonly Measurement[] {
  return [
    {
      what: `${what}: words found (${gaps} gaps)`,
      value: Math.round(1e4 * found) / 100,
      unit: '%',
      ...(aim && { aim }),
    },
    {
      what: `${what}: bits a byte of what is hidden`,
      value: Math.round((1e3 * loss) / Math.LN2 / bytes) / 1e3,
      unit: '',
    },
  ];
}
