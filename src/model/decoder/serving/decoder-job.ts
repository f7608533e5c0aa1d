/** What runs in the thread of a decoder: the model, and the texts that are being written. */
import { SimsaError } from '../../../core/index.js';
import { openDecoderFolder } from '../../folder/open-decoder.js';
import type { DecoderPrecision } from './network.js';
import { type SamplingOptions, sampler } from './sampling.js';
import { ServingSession, type TextInWriting } from './session.js';

export type DecoderTask =
  | {
      readonly do: 'open';
      readonly folder: string;
      readonly precision: DecoderPrecision;
      readonly context: number;
      readonly threads: number;
    }
  | {
      readonly do: 'begin';
      readonly text: number;
      readonly ids: readonly number[];
      readonly room: number;
      readonly sampling: SamplingOptions;
    }
  | { readonly do: 'next' | 'end'; readonly text: number };

export interface DecoderAnswer {
  /** The token that was chosen. */
  readonly id?: number;
  /** An error as plain data: an instance would lose its kind on the way between threads. */
  readonly failed?: Pick<SimsaError, 'code' | 'details' | 'where'>;
}

interface Writing {
  readonly text: TextInWriting;
  readonly choose: (scores: Float32Array) => number;
  /** The token that was chosen last and has not been read. */
  last: number;
}

let session: ServingSession | null = null;
const texts = new Map<number, Writing>();

export default async function decoderJob(task: DecoderTask): Promise<DecoderAnswer> {
  try {
    return await answer(task);
  } catch (thrown) {
    if (!(thrown instanceof SimsaError)) throw thrown;
    return { failed: { code: thrown.code, details: thrown.details, where: thrown.where } };
  }
}

async function answer(task: DecoderTask): Promise<DecoderAnswer> {
  switch (task.do) {
    case 'open': {
      const { config, tensors } = openDecoderFolder(task.folder);
      session = await ServingSession.open({ ...task, config, tensors: tensors() }, task);
      return {};
    }
    case 'begin': {
      const writing = { text: session!.begin(task.room), choose: sampler(task.sampling), last: 0 };
      texts.set(task.text, writing);
      return { id: await next(writing, task.ids) };
    }
    case 'next': {
      const writing = texts.get(task.text)!;
      return { id: await next(writing, [writing.last]) };
    }
    case 'end':
      texts.delete(task.text);
      return {};
  }
}

async function next(writing: Writing, ids: readonly number[]): Promise<number> {
  writing.last = writing.choose(await writing.text.read(ids));
  return writing.last;
}
