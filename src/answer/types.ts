import type { Language, PublicationId, Span } from '../core/index.js';
import type { Filters, Hit, PassageHit } from '../search/index.js';

export interface AskRequest {
  readonly question: string;
  readonly filters?: Filters;
  /** Documents looked into; default 8. */
  readonly documents?: number;
  /** Language of the connecting words; default that of the question. */
  readonly language?: Language;
}

/** A sentence of the answer. `numbers` index `references`, from 1, given once in reading order. */
export interface AnswerSentence {
  readonly text: string;
  readonly citations: readonly Span[];
  readonly numbers: readonly number[];
}

export interface Reference {
  readonly number: number;
  readonly publication: PublicationId;
  readonly title: string;
  /** As people write it: `KR1020190100885 [0012]`. */
  readonly address: string;
  readonly span: Span;
}

/** What one document says to the question. */
export interface Ground {
  readonly publication: PublicationId;
  readonly title: string;
  readonly sentences: readonly Span[];
  /** Step ③'s partial answer of this document. */
  readonly summary: string;
}

export interface Answer {
  readonly language: Language;
  readonly sentences: readonly AnswerSentence[];
  readonly references: readonly Reference[];
  /** `extractive`, or the model's name. */
  readonly writtenBy: string;
  /** Sentences of a generator that were cut because their citation or numbers did not hold. */
  readonly cut: number;
  /** Why the extractive answer was given although a generator was asked, or null. */
  readonly fellBack: Notice | null;
}

export interface AskResult {
  readonly question: string;
  readonly answer: Answer;
  readonly documents: readonly Hit[];
  readonly paragraphs: readonly PassageHit[];
  readonly grounds: readonly Ground[];
  /** True when the store has nothing that answers; `paragraphs` are then the closest ones. */
  readonly refused: boolean;
}

/** Something the reader should know, as a code with its sentence in both languages. */
export interface Notice {
  readonly code: string;
  readonly en: string;
  readonly ko: string;
}

/** What a face shows while the four steps run. The last event is `done`. */
export type AskEvent =
  | { readonly type: 'step'; readonly step: 'documents' | 'paragraphs' | 'grounds' | 'answer' }
  | { readonly type: 'documents'; readonly documents: readonly Hit[] }
  | { readonly type: 'paragraphs'; readonly paragraphs: readonly PassageHit[] }
  | { readonly type: 'ground'; readonly ground: Ground }
  | { readonly type: 'sentence'; readonly sentence: AnswerSentence; readonly references: readonly Reference[] }
  | { readonly type: 'notice'; readonly notice: Notice }
  /** What was shown of grounds and sentences is void: the extractive answer follows. */
  | { readonly type: 'restart'; readonly reason: Notice }
  | { readonly type: 'done'; readonly result: AskResult };
