import type { AskEvent, AskRequest, AskResult } from './answer/index.js';
import type { ClaimSet } from './claims/index.js';
import type { Classification } from './classify/index.js';
import type { PartialDate, Passage, Publication, PublicationId } from './core/index.js';
import type { CitationCheck, ClaimedSpan } from './evidence/index.js';
import type { Application, Examination, ExamineEvent } from './examine/index.js';
import type { IndexerEvent } from './index/index.js';
import type { ImportEvent } from './intake/index.js';
import type { PriorArtRequest, SearchRequest, SearchResult } from './search/index.js';
import type { Reject, StoreCounts } from './store/index.js';

export interface SimsaOptions {
  /** Folder of the store; made when it is not there. */
  readonly store: string;
  /** Refuse every write, e.g. for a second process beside a server. */
  readonly readOnly?: boolean;
  /** Address of an OpenAI-compatible server that writes steps ③ and ④; without it answers are extractive. */
  readonly generator?: GeneratorSettings | null;
}

export interface GeneratorSettings {
  /** `http://127.0.0.1:8000/v1`. The key comes from the environment variable SIMSA_GENERATOR_KEY only. */
  readonly url: string;
  readonly model: string | null;
}

export type IndexEvent = IndexerEvent;

/** The worst that is the matter. An empty store without an index is `sound`. */
export type Soundness = 'sound' | 'index-behind' | 'index-unusable' | 'store-damaged';

export interface Health extends StoreCounts {
  readonly versions: { readonly simsa: string; readonly node: string };
  readonly store: { readonly path: string; readonly schema: number; readonly ok: boolean; readonly bytes: number };
  readonly index: {
    readonly ok: boolean;
    readonly publications: number;
    readonly paragraphs: number;
    readonly behind: number;
    readonly reason: string | null;
  };
  readonly generator: GeneratorSettings | null;
  readonly health: Soundness;
  /** Whether `health` is `sound`. */
  readonly healthy: boolean;
}

/** The few functions that every face translates. */
export interface Simsa {
  import(
    paths: readonly string[],
    options?: { readonly signal?: AbortSignal; readonly base?: string },
  ): AsyncGenerator<ImportEvent>;
  index(options?: { readonly rebuild?: boolean; readonly signal?: AbortSignal }): AsyncGenerator<IndexEvent>;
  search(request: SearchRequest): Promise<SearchResult>;
  priorArt(request: PriorArtRequest): Promise<SearchResult>;
  ask(request: AskRequest, options?: { readonly signal?: AbortSignal }): AsyncGenerator<AskEvent>;
  /** {@link ask}, run to its end. */
  answer(request: AskRequest): Promise<AskResult>;
  /** Proposes classes for a text or an application. */
  classify(input: ApplicationInput): Promise<Classification>;
  /** Reads claims from a file's bytes or pasted text. */
  claims(input: ApplicationInput): Promise<ClaimSet>;
  readApplication(input: ApplicationInput): Promise<Application>;
  examine(
    input: ApplicationInput,
    options?: { readonly signal?: AbortSignal; readonly before?: PartialDate },
  ): AsyncGenerator<ExamineEvent>;
  /** The report of an examination as Markdown or a self-contained HTML page. */
  report(examination: Examination, format: 'markdown' | 'html'): string;
  /** A publication by a number in any spelling, or null. */
  read(number: string): Publication | null;
  passages(id: PublicationId): readonly Passage[];
  verifyCitation(claimed: ClaimedSpan): CitationCheck;
  rejects(options?: { readonly offset?: number; readonly limit?: number }): readonly Reject[];
  getGenerator(): GeneratorSettings | null;
  setGenerator(settings: GeneratorSettings | null): void;
  /** What the store holds and whether all is sound; `deep` reads every page of the store. */
  doctor(options?: { readonly deep?: boolean }): Promise<Health>;
  close(): Promise<void>;
}

/** An application as handed in: a file (XML, JSON, Markdown, text, DOCX) or pasted text. */
export interface ApplicationInput {
  /** File name, for detection by content with the name as a last hint. */
  readonly name: string;
  readonly bytes: Uint8Array;
}
