import type { ClassSymbol, Language, Section, SimsaError } from '../core/index.js';

/**
 * The seven kinds of data that the office's own very large model learned from (press release of 2023-12-21), and
 * text of no office, which gives a small model the language around its field.
 */
export type DataKind =
  | 'korean-gazettes'
  | 'english-gazettes'
  | 'office-actions'
  | 'translation-pairs'
  | 'classification'
  | 'reading-comprehension'
  | 'consultation'
  | 'general-text';

/** A text of one document before and after cleaning. Paragraphs are in reading order, never empty. */
export interface CorpusDocument {
  /** Unique in a corpus and the same in every build: a publication's key, or source name and record. */
  readonly id: string;
  readonly kind: DataKind;
  readonly provenance: Provenance;
  readonly identity: Identity;
  readonly classes: readonly ClassSymbol[];
  readonly parts: readonly DocumentPart[];
  readonly details?: DocumentDetails;
}

/** What a kind of data knows of a document beside its text; cleaning leaves it as it is. */
export interface DocumentDetails {
  /** The provision that the text is, as it stood from a date on. */
  readonly law?: LawReference;
  /** Provisions that an office action holds against an application. */
  readonly provisions?: readonly string[];
  /** Decision of the office on the application, in its words: `거절`, `등록`. */
  readonly outcome?: string;
  /** Answers to the paragraphs of the part `question`, in their order. */
  readonly answers?: readonly AnswerSpan[];
}

export interface LawReference {
  /** `특허법`, `MPEP`. */
  readonly work: string;
  /** `제29조`, `§ 102`, `2111`. */
  readonly article: string;
  readonly title: string | null;
  /** First day in force, or of the edition; null when the source does not say. */
  readonly inForce: string | null;
}

/** Where the answer stands in the first paragraph of the part `context`, in UTF-16 units. */
export interface AnswerSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where a document came from and what may be done with it. */
export interface Provenance {
  /** Name of the source as the build's source list has it. */
  readonly source: string;
  readonly file: string;
  /** Record in that file, from 1. */
  readonly record: number;
  readonly licence: string;
  /** Whether the text may train weights that are shipped. */
  readonly weights: boolean;
  /** Text for evaluation is never written out; training text that holds pieces of it is dropped. */
  readonly use: 'training' | 'evaluation';
}

/** What tells that two documents belong together, so that they are never parted over train, dev and test. */
export interface Identity {
  /** Every number of the document with the kind of number: `application:KR1020190100885`. */
  readonly numbers: readonly string[];
  readonly families: readonly string[];
  readonly titles: readonly string[];
  /** Keys of the patent documents it cites, in the spelling of `numbers`. */
  readonly cites: readonly string[];
}

export interface DocumentPart {
  readonly name: 'title' | 'abstract' | 'claims' | 'description' | 'question' | 'answer' | 'context' | 'label' | 'body';
  readonly language: Language;
  readonly section?: Section;
  /** Whether line ends of a printed page may have left wrong blanks in the text, or taken right ones away. */
  readonly fromPrintedPage?: boolean;
  readonly paragraphs: readonly string[];
}

/** What a source yields: a document, or a record that is none with the reason. */
export type SourceRecord =
  | { readonly type: 'document'; readonly document: CorpusDocument }
  | { readonly type: 'reject'; readonly file: string; readonly record: number; readonly error: SimsaError };

/** A text that a step took out or changed, told so that a person can judge the rule. */
export interface Drop {
  readonly document: string;
  /** Step and rule: `boilerplate.drawing-list`, `quality.no-letters`, `duplicates.near`. */
  readonly rule: string;
  readonly part: DocumentPart['name'] | null;
  /** Paragraph of the part as it stood before the step, from 0; null when the rule took the part or the document. */
  readonly paragraph: number | null;
  /** The text that went, cut to the first 200 characters. */
  readonly text: string;
  /** UTF-16 units that went. */
  readonly characters: number;
}

/**
 * One rule-bound change of a document on its own. Pure: the same document and settings give the same result,
 * so documents go through in any order and on any number of threads.
 */
export interface CleaningStep {
  readonly name: string;
  /** Every rule of the step with one line on what it takes out and why; `corpus build --list` prints them. */
  readonly rules: Readonly<Record<string, string>>;
  clean(document: CorpusDocument): { readonly document: CorpusDocument | null; readonly drops: readonly Drop[] };
}

export type Split = 'train' | 'dev' | 'test';

/** One example of a task, for fine-tuning. Exactly one of `target`, `labels` and `spans` is there. */
export interface TaskExample {
  readonly task: TaskName;
  readonly language: Language;
  /** Text that is given; a question stands before its context, an empty line between. */
  readonly input: string;
  readonly target?: string;
  readonly labels?: readonly string[];
  /** Answers as ranges of `input`, in UTF-16 units. */
  readonly spans?: readonly AnswerSpan[];
}

export type TaskName =
  | 'classify'
  | 'translate'
  | 'summarise'
  | 'cite-provisions'
  | 'predict-outcome'
  | 'find-answer'
  | 'answer';
