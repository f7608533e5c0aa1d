export {
  EVALUATION_RULES,
  type EvaluationSet,
  evaluationSetOf,
  readEvaluationSet,
  withoutEvaluation,
} from './evaluation-set.js';
export {
  applyDuplicates,
  DUPLICATE_RULES,
  type DuplicateOptions,
  type DuplicatePlan,
  duplicateOf,
  planDuplicates,
  planFor,
} from './plan.js';
export { type Sketch, sketchDocument } from './sketch.js';
