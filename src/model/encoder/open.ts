import { SimsaError } from '../../core/index.js';
import { openPool, type Pool } from '../../core/pool.js';
import type { Embeds } from '../folder/card.js';
import type { EncoderAnswer, EncoderTask } from './encoder-job.js';
import type { Embedding, MaskCandidates, TextScores } from './types.js';

/** A saved encoder, ready for texts. */
export interface Encoder {
  /**
   * Vectors of texts, in their order, at length one: the mean of a text's tokens as the network has them, the sum of its
   * words' static vectors, or both in one.
   * @param what default: as the model's card says. @throws `model.no-head` where the model has no static vectors
   */
  embed(texts: readonly string[], what?: Embeds): Promise<readonly Embedding[]>;
  /** Words for each `[MASK]` of a text. @throws `model.no-head`, `model.no-mask` */
  fill(text: string, options?: { readonly limit?: number }): Promise<readonly MaskCandidates[]>;
  /** Scores of all classes of each text. @throws `model.no-head` */
  classify(texts: readonly string[]): Promise<readonly TextScores[]>;
  close(): Promise<void>;
}

/** Texts that a thread takes at once. */
const SHARE = 16;

/**
 * Opens a model's folder in threads, each with the model to itself: texts are dealt out among them.
 * @throws `model.*`, `tokenizer.*`, `graph.no-runtime`, `graph.bad-model`
 */
export async function openEncoder(
  folder: string,
  { threads = 1 }: { readonly threads?: number } = {},
): Promise<Encoder> {
  const pool = openPool<EncoderTask, EncoderAnswer>(import.meta.url, './encoder-job', threads);
  try {
    await ask(pool, { folder, do: 'open' });
  } catch (thrown) {
    await pool.close();
    throw thrown;
  }
  const dealt = async (texts: readonly string[], task: (share: readonly string[]) => EncoderTask) =>
    Promise.all(sharesOf(texts).map((share) => ask(pool, task(share))));
  return {
    embed: async (texts, what) => {
      const answers = await dealt(texts, (share) => ({ folder, do: 'embed', texts: share, ...(what && { what }) }));
      return answers.flatMap(({ embeddings }) => embeddings!);
    },
    classify: async (texts) => {
      const answers = await dealt(texts, (share) => ({ folder, do: 'classify', texts: share }));
      return answers.flatMap(({ scores }) => scores!);
    },
    fill: async (text, { limit = 10 } = {}) => (await ask(pool, { folder, do: 'fill', text, limit })).masks!,
    close: () => pool.close(),
  };
}

function sharesOf(texts: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(texts.length / SHARE);
  return Array.from({ length: count }, (_, at) => texts.slice(at * SHARE, (at + 1) * SHARE));
}

async function ask(pool: Pool<EncoderTask, EncoderAnswer>, task: EncoderTask): Promise<EncoderAnswer> {
  const answer = await pool.run(task);
  if (answer.failed) throw new SimsaError(answer.failed.code, answer.failed.details, answer.failed.where);
  return answer;
}
