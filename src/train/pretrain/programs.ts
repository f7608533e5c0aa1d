import {
  adamw,
  compileGather,
  compileRead,
  compileStep,
  compileUpdate,
  Graph,
  type Program,
  type Report,
  type Trainer,
} from '../../graph/index.js';
import { decays } from '../runs/weight-decay.js';
import type { Objective, PreparedBatch, Recorded, RowShape } from './objectives/objective.js';
import { type Pass, type PretrainSettings, rowsOfPart } from './settings.js';

export const OPTIMISER = adamw({ beta2: 0.98 });

export const READING = 'reading';
const UPDATE = 'update';
const programOf = (pass: number): string => `pass-${pass}`;

/** A training program for each pass, what ends a step read in parts, and one that reads held-out text in rows of the first pass. */
export function programsOf(objective: Objective, settings: PretrainSettings): Readonly<Record<string, Program>> {
  const { passes, accumulate, weightDecay, clip } = settings;
  const shapeOf = (pass: Pass): RowShape => ({ rows: rowsOfPart(pass, settings), length: pass.length });
  const recorded = (pass: Pass, training: boolean): [Graph, Recorded] => {
    const graph = new Graph();
    return [graph, objective.record(graph, shapeOf(pass), training)];
  };
  const update = {
    optimiser: OPTIMISER,
    clip,
    groupOf: (name: string) => ({ decay: decays(name) ? weightDecay : 0, rate: 1 }),
  };
  const steps = passes.map((pass, at): [string, Program] => {
    const [, { loss, losses: outputs }] = recorded(pass, true);
    return [
      programOf(at),
      accumulate === 1 ? compileStep(loss, { ...update, outputs }) : compileGather(loss, { outputs }),
    ];
  });
  const [graph, { loss, losses, findings }] = recorded(passes[0]!, false);
  return {
    ...Object.fromEntries(steps),
    ...(accumulate === 1 ? {} : { [UPDATE]: compileUpdate(graph.parameters, update) }),
    [READING]: compileRead(graph, { loss, ...losses, ...findings }),
  };
}

/** Numbers of a step by name: `norm`, `loss` and its parts. */
export type StepNumbers = Readonly<Record<string, number>>;

/** One step of a pass: at once, or part by part and an update at the end. */
export async function trainStep(
  trainer: Trainer,
  { parts }: PreparedBatch,
  { pass, rate }: { readonly pass: number; readonly rate: number },
): Promise<StepNumbers> {
  if (parts.length === 1) return numbersOf([await trainer.step(programOf(pass), parts[0]!, rate)]);
  const reports: Report[] = [];
  for (const part of parts) reports.push(await trainer.gather(programOf(pass), part));
  return numbersOf([...reports, await trainer.step(UPDATE, {}, rate)]);
}

/** What several parts report, added: weights of their rows sum to one over all of them. */
function numbersOf(reports: readonly Report[]): StepNumbers {
  const numbers: Record<string, number> = {};
  for (const report of reports)
    for (const [name, { data }] of Object.entries(report)) numbers[name] = (numbers[name] ?? 0) + data[0]!;
  return numbers;
}
