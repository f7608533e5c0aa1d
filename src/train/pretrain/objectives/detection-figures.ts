import type { Reading } from './objective.js';

/** How well replaced words are told from the text's own. */
export interface DetectionFigures {
  /** Share of the words judged rightly. */
  readonly judged: number;
  /** Share of the replaced words that were found. */
  readonly found: number;
  /** Chance that a replaced word is scored above one of the text's own (area under the ROC curve). */
  readonly auc: number;
}

/** A word of the text: the score it was given, and whether it was replaced. */
interface Judgement {
  readonly score: number;
  readonly replaced: boolean;
}

export function detectionFigures(readings: readonly Reading[]): DetectionFigures & Record<string, number> {
  const judgements = readings.flatMap(judgementsOf);
  const replaced = judgements.filter((judgement) => judgement.replaced);
  const right = judgements.filter((judgement) => judgement.score > 0 === judgement.replaced).length;
  return {
    judged: right / judgements.length,
    found: replaced.filter(({ score }) => score > 0).length / Math.max(1, replaced.length),
    auc: areaUnderCurve(judgements),
  };
}

function judgementsOf({ inputs, outputs }: Reading): readonly Judgement[] {
  const [weights, scores, replaced] = [inputs.judged!.data, outputs.scores!.data, outputs.replaced!.data];
  const judgements: Judgement[] = [];
  for (let at = 0; at < weights.length; at++)
    if (weights[at]! > 0) judgements.push({ score: scores[at]!, replaced: replaced[at] === 1 });
  return judgements;
}

/** Mann and Whitney's statistic over the number of pairs; equal scores count half. One half where there are no pairs. */
export function areaUnderCurve(judgements: readonly Judgement[]): number {
  const sorted = [...judgements].sort((a, b) => a.score - b.score);
  const positives = sorted.filter(({ replaced }) => replaced).length;
  const pairs = positives * (sorted.length - positives);
  if (pairs === 0) return 0.5;
  let [below, won] = [0, 0];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    let among = 0;
    for (; end < sorted.length && sorted[end]!.score === sorted[start]!.score; end++)
      if (sorted[end]!.replaced) among++;
    const others = end - start - among;
    won += among * (below + others / 2);
    below += others;
    start = end;
  }
  return won / pairs;
}
