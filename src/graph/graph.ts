import { factorsOf, sameShape, sizeOf } from './dims.js';
import { shapeFault } from './faults.js';
import { type Attribute, encodeModel, type OnnxInitialiser, type OnnxNode, type OnnxValue } from './onnx/model.js';
import { neededNodes, renamed } from './onnx/prune.js';
import { type Parameter, type Start, ZEROS } from './parameters.js';
import type { DType, Shape, TensorType } from './types.js';

/** A value that the graph will compute. It has a shape and a type, but no data. */
export interface Tensor extends TensorType {
  readonly graph: Graph;
  readonly name: string;
  /** Whether a trainable parameter stands somewhere before it. */
  readonly differentiable: boolean;
}

export interface GraphOptions {
  /**
   * Gives the values of parameters, which then become part of the model: for graphs that are exported. Without
   * it parameters are inputs, so that a session reads and changes them in place.
   */
  readonly weights?: (name: string, shape: readonly number[]) => Float32Array;
}

export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** `com.microsoft` for the operators of onnxruntime that ONNX does not have. */
  readonly domain?: string;
}

export interface NodeOutput {
  readonly shape: Shape;
  readonly dtype?: DType;
}

/** Adds to the gradients of what an operation was made from, given the gradient of its result. */
export type Backward = (gradient: Tensor, gradients: Gradients) => void;

/** Where gradients are gathered while a graph is walked backwards. */
export interface Gradients {
  /** What has been gathered so far. */
  get(of: Tensor): Tensor | undefined;
  /** Adds a gradient to what is there. */
  add(of: Tensor, gradient: Tensor): void;
  /** The same, for operations that can take the sum so far as an operand (the C of a Gemm) at no cost. */
  into(of: Tensor, make: (soFar: Tensor | undefined) => Tensor): void;
}

/** How random numbers are spread: masks of dropout, 0 or 1 / (1 − rate), or exp(G) of Gumbel's G. */
export type Distribution = { readonly kind: 'dropout'; readonly rate: number } | { readonly kind: 'gumbel' };

/** Random numbers: an input that the session fills from seed, step and site. */
export interface Noise {
  readonly input: string;
  readonly site: string;
  readonly shape: readonly number[];
  readonly distribution: Distribution;
}

/** One operation on the tape. */
export interface Recorded {
  readonly output: Tensor;
  readonly backward: Backward;
}

/**
 * Records the nodes of one ONNX model while operations are called on tensors. Forward pass, gradients and the
 * update of the weights all end up in the same model.
 */
export class Graph {
  readonly parameters: Parameter[] = [];
  readonly noises: Noise[] = [];
  private readonly nodes: OnnxNode[] = [];
  private readonly inputValues: OnnxValue[] = [];
  private readonly outputValues: OnnxValue[] = [];
  private readonly initialisers: OnnxInitialiser[] = [];
  private readonly named = new Map<string, Tensor>();
  private readonly constants = new Map<string, Tensor>();
  private readonly aliases = new Map<string, string>();
  private readonly produced = new Set<string>();
  private tape: Recorded[] | null = [];
  private scope = 'forward';
  private count = 0;

  constructor(private readonly options: GraphOptions = {}) {}

  /** Something the caller gives at each run. The same name again gives the same tensor. */
  input(name: string, shape: Shape, dtype: DType = 'float32'): Tensor {
    return this.once(name, shape, () => {
      this.inputValues.push({ name, shape, dtype });
      return this.tensor(name, shape, dtype, false);
    });
  }

  /** A trainable tensor. The same name again gives the same tensor: that is how weights are shared. */
  parameter(name: string, shape: readonly number[], start: Start = ZEROS): Tensor {
    return this.once(name, shape, () => {
      this.parameters.push({ name, shape, start });
      const { weights } = this.options;
      if (weights) return this.initialiser(name, weights(name, shape), shape, 'float32');
      this.inputValues.push({ name, shape, dtype: 'float32' });
      return this.tensor(name, shape, 'float32', true);
    });
  }

