export { times } from './dims.js';
export { gradientsOf } from './gradients.js';
export * from './graph.js';
export { type ReadInitialiser, readInitialisers } from './onnx/initialisers.js';
export { type Attribute, encodeModel, type OnnxModel, type OnnxNode } from './onnx/model.js';
export * from './ops/activation.js';
export * from './ops/attention.js';
export { type Cache, cachedAttention } from './ops/cached-attention.js';
export * from './ops/dropout.js';
export { add, divide, multiply, scale, subtract } from './ops/elementwise.js';
export * from './ops/export.js';
export { gather, gatherDistinct } from './ops/gather.js';
export { batchedMatmul, matmul, type ProductOptions } from './ops/gemm.js';
export * from './ops/linear.js';
export * from './ops/loss.js';
export * from './ops/normalise.js';
export * from './ops/packed.js';
export * from './ops/pool.js';
export * from './ops/rotary.js';
export * from './ops/sample.js';
export * from './ops/shape.js';
export * from './ops/softmax.js';
export * from './ops/sum.js';
export * from './optimisers/adamw.js';
export * from './optimisers/lion.js';
export type * from './optimisers/types.js';
export { constant, normal, ONES, type Parameter, type Start, ZEROS } from './parameters.js';
export { recomputed } from './recompute.js';
export * from './session/compile.js';
export { type Inference, openInference } from './session/inference.js';
export type { Layout, Window } from './session/layout.js';
export type { Group, Program } from './session/program.js';
export type { Provider, RuntimeOptions } from './session/runtime.js';
export {
  type NamedValues,
  openTrainer,
  type Report,
  type Trainer,
  type TrainerOptions,
  type TrainingState,
} from './session/trainer.js';
export { floats, integers } from './tensor-data.js';
export type { Dim, DType, Shape, TensorData, TensorType } from './types.js';
