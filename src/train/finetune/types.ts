import type { EncoderConfig, EncoderSize, Pooling } from '../../model/index.js';
import type { Scores } from './scores.js';

/** What a classifier begins with: a saved encoder, or random weights of a size. */
export type FinetuneBase =
  | { readonly kind: 'model'; readonly folder: string }
  | { readonly kind: 'random'; readonly size: EncoderSize; readonly tokenizer: string };

export interface FinetuneOptions {
  /** Lines of `label<TAB>text`. */
  readonly data: string;
  /** Further such files, in place of parts of the first. */
  readonly validation: string | null;
  readonly test: string | null;
  readonly base: FinetuneBase;
  /** Folder of the classifier. */
  readonly out: string;
  readonly maxLength: number;
  readonly batch: number;
  readonly epochs: number;
  readonly rate: number;
  /** How many times faster the new layer learns. */
  readonly freshRate: number;
  /** By how much each layer learns slower than the one above it; 1 is all alike (Howard and Ruder 2018). */
  readonly layerDecay: number;
  /** Epochs without a better validation after which training ends. */
  readonly patience: number;
  /** Null takes the first token where the model has a pooler, and the mean of all tokens where not. */
  readonly pooling: Pooling | null;
  readonly scheme: 'IPC' | 'CPC' | null;
  /** Whether a classifier by words is learned beside the network. */
  readonly terms: boolean;
  readonly seed: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
}

/** Loss and accuracy on one part of the texts. */
export interface Reading {
  readonly loss: number;
  readonly accuracy: number;
}

export type FinetuneEvent =
  | ({ readonly type: 'data' } & DataReport)
  | ({ readonly type: 'model' } & ModelReport)
  | {
      readonly type: 'epoch';
      /** 0 is the layer of classes fitted to the network before it learns. */
      readonly epoch: number;
      readonly epochs: number;
      readonly train: Reading;
      readonly validation: Reading;
      readonly seconds: number;
    }
  | { readonly type: 'stopped'; readonly epoch: number; readonly best: number }
  /** Planes of the classifier by words that are found. */
  | { readonly type: 'terms'; readonly done: number; readonly total: number }
  | ({ readonly type: 'done' } & FinetuneReport);

export interface DataReport {
  readonly rows: number;
  readonly labels: readonly string[];
  readonly multiple: boolean;
  /** Whether the first line was taken for names of columns. */
  readonly header: boolean;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** Texts longer than `maxLength` tokens. */
  readonly cut: number;
  /** Labels of the given files that no text for training has: they are never right. */
  readonly unlearned: readonly string[];
}

export interface ModelReport {
  readonly from: 'model' | 'random';
  readonly config: EncoderConfig;
  readonly pooling: Pooling;
  readonly parameters: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Lengths that graphs are built for. */
  readonly lengths: readonly number[];
}

export interface FinetuneReport extends Scores {
  /** Accuracy of the network and of the words, each by itself; null where there is only the network. */
  readonly alone: { readonly network: number; readonly terms: number } | null;
  readonly testSize: number;
  /** Epochs done; weights are those of `best`, 0 for those before the first. */
  readonly epochs: number;
  readonly best: number;
  readonly labels: readonly string[];
  /** Folder of the classifier. */
  readonly model: string;
}
