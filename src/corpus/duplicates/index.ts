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
  type DuplicatePlan,
  duplicateOf,
  planDuplicates,
  planFor,
} from './plan.js';
export { type Sketch, type Sketches, sketchDocument, sketchLength } from './sketch.js';
