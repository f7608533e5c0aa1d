/** The module that runs in the threads of a build. */
import { type StageOneNote, type StageOneTask, stageOne } from './stage-one.js';
import { type StageTwoResult, type StageTwoTask, stageTwo } from './stage-two.js';

export type BuildTask = { readonly one: StageOneTask } | { readonly two: StageTwoTask };

export default function runBuildTask(task: BuildTask): StageOneNote | StageTwoResult {
  return 'one' in task ? stageOne(task.one) : stageTwo(task.two);
}
