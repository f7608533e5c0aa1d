import { sizeOf } from './checkpoints/tensor.js';

/** A parameter's name and shape, in the names and layout of Hugging Face (a linear layer's weight is [out, in]). */
export interface ParameterShape {
  readonly name: string;
  readonly shape: readonly number[];
}

export function countParameters(parameters: readonly ParameterShape[]): number {
  return parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** A linear layer: its weight [out, in] and its bias. */
export function linear(name: string, out: number, into: number): readonly ParameterShape[] {
  return [
    { name: `${name}.weight`, shape: [out, into] },
    { name: `${name}.bias`, shape: [out] },
  ];
}

/** A layer normalisation: its scale (`weight`) and its bias. */
export function normalisation(name: string, width: number): readonly ParameterShape[] {
  return [
    { name: `${name}.weight`, shape: [width] },
    { name: `${name}.bias`, shape: [width] },
  ];
}

/** 0, 1, …, length - 1. */
export function range(length: number): readonly number[] {
  return Array.from({ length }, (_, at) => at);
}
