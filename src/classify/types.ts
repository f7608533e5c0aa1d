import type { ClassLevel, PublicationId } from '../core/index.js';

export interface ProposedSymbol {
  readonly scheme: 'IPC' | 'CPC';
  readonly symbol: string;
  readonly level: ClassLevel;
  /** Share of the neighbours' weight, 0 to 1. */
  readonly score: number;
  /** Neighbours that carry it. */
  readonly supporters: readonly PublicationId[];
}

export interface Neighbour {
  readonly publication: PublicationId;
  readonly title: string;
  readonly score: number;
  readonly symbols: readonly string[];
}

export interface Classification {
  /** Widest level first, best first within a level. */
  readonly symbols: readonly ProposedSymbol[];
  readonly neighbours: readonly Neighbour[];
}