  /** Random numbers at a site: an input that the session fills. The same site again gives the same numbers. */
  noise(site: string, shape: readonly number[], distribution: Distribution): Tensor {
    const input = `${distribution.kind}:${site}`;
    return this.once(input, shape, () => {
      this.noises.push({ input, site, shape, distribution });
      this.inputValues.push({ name: input, shape, dtype: 'float32' });
      return this.tensor(input, shape, 'float32', false);
    });
  }

  /** Data that become part of the model; `int64` takes the raw 64-bit values. */
  initialiser(name: string, data: ArrayBufferView, shape: readonly number[], dtype: DType): Tensor {
    this.initialisers.push({ name, data, shape, dtype });
    return this.tensor(name, shape, dtype, false);
  }

  /** A number, without sides. */
  number(value: number): Tensor {
    return this.constant(`${value}`, () => this.initialiser(`number:${value}`, Float32Array.of(value), [], 'float32'));
  }

  /** A list of whole numbers, as operators take for shapes and axes. */
  integers(values: readonly number[]): Tensor {
    const key = `integers:${values.join(',')}`;
    return this.constant(key, () =>
      this.initialiser(key, BigInt64Array.from(values, BigInt), [values.length], 'int64'),
    );
  }

  /** A tensor of one value everywhere. */
  filled(value: number, shape: readonly number[]): Tensor {
    const key = `filled:${value}:${shape.join(',')}`;
    return this.constant(key, () =>
      this.initialiser(key, new Float32Array(sizeOf(shape)).fill(value), shape, 'float32'),
    );
  }

  /** A table of fixed numbers, made once under its key. */
  data(key: string, shape: readonly number[], make: () => Float32Array): Tensor {
    return this.constant(key, () => this.initialiser(key, make(), shape, 'float32'));
  }

  /** A shape as operand of an operator; sides that are names are asked of the inputs at run time. */
  shapeOperand(shape: Shape): Tensor {
    const open = shape.findLastIndex((dim) => typeof dim === 'string');
    const known = shape.map((dim, axis) => (axis === open ? -1 : dim));
    if (known.every((dim) => typeof dim === 'number')) return this.integers(known);
    const parts = known.map((dim) => (typeof dim === 'number' ? this.integers([dim]) : this.side(dim)));
    return this.node('Concat', parts, [{ shape: [shape.length], dtype: 'int64' }], { attributes: { axis: 0 } })[0]!;
  }

  /** Records one node as it is; operations are made of these. Its gradient is the caller's concern: `differentiable`. */
  node(
    op: string,
    inputs: readonly (Tensor | null)[],
    outputs: readonly NodeOutput[],
    { attributes = {}, domain = '' }: NodeOptions = {},
  ): Tensor[] {
    const results = outputs.map(({ shape, dtype = 'float32' }) => this.tensor(`t${this.count++}`, shape, dtype, false));
    for (const { name } of results) this.produced.add(name);
    this.nodes.push({
      name: `${this.scope}/${op}/${this.nodes.length}`,
      op,
      domain,
      attributes,
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: results.map((result) => result.name),
    });
    return results;
  }

  /** Says how the gradient of a result goes back to what it was made from; the tensor to go on with is returned. */
  differentiable(output: Tensor, inputs: readonly (Tensor | null | undefined)[], backward: Backward): Tensor {
    if (this.tape === null || !inputs.some((input) => input?.differentiable)) return output;
    const result = { ...output, differentiable: true };
    this.tape.push({ output: result, backward });
    return result;
  }

  /** Names the nodes recorded meanwhile, for profiles and error messages of the runtime. */
  within<Result>(scope: string, record: () => Result): Result {
    const outer = this.scope;
    this.scope = `${outer}/${scope}`;
    try {
      return record();
    } finally {
      this.scope = outer;
    }
  }

  /** Records nodes of which only the whole will get a gradient rule, or none. */
  untaped<Result>(record: () => Result): Result {
    return this.withTape(null, record);
  }

