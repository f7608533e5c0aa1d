export { openSafetensors, writeSafetensors } from './checkpoints/safetensors.js';
export type { NamedTensor, TensorFile } from './checkpoints/tensor.js';
export { openTensorflowCheckpoint } from './checkpoints/tensorflow/bundle.js';
export { fromGoogle } from './checkpoints/tensorflow/google-names.js';
export {
  DECODER_SIZES,
  type DecoderConfig,
  type DecoderSize,
  decoderOfSize,
  formatDecoderConfig,
  parseDecoderConfig,
} from './decoder/config.js';
export { type DecoderInput, decode, nextWordScores, wordLayer } from './decoder/network.js';
export { type DecoderPrecision, type ServingModel, servingDecoder } from './decoder/serving/network.js';
export {
  type Decoder,
  type DecoderOptions,
  type Ending,
  openDecoder,
  type WritingOptions,
} from './decoder/serving/open.js';
export { ServingSession } from './decoder/serving/session.js';
export {
  ENCODER_SIZES,
  type EncoderConfig,
  type EncoderSize,
  encoderOfSize,
  formatEncoderConfig,
  type Positions,
  parseEncoderConfig,
} from './encoder/config.js';
export type { Pooling } from './encoder/finished.js';
export {
  classScores,
  type MaskedPlaces,
  maskedWordLoss,
  nextSentenceScores,
  pool,
  wordScores,
} from './encoder/heads.js';
export { type EncoderInput, encode, type Recording } from './encoder/network.js';
export { type Encoder, openEncoder } from './encoder/open.js';
export { generate, generatorLoss, replacedScores } from './encoder/replaced-tokens.js';
export type * from './encoder/types.js';
export { type ClassHead, EMBEDS, type Embeds, hashFiles, type ModelCard } from './folder/card.js';
export { describeModel, type ModelDescription } from './folder/describe.js';
export { checkTensors, heldHeads, parametersWith, tensorsInMemory } from './folder/encoder-tensors.js';
export { type ImportOptions, importEncoder } from './folder/import-encoder.js';
export { type DecoderFolder, openDecoderFolder } from './folder/open-decoder.js';
export { type EncoderFolder, openEncoderFolder } from './folder/open-encoder.js';
export { type SavedDecoder, saveDecoder } from './folder/save-decoder.js';
export {
  checkModelTarget,
  isCased,
  type ModelFormat,
  type SavedEncoder,
  SHIPPED_MODEL,
  saveEncoder,
  tokenizerPath,
} from './folder/save-encoder.js';
export { type GgufFormat, type SavedGguf, saveGguf } from './folder/save-gguf.js';
export { type Cluster, type Plan, type PlanRequest, planTraining } from './plan.js';
export { poolWords, type WordTable } from './static/static-vectors.js';
export { type ClassPlanes, decide } from './terms/planes.js';
export { rowsOf, type SparseRows, sparseRows } from './terms/sparse-rows.js';
export { type ClassScores, stackRow, stackScores } from './terms/stack.js';
export {
  describeTermTexts,
  type TermClassifier,
  type TermText,
  termScores,
  type WeighedTerms,
} from './terms/term-classifier.js';
export { characterPieces, describeTexts, learnFeatures, type TermsOf } from './terms/text-features.js';
