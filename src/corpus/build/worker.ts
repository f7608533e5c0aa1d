/** The module that runs in the threads of a build. */
import { moved } from '../../core/pool.js';
import { type StageOneNote, type StageOneTask, stageOne } from './stage-one.js';
import { type StageTwoResult, type StageTwoTask, stageTwo } from './stage-two.js';

export type BuildTask = { readonly one: StageOneTask } | { readonly two: StageTwoTask };

/** Runs a task on the thread that asks. */
export function runBuildTask(task: BuildTask): StageOneNote | StageTwoResult {
  return 'one' in task ? stageOne(task.one) : stageTwo(task.two);
}

/** Runs a task in a thread of its own: what it encoded goes back without a copy. */
export default function runAway(task: BuildTask): StageOneNote | StageTwoResult {
  const result = runBuildTask(task);
  return 'pieces' in result ? moved(result, result.pieces) : result;
}
