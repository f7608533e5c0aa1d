import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';

export const CARD = 'card.json';

const classHeadSchema = z.object({
  /** Names of the classes, in the order of the scores. */
  labels: z.array(z.string().min(1)).min(2),
  /** Whether a text may have several. */
  multiple: z.boolean(),
  pooling: z.enum(['first', 'mean']),
  /** Scheme that the labels are symbols of, or null where they are names of another kind. */
  scheme: z.enum(['IPC', 'CPC']).nullable(),
  /** Tokens of a text that are read. */
  maxLength: z.int().positive(),
  /** A classifier by words beside the network: what the scores of each count; null where the network decides alone. */
  terms: z.object({ network: z.number(), terms: z.number(), hash: z.string() }).nullable().default(null),
});
/** What a classifier's scores mean. */
export type ClassHead = z.infer<typeof classHeadSchema>;

/** What stands for a text: the network's vector, that of its words alone, or both in one. */
export const EMBEDS = ['network', 'static', 'both'] as const;
export type Embeds = (typeof EMBEDS)[number];

const cardSchema = z.object({
  schema: z.literal(1),
  format: z.enum(['hf', 'onnx', 'onnx-int8']),
  /** Licence of the weights, in SPDX's words, or null where it is not known. */
  licence: z.string().nullable(),
  parameters: z.int().nonnegative(),
  /** SHA-256 of the file of weights. */
  hash: z.string(),
  /** Whether the file of weights scores words at masked places. */
  words: z.boolean(),
  classes: classHeadSchema.nullable(),
  /** What `embed` gives. */
  embeds: z.enum(EMBEDS).default('network'),
  /** SHA-256 of the file of static vectors; null where there is none. */
  staticHash: z.string().nullable().default(null),
  /** How the model was made; for readers, without effect. */
  made: z.record(z.string(), z.unknown()),
});
/** What is known of a saved model beside its configuration. */
export type ModelCard = z.infer<typeof cardSchema>;

/** The card of a folder, or null where it has none, as folders that others made. @throws `model.bad-config` */
export function readCard(folder: string): ModelCard | null {
  const path = join(folder, CARD);
  if (!existsSync(path)) return null;
  try {
    return cardSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : 'it is not JSON';
    throw new SimsaError('model.bad-config', { path, reason }, { file: path }, { cause });
  }
}

/** SHA-256 of files one after the other, read in pieces. */
export function hashFiles(...paths: readonly string[]): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1 << 20);
  for (const path of paths) {
    const file = openSync(path, 'r');
    try {
      for (let read = readSync(file, piece); read > 0; read = readSync(file, piece))
        hash.update(piece.subarray(0, read));
    } finally {
      closeSync(file);
    }
  }
  return hash.digest('hex');
}
