import type { Noise } from '../graph.js';
import type { OnnxValue } from '../onnx/model.js';
import type { Layout, Window } from './layout.js';

/** A tensor of the model that lies in a flat buffer: read there, and where `output` is named, written there too. */
export interface InPlace extends Window {
  readonly input: string | null;
  readonly output: string | null;
}

/** One group of parameters with its own weight decay and share of the learning rate. */
export interface Group {
  readonly decay: number;
  readonly rate: number;
}

/** A model ready to be run over flat buffers. Plain data: it is built on the main thread and run in a worker. */
export interface Program {
  readonly model: Uint8Array;
  readonly nodes: number;
  readonly layout: Layout;
  readonly inPlace: readonly InPlace[];
  /** What the caller gives at each run. */
  readonly inputs: readonly OnnxValue[];
  /** What comes back from each run. */
  readonly outputs: readonly OnnxValue[];
  readonly noises: readonly Noise[];
  /** Groups of the update, in the order of their inputs `update:GROUP:NAME`; empty where nothing is updated. */
  readonly groups: readonly Group[];
  /** Whether the program moves the weights, adds to the gradients, or only reads. */
  readonly does: 'step' | 'gather' | 'update' | 'read';
}
