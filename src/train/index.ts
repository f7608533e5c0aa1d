export {
  type ContrastEvent,
  type ContrastRunOptions,
  contrastOnCorpus,
  type TowerName,
  WORD_STARTS,
  type WordStart,
} from './contrast/contrast-on-corpus.js';
export { type Shares, TURNS } from './contrast/settings.js';
export { staticVectorsOf } from './export/contrast-encoder.js';
export { type HandOver, handOverTraining } from './export/hand-over/hand-over.js';
export { decoderOfRun } from './export/run-decoder.js';
export { encoderOfRun, familyOfRun, isRunFolder } from './export/run-encoder.js';
export { finetuneClassifier } from './finetune/finetune.js';
export type { FinetuneBase, FinetuneEvent, FinetuneOptions, FinetuneReport } from './finetune/types.js';
export { lastCheckpoint, readCheckpoint } from './pretrain/checkpoint.js';
export { OBJECTIVES, type ObjectiveName } from './pretrain/objectives/objectives.js';
export {
  type CorpusRunEvent,
  type CorpusRunOptions,
  pretrainOnCorpus,
  sizesFor,
} from './pretrain/pretrain-on-corpus.js';
export { type Metric, readMetrics, readRunSettings } from './pretrain/run-folder.js';
export type { PretrainEvent } from './pretrain/types.js';
export { type RunView, viewRun } from './runs/view-run.js';
