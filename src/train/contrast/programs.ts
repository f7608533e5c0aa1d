import { adamw, compileRead, compileStep, Graph, type Program } from '../../graph/index.js';
import type { Objective } from '../pretrain/objectives/objective.js';
import { decays } from '../runs/weight-decay.js';
import { READ_ROWS } from './held-pairs.js';
import { PAIR_KINDS } from './pairs/text-pairs.js';
import { type ContrastSettings, maskedShapeOf, type PairShape, readLengthOf, shapeOf } from './settings.js';
import { contrastReading, contrastStep, type Tower } from './towers.js';

export const OPTIMISER = adamw({ beta2: 0.98 });

/** Share of the tokens that a step of masked words asks for. */
export const MASKED_SHARE = 0.15;

export const MASKED_STEP = 'masked';
export const MASKED_READING = 'masked-reading';
export const stepOf = ({ pairs, length }: PairShape): string => `pairs-${pairs}-${length}`;
export const readingOf = (length: number): string => `reading-${length}`;

/** A program for each shape of pairs that come, one that gives vectors for each length, and two for masked words where they come too. */
export function contrastPrograms(
  tower: Tower,
  settings: ContrastSettings,
  masked: Objective | null,
): Readonly<Record<string, Program>> {
  const programs: Record<string, Program> = {};
  const { weightDecay, clip, temperature } = settings;
  const groupOf = (name: string) => ({ decay: decays(name) ? weightDecay : 0, rate: 1 });
  const update = { optimiser: OPTIMISER, clip, groupOf };
  for (const kind of PAIR_KINDS) {
    const shape = shapeOf(kind, settings);
    if (settings.shares[kind] > 0) programs[stepOf(shape)] ??= contrastStep(tower, shape, { ...update, temperature });
    const length = readLengthOf(kind, settings);
    programs[readingOf(length)] ??= contrastReading(tower, { rows: READ_ROWS, length });
  }
  if (masked) {
    programs[MASKED_STEP] = compileStep(masked.record(new Graph(), maskedShapeOf(settings), true).loss, update);
    const graph = new Graph();
    const { loss, findings } = masked.record(graph, maskedShapeOf(settings), false);
    programs[MASKED_READING] = compileRead(graph, { loss, ...findings });
  }
  return programs;
}
