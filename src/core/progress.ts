/** What a long piece of work reports, at most a few times a second. */
export interface Progress {
  /** Stable name of the step: `read`, `store`, `index-documents`, … */
  readonly stage: string;
  readonly done: number;
  /** Null when the end is not known. */
  readonly total: number | null;
  readonly unit: 'bytes' | 'publications' | 'paragraphs' | 'records' | 'steps';
  /** What is being worked on now, e.g. a file name. */
  readonly note?: string;
}
