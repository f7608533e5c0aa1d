/** The workshop beside the office: corpus, tokenizer and models, wired for the faces as `simsa.ts` wires the office. */
export {
  type BuildEvent,
  type BuildOptions,
  type BuildReport,
  buildCorpus,
  type CorpusOutput,
  inspectDocument,
  inspectDrops,
  listForms,
  listRules,
  readSummary,
  type SplitEvent,
  type SplitReport,
  type Statistics,
  type StatisticsRow,
  splitCorpus,
  statisticsOf,
  statisticsPage,
} from './corpus/index.js';
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
