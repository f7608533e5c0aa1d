/** The workshop beside the office: corpus, tokenizer and models, wired for the faces as `simsa.ts` wires the office. */
export type * from './corpus/index.js';
export {
  DECODER_SIZES,
  ENCODER_SIZES,
  type Plan,
  type PlanRequest,
  planTraining,
} from './model/index.js';
export {
  extractNouns,
  type NounEvent,
  type NounOptions,
  type NounReport,
  spool,
  type Term,
} from './tokenizer/index.js';
