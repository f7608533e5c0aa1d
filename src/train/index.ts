export { encoderOfRun, isRunFolder } from './export/run-encoder.js';
export {
  type FinetuneBase,
  type FinetuneEvent,
  type FinetuneOptions,
  type FinetuneReport,
  finetuneClassifier,
} from './finetune/finetune.js';
export { lastCheckpoint, readCheckpoint } from './pretrain/checkpoint.js';
export type { PretrainEvent } from './pretrain/pretrain.js';
export { type EncoderRunEvent, type EncoderRunOptions, pretrainEncoder } from './pretrain/pretrain-encoder.js';
export { type Metric, readMetrics, readRunSettings } from './pretrain/run-folder.js';
