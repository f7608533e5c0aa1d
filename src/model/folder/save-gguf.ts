import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SimsaError } from '../../core/index.js';
import { readTokenizer } from '../../tokenizer/index.js';
import { type GgufVocabulary, writeDecoderGguf } from '../checkpoints/gguf/decoder.js';
import { ggufVocabulary, LEAST_NAMELESS, namelessVocabulary } from '../checkpoints/gguf/vocabulary.js';
import { decoderParameters } from '../decoder/parameters.js';
import { countParameters } from '../parameters.js';
import { hashFiles } from './card.js';
import { type DecoderFolder, openDecoderFolder } from './open-decoder.js';
import { TOKENIZER } from './save-encoder.js';

/** Matrices in 32 or 16 bits, or in blocks of 8-bit numbers (`q8_0`). */
export type GgufFormat = 'gguf' | 'gguf-f16' | 'gguf-q8';

export interface SavedGguf {
  readonly path: string;
  readonly parameters: number;
  readonly hash: string;
  /** False where the folder has no tokenizer that Simsa reads: the file then knows tokens by their numbers only. */
  readonly named: boolean;
}

const NUMBERS = { gguf: 'f32', 'gguf-f16': 'f16', 'gguf-q8': 'q8_0' } as const;

/**
 * Writes a decoder's folder as one file that llama.cpp loads, whole or not at all.
 * @param out a file `….gguf`, or a folder for `model.gguf`.
 * @throws `model.folder-taken`, `model.bad-config` for widths that the format has no blocks for, and what
 * {@link openDecoderFolder} throws
 */
export function saveGguf(source: string, out: string, format: GgufFormat): SavedGguf {
  const folder = openDecoderFolder(source);
  checkWidths(folder, format);
  const path = out.endsWith('.gguf') ? out : join(out, 'model.gguf');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new SimsaError('model.folder-taken', { path }, { file: path });
  const { config } = folder;
  const own = ownVocabulary(folder);
  const vocabulary = own ?? nameless(folder);
  mkdirSync(dirname(path), { recursive: true });
  writeDecoderGguf(path, { config, tensors: folder.tensors(), vocabulary, format: NUMBERS[format] });
  return { path, parameters: countParameters(decoderParameters(config)), hash: hashFiles(path), named: own !== null };
}

function ownVocabulary(folder: DecoderFolder): GgufVocabulary | null {
  const tokenizer = join(folder.path, TOKENIZER);
  if (!existsSync(tokenizer)) return null;
  // Opened for its checks: it must be whole and fit the model.
  folder.tokenizer();
  return ggufVocabulary(readTokenizer(tokenizer), folder.config.vocabularySize, idsOf(folder));
}

function nameless(folder: DecoderFolder): GgufVocabulary {
  const { vocabularySize } = folder.config;
  if (vocabularySize < LEAST_NAMELESS)
    throw unfit(folder, `llama.cpp needs a vocabulary of ${LEAST_NAMELESS} tokens, this one has ${vocabularySize}`);
  return namelessVocabulary(vocabularySize, idsOf(folder));
}

const idsOf = ({ beginId, endIds }: DecoderFolder) => ({ begin: beginId, end: endIds[0] ?? null });

function checkWidths(folder: DecoderFolder, format: GgufFormat): void {
  const { hiddenSize, feedForwardSize, heads, headSize } = folder.config;
  const odd = [hiddenSize, feedForwardSize, heads * headSize].find((width) => width % 32 !== 0);
  if (format === 'gguf-q8' && odd !== undefined) throw unfit(folder, `rows of ${odd} numbers do not fill blocks of 32`);
}

function unfit({ path }: DecoderFolder, reason: string): SimsaError {
  const file = join(path, 'config.json');
  return new SimsaError('model.bad-config', { path: file, reason }, { file });
}
