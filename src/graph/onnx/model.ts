import type { DType, Shape } from '../types.js';
import { ProtobufWriter } from './protobuf.js';

/** A whole number is an integer attribute; `{ float }` says that a number is meant as a float. */
export type Attribute = number | { readonly float: number } | string | readonly number[];

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  /** Empty for ONNX itself, `com.microsoft` for the operators of onnxruntime. */
  readonly domain: string;
  /** An empty name is an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxValue {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: Shape;
}

export interface OnnxInitialiser extends OnnxValue {
  readonly data: ArrayBufferView;
}

export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly initialisers: readonly OnnxInitialiser[];
}

/** `TensorProto.DataType` of the ONNX specification. */
export const ELEMENT_TYPES: Readonly<Record<DType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
};

const IR_VERSION = 9;
const OPSET = 20;

/** A model as bytes of an `.onnx` file (`ModelProto` of onnx.proto3). */
export function encodeModel(model: OnnxModel): Uint8Array {
  const writer = new ProtobufWriter();
  writer.int(1, IR_VERSION);
  writer.string(2, 'simsa');
  writer.message(7, (graph) => writeGraph(graph, model));
  writer.message(8, (opset) => writeOpset(opset, '', OPSET));
  writer.message(8, (opset) => writeOpset(opset, 'com.microsoft', 1));
  return writer.finish();
}

function writeGraph(writer: ProtobufWriter, model: OnnxModel): void {
  for (const node of model.nodes) writer.message(1, (inner) => writeNode(inner, node));
  writer.string(2, 'graph');
  for (const initialiser of model.initialisers) writer.message(5, (inner) => writeInitialiser(inner, initialiser));
  for (const input of model.inputs) writer.message(11, (inner) => writeValue(inner, input));
  for (const output of model.outputs) writer.message(12, (inner) => writeValue(inner, output));
}

function writeNode(writer: ProtobufWriter, node: OnnxNode): void {
  for (const input of node.inputs) writer.string(1, input);
  for (const output of node.outputs) writer.string(2, output);
  writer.string(3, node.name);
  writer.string(4, node.op);
  for (const [name, value] of Object.entries(node.attributes)) {
    writer.message(5, (inner) => writeAttribute(inner, name, value));
  }
  if (node.domain !== '') writer.string(7, node.domain);
}

/** The number in field 20 is the kind: 1 float, 2 integer, 3 string, 7 integers. */
function writeAttribute(writer: ProtobufWriter, name: string, value: Attribute): void {
  writer.string(1, name);
  if (typeof value === 'number') {
    writer.int(3, value);
    writer.int(20, 2);
  } else if (typeof value === 'string') {
    writer.string(4, value);
    writer.int(20, 3);
  } else if ('float' in value) {
    writer.float(2, value.float);
    writer.int(20, 1);
  } else {
    for (const item of value) writer.int(8, item);
    writer.int(20, 7);
  }
}

function writeInitialiser(writer: ProtobufWriter, { name, dtype, shape, data }: OnnxInitialiser): void {
  for (const dim of shape) writer.int(1, Number(dim));
  writer.int(2, ELEMENT_TYPES[dtype]);
  writer.string(8, name);
  writer.raw(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writeValue(writer: ProtobufWriter, { name, dtype, shape }: OnnxValue): void {
  writer.string(1, name);
  writer.message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.int(1, ELEMENT_TYPES[dtype]);
      tensor.message(2, (sides) => {
        for (const dim of shape) sides.message(1, (side) => writeSide(side, dim));
      });
    }),
  );
}

function writeSide(writer: ProtobufWriter, dim: number | string): void {
  if (typeof dim === 'number') writer.int(1, dim);
  else writer.string(2, dim);
}

function writeOpset(writer: ProtobufWriter, domain: string, version: number): void {
  writer.string(1, domain);
  writer.int(2, version);
}
