export { lastCheckpoint, readCheckpoint } from './pretrain/checkpoint.js';
export { type PretrainEvent, type PretrainOptions, type PretrainTexts, pretrain } from './pretrain/pretrain.js';
export { type Metric, readMetrics, readRunSettings } from './pretrain/run-folder.js';
export { type PretrainSettings, totalSteps } from './pretrain/settings.js';
export { encodeDocument, fromBertLayout } from './tokens/encode-documents.js';
export {
  finishedTokens,
  openTokenStore,
  type TokenManifest,
  type TokenStore,
  TokenStoreWriter,
} from './tokens/token-store.js';
