import { z } from 'zod';
import { SimsaError } from '../core/index.js';
import { eventData } from './event-stream.js';
import type { GenerateOptions, Generator, Message } from './types.js';

export interface ChatServerOptions {
  /** Base address of an OpenAI-compatible server, e.g. `http://127.0.0.1:8000/v1`. */
  readonly url: string;
  /** Model name; null takes the first one the server lists. */
  readonly model: string | null;
  /** Bearer key. Never logged, never part of an error. */
  readonly key?: string;
  /** Longest silence before and between pieces, in milliseconds. */
  readonly silence?: number;
  /** Longest reply in all, in milliseconds. */
  readonly total?: number;
}

const SILENCE = 30_000;
const TOTAL = 180_000;
/** A reply longer than this is a runaway, whatever its token limit was. */
const MAX_CHARACTERS = 100_000;

const Piece = z.object({
  choices: z.array(
    z.object({ delta: z.object({ content: z.string().nullish() }).nullish(), finish_reason: z.string().nullish() }),
  ),
});
const Models = z.object({ data: z.array(z.object({ id: z.string() })).min(1) });

/** Opens a generator behind any server that speaks OpenAI's chat completions (vLLM, llama-server, commercial ones). */
export async function openChatServer(options: ChatServerOptions): Promise<Generator> {
  const base = checkedAddress(options.url);
  const model = options.model ?? (await firstModel(base, options));
  return { name: model, stream: (messages, generate) => streamReply({ base, model, options, messages, generate }) };
}

function checkedAddress(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new SimsaError('generator.bad-address', { url });
  return url.replace(/\/+$/, '');
}

function headers(options: ChatServerOptions): Record<string, string> {
  return { 'content-type': 'application/json', ...(options.key ? { authorization: `Bearer ${options.key}` } : {}) };
}

async function firstModel(base: string, options: ChatServerOptions): Promise<string> {
  const limit = Math.min(options.silence ?? SILENCE, 10_000);
  const signal = AbortSignal.timeout(limit);
  const response = await request(`${base}/models`, { headers: headers(options), signal }).catch((thrown: unknown) => {
    throw signal.aborted ? new SimsaError('generator.time-out', { seconds: limit / 1000 }) : thrown;
  });
  const models = Models.safeParse(await response.json().catch(() => null));
  if (!models.success) throw new SimsaError('generator.nonsense', { reason: 'the list of models' });
  return models.data.data[0]?.id ?? '';
}

async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (thrown) {
    if (init.signal?.aborted) throw init.signal.reason;
    throw new SimsaError('generator.unreachable', { url: new URL(url).origin }, {}, { cause: thrown });
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new SimsaError('generator.refused', { status: response.status });
  }
  return response;
}

interface Reply {
  readonly base: string;
  readonly model: string;
  readonly options: ChatServerOptions;
  readonly messages: readonly Message[];
  readonly generate: GenerateOptions;
}

async function* streamReply({ base, model, options, messages, generate }: Reply): AsyncGenerator<string> {
  const watch = watchdog(options, generate.signal);
  try {
    const response = await request(`${base}/chat/completions`, {
      method: 'POST',
      headers: headers(options),
      body: JSON.stringify({ model, messages, stream: true, temperature: 0, max_tokens: generate.maxTokens }),
      signal: watch.signal,
    });
    if (!response.body) throw new SimsaError('generator.cut-stream', {});
    yield* readPieces(response.body, watch.touch);
  } catch (thrown) {
    if (thrown instanceof SimsaError) throw thrown;
    if (generate.signal?.aborted) throw generate.signal.reason;
    if (watch.signal.aborted) throw new SimsaError('generator.time-out', { seconds: watch.seconds() });
    throw new SimsaError('generator.cut-stream', {}, {}, { cause: thrown });
  } finally {
    watch.stop();
  }
}

async function* readPieces(body: ReadableStream<Uint8Array>, touch: () => void): AsyncGenerator<string> {
  let finished = false;
  let length = 0;
  for await (const data of eventData(body)) {
    touch();
    if (data === '[DONE]') return;
    const piece = Piece.safeParse(parseJson(data));
    if (!piece.success) throw new SimsaError('generator.nonsense', { reason: 'a piece of the stream' });
    const choice = piece.data.choices[0];
    const text = choice?.delta?.content ?? '';
    length += text.length;
    if (length > MAX_CHARACTERS) throw new SimsaError('generator.nonsense', { reason: 'a reply without end' });
    if (text) yield text;
    if (choice?.finish_reason) finished = true;
  }
  // Without the generator's word that it was finished, what came may be half a sentence of a half answer.
  if (!finished) throw new SimsaError('generator.cut-stream', {});
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Aborts after too long a silence, too long a reply, or when the caller goes away. */
function watchdog(options: ChatServerOptions, outer: AbortSignal | undefined) {
  const silence = options.silence ?? SILENCE;
  const controller = new AbortController();
  const started = Date.now();
  const abort = () => controller.abort();
  const end = setTimeout(abort, options.total ?? TOTAL);
  let quiet = setTimeout(abort, silence);
  outer?.addEventListener('abort', abort, { once: true });
  if (outer?.aborted) abort();
  return {
    signal: controller.signal,
    seconds: () => Math.round((Date.now() - started) / 100) / 10,
    touch: () => {
      clearTimeout(quiet);
      quiet = setTimeout(abort, silence);
    },
    stop: () => {
      clearTimeout(end);
      clearTimeout(quiet);
      outer?.removeEventListener('abort', abort);
    },
  };
}
