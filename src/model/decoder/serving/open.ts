import { SimsaError } from '../../../core/index.js';
import { openPool } from '../../../core/pool.js';
import { type DecoderFolder, openDecoderFolder } from '../../folder/open-decoder.js';
import type { DecoderConfig } from '../config.js';
import type { DecoderAnswer, DecoderTask } from './decoder-job.js';
import type { DecoderPrecision } from './network.js';
import type { SamplingOptions } from './sampling.js';
import { checkServable } from './servable.js';

export interface DecoderOptions {
  /** Default `int8`. */
  readonly precision?: DecoderPrecision;
  /** Tokens of the longest text, question and answer together; default what the model was made for, at most 4096. */
  readonly context?: number;
  /** Default 1. */
  readonly threads?: number;
}

export interface WritingOptions extends SamplingOptions {
  /** Default: as many as the context has room for. */
  readonly maxTokens?: number;
  readonly signal?: AbortSignal;
}

/** Why a text ended: its last token said so, `maxTokens` were written, or the context is full. */
export type Ending = 'end' | 'length' | 'full';

/** A decoder, ready to write. */
export interface Decoder {
  readonly config: DecoderConfig;
  readonly context: number;
  /**
   * Writes on after some tokens, token by token; returns why it ended. A token of ending is not given out.
   * @throws `model.bad-tokens` for none, too many, or one outside the vocabulary; AbortError
   */
  generate(ids: ArrayLike<number>, options?: WritingOptions): AsyncGenerator<number, Ending>;
  close(): Promise<void>;
}

const LONGEST = 4096;

/**
 * Opens a folder of a Llama-shaped decoder in a thread of its own; matrices are packed while it opens.
 * @throws `model.*` (`model.too-large` beyond 2 GB), `graph.no-runtime`, `graph.bad-model`
 */
export async function openDecoder(folder: string, options: DecoderOptions = {}): Promise<Decoder> {
  const opened = openDecoderFolder(folder);
  const { precision = 'int8', threads = 1 } = options;
  checkServable(opened.config, precision, folder);
  const context = Math.min(options.context ?? LONGEST, opened.config.maxPositions);
  const pool = openPool<DecoderTask, DecoderAnswer>(import.meta.url, './decoder-job', 1);
  const ask = async (task: DecoderTask): Promise<DecoderAnswer> => {
    const answer = await pool.run(task);
    if (answer.failed) throw new SimsaError(answer.failed.code, answer.failed.details, answer.failed.where);
    return answer;
  };
  try {
    await ask({ do: 'open', folder, precision, context, threads });
  } catch (thrown) {
    await pool.close();
    throw thrown;
  }
  let count = 0;
  return {
    config: opened.config,
    context,
    generate(ids, writing = {}) {
      return written({ ask, opened, context, text: count++ }, Array.from(ids), writing);
    },
    close: () => pool.close(),
  };
}

interface Place {
  readonly ask: (task: DecoderTask) => Promise<DecoderAnswer>;
  readonly opened: DecoderFolder;
  readonly context: number;
  readonly text: number;
}

async function* written(
  { ask, opened, context, text }: Place,
  ids: readonly number[],
  { maxTokens = context, signal, temperature = 0, topP = 1, seed = 0 }: WritingOptions,
): AsyncGenerator<number, Ending> {
  const sampling = { temperature, topP, seed };
  checkTokens(ids, { context, words: opened.config.vocabularySize });
  const most = Math.min(maxTokens, context - ids.length);
  const room = ids.length + most;
  try {
    for (let count = 0; count < most; count++) {
      signal?.throwIfAborted();
      const task =
        count === 0 ? ({ do: 'begin', text, ids, room, sampling } as const) : ({ do: 'next', text } as const);
      const id = (await ask(task)).id!;
      if (opened.endIds.includes(id)) return 'end';
      yield id;
    }
    return most === maxTokens ? 'length' : 'full';
  } finally {
    await ask({ do: 'end', text });
  }
}

function checkTokens(ids: readonly number[], { context, words }: { context: number; words: number }): void {
  const stranger = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= words);
  if (ids.length > 0 && ids.length < context && stranger === undefined) return;
  const found = stranger === undefined ? `${ids.length} tokens` : `the token ${stranger}`;
  throw new SimsaError('model.bad-tokens', { found, most: context - 1, words });
}
