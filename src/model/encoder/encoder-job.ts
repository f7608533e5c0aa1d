/** What runs in a thread: one model, kept from task to task. */
import { SimsaError } from '../../core/index.js';
import type { Embeds } from '../folder/card.js';
import { EncoderSession } from './session.js';
import type { Embedding, MaskCandidates, TextScores } from './types.js';

export type EncoderTask = { readonly folder: string } & (
  | { readonly do: 'open' }
  | { readonly do: 'embed'; readonly texts: readonly string[]; readonly what?: Embeds }
  | { readonly do: 'classify'; readonly texts: readonly string[] }
  | { readonly do: 'fill'; readonly text: string; readonly limit: number }
);

export interface EncoderAnswer {
  readonly embeddings?: readonly Embedding[];
  readonly scores?: readonly TextScores[];
  readonly masks?: readonly MaskCandidates[];
  /** An error as plain data: an instance would lose its kind on the way between threads. */
  readonly failed?: Pick<SimsaError, 'code' | 'details' | 'where'>;
}

let opened: { readonly folder: string; readonly session: EncoderSession } | null = null;

export default async function encoderJob(task: EncoderTask): Promise<EncoderAnswer> {
  try {
    return await answer(task, await sessionOf(task.folder));
  } catch (thrown) {
    if (!(thrown instanceof SimsaError)) throw thrown;
    return { failed: { code: thrown.code, details: thrown.details, where: thrown.where } };
  }
}

async function sessionOf(folder: string): Promise<EncoderSession> {
  if (opened?.folder !== folder) opened = { folder, session: await EncoderSession.open(folder) };
  return opened.session;
}

async function answer(task: EncoderTask, session: EncoderSession): Promise<EncoderAnswer> {
  switch (task.do) {
    case 'open':
      return {};
    case 'embed':
      return { embeddings: await session.embed(task.texts, task.what) };
    case 'classify':
      return { scores: await session.classify(task.texts) };
    case 'fill':
      return { masks: await session.fill(task.text, task.limit) };
  }
}
