import {
  compileRead,
  compileStep,
  contrastiveLoss,
  fillingMask,
  Graph,
  gather,
  meanPool,
  normal,
  normaliseRows,
  type Program,
  slice,
  type Tensor,
  type UpdateOptions,
} from '../../graph/index.js';
import { type EncoderConfig, encode, wordScores } from '../../model/index.js';
import type { PairShape } from './settings.js';

/** Texts as a tower reads them. */
interface TowerInput {
  readonly rows: number;
  readonly length: number;
  /** [rows · length] */
  readonly ids: Tensor;
  /** [rows, length], 1 for tokens and 0 for filling. */
  readonly present: Tensor;
  /** Whether dropout is wanted. */
  readonly training: boolean;
}

/** What turns texts into vectors, [rows, width]. */
export type Tower = (input: TowerInput) => Tensor;

/** Name of the table of words in {@link wordTower}. */
export const WORD_TABLE = 'static.weight';

/** The mean of the tokens' states of an encoder. @param words whether its layer of words is kept beside. */
export function networkTower(config: EncoderConfig, { words }: { readonly words: boolean }): Tower {
  return ({ rows, length, ids, present, training }) => {
    const { graph } = ids;
    const places = Int32Array.from({ length: rows * length }, (_, at) => at % length);
    const states = encode(
      {
        batch: rows,
        length,
        ids,
        segments: graph.integers([...new Int32Array(rows * length)]),
        positions: graph.integers([...places]),
        mask: fillingMask(present),
      },
      { config, training },
    );
    // For its parameters alone: all programs of a run lie over the same weights, and nothing reads these scores.
    if (words) wordScores(states, config);
    return meanPool(states, present);
  };
}

/** The mean of vectors of words that stand in a table, without a network. */
export function wordTower({ size, width }: { readonly size: number; readonly width: number }): Tower {
  return ({ ids, present }) =>
    meanPool(gather(ids.graph.parameter(WORD_TABLE, [size, width], normal(0.02)), ids), present);
}

/**
 * A training step: each text against all right sides of the batch, and each right side against all texts (InfoNCE; van
 * den Oord et al. 2018). Both sides go through the tower as one batch, left ones first. Reports `loss`.
 */
export function contrastStep(
  tower: Tower,
  { pairs, length }: PairShape,
  { temperature, ...update }: UpdateOptions & { readonly temperature: number },
): Program {
  const vectors = record(tower, { rows: 2 * pairs, length, training: true });
  const [left, right] = [slice(vectors, 0, 0, pairs), slice(vectors, 0, pairs, 2 * pairs)];
  return compileStep(contrastiveLoss(left, right, { temperature }), update);
}

/** Vectors of texts, of length one, without dropout. Reports `vectors`. */
export function contrastReading(
  tower: Tower,
  { rows, length }: { readonly rows: number; readonly length: number },
): Program {
  const vectors = record(tower, { rows, length, training: false });
  return compileRead(vectors.graph, { vectors });
}

function record(tower: Tower, { rows, length, training }: Pick<TowerInput, 'rows' | 'length' | 'training'>): Tensor {
  const graph = new Graph();
  const ids = graph.input('ids', [rows * length], 'int64');
  const present = graph.input('present', [rows, length]);
  return normaliseRows(tower({ rows, length, ids, present, training }));
}
