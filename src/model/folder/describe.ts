import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimsaError } from '../../core/index.js';
import { weightFiles } from '../checkpoints/weights.js';
import type { DecoderConfig } from '../decoder/config.js';
import { decoderParameters } from '../decoder/parameters.js';
import type { EncoderConfig } from '../encoder/config.js';
import { countParameters } from '../parameters.js';
import { STATIC_VECTORS } from '../static/static-vectors.js';
import { TERMS } from '../terms/term-file.js';
import { type ClassHead, type Embeds, hashFiles, type ModelCard, readCard } from './card.js';
import { heldHeads, parametersWith } from './encoder-tensors.js';
import { openDecoderFolder } from './open-decoder.js';
import { openEncoderFolder } from './open-encoder.js';

/** What a model's folder holds. */
export interface ModelDescription {
  readonly path: string;
  readonly kind: 'encoder' | 'decoder';
  readonly format: ModelCard['format'];
  readonly parameters: number;
  readonly configuration: EncoderConfig | DecoderConfig;
  readonly licence: string | null;
  /** SHA-256 of the weights. */
  readonly hash: string;
  /** SHA-256 of what decides the tokenizer's ids; null where there is none. */
  readonly tokenizer: string | null;
  /** What it can be asked for. */
  readonly can: readonly ('embed' | 'fill' | 'classify' | 'generate')[];
  readonly classes: ClassHead | null;
  /** What `embed` gives; null for a decoder. */
  readonly embeds: Embeds | null;
  readonly made: ModelCard['made'];
}

/**
 * Reads a model's folder and holds its weights against its card.
 * @throws `model.no-model`, `model.bad-config`, `model.bad-checkpoint` where the weights are not those of the card, …
 */
export function describeModel(path: string): ModelDescription {
  return familyOf(path) === 'llama' ? describeDecoder(path) : describeEncoder(path);
}

function familyOf(path: string): unknown {
  const file = join(path, 'config.json');
  if (!existsSync(file)) throw new SimsaError('model.no-model', { path }, { file: path });
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { model_type?: unknown } | null)?.model_type;
  } catch {
    return undefined;
  }
}

function describeEncoder(path: string): ModelDescription {
  const folder = openEncoderFolder(path);
  const { config, card, classes, format, weights, words } = folder;
  const hash = hashFiles(...(format === 'hf' ? weightFiles(path) : [weights]));
  if (card && card.hash !== hash) throw notOfCard(weights);
  const vectors = join(path, STATIC_VECTORS);
  if (folder.staticVectors() && hashFiles(vectors) !== card?.staticHash) throw notOfCard(vectors);
  const terms = join(path, TERMS);
  if (folder.terms() && hashFiles(terms) !== classes?.terms?.hash) throw notOfCard(terms);
  return {
    ...{ path, kind: 'encoder', format, hash, classes, embeds: folder.embeds, configuration: config },
    parameters:
      card?.parameters ??
      countParameters(
        parametersWith(config, { ...heldHeads(folder.tensors(), config), classes: classes?.labels.length ?? 0 }),
      ),
    licence: card?.licence ?? null,
    tokenizer: tokenizerHash(folder),
    can: ['embed', ...(words ? (['fill'] as const) : []), ...(classes ? (['classify'] as const) : [])],
    made: card?.made ?? {},
  };
}

function notOfCard(file: string): SimsaError {
  const reason = 'it is not the file its card was written for';
  return new SimsaError('model.bad-checkpoint', { path: file, reason }, { file });
}

function tokenizerHash({ tokenizer }: { readonly tokenizer: () => { readonly hash: string } }): string | null {
  try {
    return tokenizer().hash;
  } catch (thrown) {
    if (thrown instanceof SimsaError && thrown.code === 'tokenizer.not-one') return null;
    throw thrown;
  }
}

function describeDecoder(path: string): ModelDescription {
  const folder = openDecoderFolder(path);
  const { config } = folder;
  const card = readCard(path);
  const hash = hashFiles(...folder.weights);
  if (card && card.hash !== hash) throw notOfCard(folder.weights[0]!);
  return {
    ...{ path, kind: 'decoder', format: 'hf', hash, configuration: config, classes: null, embeds: null },
    parameters: countParameters(decoderParameters(config)),
    licence: card?.licence ?? null,
    tokenizer: tokenizerHash(folder),
    can: ['generate'],
    made: card?.made ?? {},
  };
}
