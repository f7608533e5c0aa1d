import type { AskEvent, AskRequest, AskResult } from '../../answer/index.js';
import type { ErrorRecord, Publication } from '../../core/index.js';
import type { Examination, ExamineEvent } from '../../examine/index.js';
import type { PriorArtRequest, SearchRequest, SearchResult } from '../../search/index.js';
import type { ImportJob } from '../../server/index.js';
import type { GeneratorSettings, Health } from '../../simsa.js';
import type { RunView } from '../../workshop.js';
import { currentLanguage } from '../i18n/index.js';
import { readEvents } from './event-stream.js';

/** An error of the server as it sent it, or a failure to reach it (`record` is null). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly record: ErrorRecord | null,
    readonly reason: 'server' | 'network' | 'cut' = 'server',
  ) {
    super(record?.message ?? reason);
  }
}

export interface Rejects {
  readonly rejects: readonly ErrorRecord[];
  readonly total: number;
}

export interface Settings {
  readonly generator: GeneratorSettings | null;
  readonly keySet: boolean;
}

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept-Language', currentLanguage());
  const response = await fetch(`/api${path}`, { ...init, headers }).catch((thrown: unknown) => {
    if (init.signal?.aborted) throw thrown;
    throw new ApiError(null, 'network');
  });
  if (response.ok) return response;
  throw new ApiError(((await response.json().catch(() => null)) as ErrorRecord | null) ?? null);
}

async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, { signal, headers: { Accept: 'application/json' } })).json()) as T;
}

function json(method: string, body: unknown, signal?: AbortSignal): RequestInit {
  return { method, body: JSON.stringify(body), signal, headers: { 'Content-Type': 'application/json' } };
}

async function sendJson<T>(path: string, init: RequestInit): Promise<T> {
  return (await (await send(path, init)).json()) as T;
}

async function* stream<E>(path: string, init: RequestInit): AsyncGenerator<E> {
  const headers = { ...(init.headers as Record<string, string> | undefined), Accept: 'text/event-stream' };
  const { body } = await send(path, { ...init, headers });
  if (!body) throw new ApiError(null, 'cut');
  for await (const { event, data } of readEvents(body)) {
    if (event === 'error') throw new ApiError(JSON.parse(data) as ErrorRecord);
    yield JSON.parse(data) as E;
  }
}

/** What an application is handed in as. */
export type ApplicationSource = { readonly file: File } | { readonly text: string; readonly name?: string };

function application(source: ApplicationSource, signal: AbortSignal): RequestInit {
  if (!('file' in source)) return json('POST', source, signal);
  const body = new FormData();
  body.append('file', source.file, source.file.name);
  return { method: 'POST', body, signal };
}

/** The server's interface, typed. */
export const api = {
  health: () => getJson<Health>('/health'),
  search: (request: SearchRequest, signal?: AbortSignal) =>
    sendJson<SearchResult>('/search', json('POST', request, signal)),
  priorArt: (request: PriorArtRequest, signal?: AbortSignal) =>
    sendJson<SearchResult>('/prior-art', json('POST', request, signal)),
  publication: (number: string, signal?: AbortSignal) =>
    getJson<Publication>(`/publications/${encodeURIComponent(number)}`, signal),
  ask: (request: AskRequest, signal: AbortSignal) => stream<AskEvent>('/ask', json('POST', request, signal)),
  answerMarkdown: async (result: AskResult) => (await send('/ask/markdown', json('POST', result))).text(),
  examine: (source: ApplicationSource, before: string, signal: AbortSignal) =>
    stream<ExamineEvent>(`/examine${before ? `?before=${before}` : ''}`, application(source, signal)),
  report: async (examination: Examination, format: 'html' | 'markdown') =>
    (await send('/examine/report', json('POST', { examination, format }))).blob(),
  runs: () => getJson<readonly RunView[]>('/runs'),
  jobs: () => getJson<readonly ImportJob[]>('/import/jobs'),
  watchJob: (id: string, signal: AbortSignal) => stream<ImportJob>(`/import/jobs/${id}`, { signal }),
  cancelJob: (id: string) => sendJson<ImportJob>(`/import/jobs/${id}`, { method: 'DELETE' }),
  importPaths: (paths: readonly string[]) => sendJson<ImportJob>('/import', json('POST', { paths })),
  makeIndex: (rebuild: boolean) => sendJson<ImportJob>('/index', json('POST', { rebuild })),
  importFiles: (files: readonly File[]) => {
    const body = new FormData();
    for (const file of files) body.append('files', file, file.name);
    return sendJson<ImportJob>('/import', { method: 'POST', body });
  },
  rejects: (offset: number, limit: number) => getJson<Rejects>(`/rejects?offset=${offset}&limit=${limit}`),
  settings: () => getJson<Settings>('/settings'),
  saveSettings: (generator: GeneratorSettings | null) => sendJson<Settings>('/settings', json('PUT', { generator })),
};