  /** Records with a tape of its own, for gradients that are asked for later. */
  taped<Result>(record: () => Result): { readonly result: Result; readonly tape: readonly Recorded[] } {
    const tape: Recorded[] = [];
    return { result: this.withTape(tape, record), tape };
  }

  /** From here on nodes belong to another phase (`backward`, `update`); what was recorded for gradients is handed out once. */
  leaveForward(phase: string): readonly Recorded[] {
    const tape = this.tape ?? [];
    this.tape = null;
    this.scope = phase;
    return tape;
  }

  /** Publishes a tensor under a name, which no input or parameter may have. */
  output(name: string, tensor: Tensor): void {
    if (this.named.has(name) || this.outputValues.some((value) => value.name === name)) {
      throw shapeFault(`publishing ${name}`, [tensor], 'the name is taken by an input, a parameter or another output');
    }
    // Renaming the producer, because a node Identity could cost a copy; inputs and constants have none.
    const free = this.produced.has(tensor.name) && !this.aliases.has(tensor.name);
    const source = free ? tensor : this.node('Identity', [tensor], [tensor])[0]!;
    this.aliases.set(source.name, name);
    this.outputValues.push({ name, shape: tensor.shape, dtype: tensor.dtype });
  }

  get inputs(): readonly OnnxValue[] {
    return this.inputValues;
  }

  get outputs(): readonly OnnxValue[] {
    return this.outputValues;
  }

  /** The model as bytes of an `.onnx` file, with the nodes that its outputs need and no others. */
  encode(): Uint8Array {
    return encodeModel(this.model());
  }

  model() {
    const outputs = this.outputValues;
    const nodes = neededNodes(renamed(this.nodes, this.aliases), outputs);
    const read = new Set(nodes.flatMap((node) => node.inputs));
    return {
      nodes,
      inputs: this.inputValues.filter(({ name }) => read.has(name)),
      outputs,
      initialisers: this.initialisers.filter(({ name }) => read.has(name)),
    };
  }

  private withTape<Result>(tape: Recorded[] | null, record: () => Result): Result {
    const outer = this.tape;
    this.tape = tape;
    try {
      return record();
    } finally {
      this.tape = outer;
    }
  }

  private tensor(name: string, shape: Shape, dtype: DType, differentiable: boolean): Tensor {
    return { graph: this, name, shape, dtype, differentiable };
  }

  private once(name: string, shape: Shape, make: () => Tensor): Tensor {
    const found = this.named.get(name);
    if (found && !sameShape(found.shape, shape)) {
      throw shapeFault(`declaring ${name}`, [found], `it was declared before, and not as ${shape.join(' × ')}`);
    }
    const tensor = found ?? make();
    this.named.set(name, tensor);
    return tensor;
  }

  private constant(key: string, make: () => Tensor): Tensor {
    const tensor = this.constants.get(key) ?? make();
    this.constants.set(key, tensor);
    return tensor;
  }

  private side(dim: string): Tensor {
    return this.constant(`side:${dim}`, () => {
      const source = this.inputValues.find(({ shape }) => shape.includes(dim));
      if (!source) return this.productOfSides(dim);
      const start = source.shape.indexOf(dim);
      const tensor = this.named.get(source.name)!;
      return this.node('Shape', [tensor], [{ shape: [1], dtype: 'int64' }], {
        attributes: { start, end: start + 1 },
      })[0]!;
    });
  }

  /** `2*length` of an input that has a side `length`. */
  private productOfSides(dim: string): Tensor {
    const factors = factorsOf(dim);
    if (factors.length < 2) throw shapeFault('reading a side', [], `no input has a side named ${dim}`);
    return factors
      .map((factor) => (typeof factor === 'number' ? this.integers([factor]) : this.side(factor)))
      .reduce((a, b) => this.node('Mul', [a, b], [{ shape: [1], dtype: 'int64' }])[0]!);
  }
}
