import { sizeOf, staticDim } from '../dims.js';
import { gradientsOf } from '../gradients.js';
import { Graph, type Tensor } from '../graph.js';
import type { OnnxValue } from '../onnx/model.js';
import { add, divide, multiply, unary } from '../ops/elementwise.js';
import { reshape } from '../ops/shape.js';
import type { Optimiser } from '../optimisers/types.js';
import type { Parameter } from '../parameters.js';
import { notBefore } from '../recompute.js';
import { type Layout, layoutOf } from './layout.js';
import type { Group, InPlace, Program } from './program.js';

export interface UpdateOptions {
  readonly optimiser: Optimiser;
  /** Weight decay and share of the learning rate by parameter; without it neither decay nor difference. */
  readonly groupOf?: (parameter: string) => Group;
  /** Gradients together are made no longer than this (Euclidean norm); default: no limit. */
  readonly clip?: number;
}

export interface StepOptions extends UpdateOptions {
  /** Further tensors to report, by name. */
  readonly outputs?: Readonly<Record<string, Tensor>>;
}

/** Elements of one piece of an elementwise update: what twelve passes over it find in the cache. */
const PIECE = 1 << 18;

/** A whole step: loss, gradients, clipping by the global norm, update of the weights in place. Reports `loss` and `norm`. */
export function compileStep(loss: Tensor, options: StepOptions): Program {
  const { graph } = loss;
  const { outputs = {} } = options;
  publish(graph, { loss, ...outputs });
  const gradients = gradientsOf(loss);
  const layout = layoutOf(graph.parameters, options.optimiser);
  const reports = [loss, ...Object.values(outputs)];
  return program(graph, layout, { does: 'step', ...recordUpdate(graph, layout, { ...options, gradients, reports }) });
}

/** Loss and gradients of one part of a batch, added to what the flat buffer `gradients` holds. Reports `loss`. */
export function compileGather(loss: Tensor, { outputs = {} }: Pick<StepOptions, 'outputs'> = {}): Program {
  const { graph } = loss;
  publish(graph, { loss, ...outputs });
  const soFar = new Map(graph.parameters.map(({ name, shape }) => [name, graph.input(`gradient:${name}`, shape)]));
  const gradients = gradientsOf(loss, soFar);
  const layout = layoutOf(graph.parameters, null, true);
  const inPlace = [...weightsOf(layout)];
  for (const { name } of graph.parameters) {
    graph.output(`gathered:${name}`, gradients.get(name)!);
    inPlace.push({ input: `gradient:${name}`, output: `gathered:${name}`, ...layout.windows.gradients![name]! });
  }
  return program(graph, layout, { does: 'gather', inPlace });
}

/** The update that follows gathered gradients. Reports `norm`; the caller sets the gradients to zero. */
export function compileUpdate(parameters: readonly Parameter[], options: UpdateOptions): Program {
  const graph = new Graph();
  const gradients = new Map<string, Tensor>();
  for (const { name, shape, start } of parameters) {
    graph.parameter(name, shape, start);
    gradients.set(name, graph.input(`gradient:${name}`, shape));
  }
  graph.leaveForward('update');
  const layout = layoutOf(parameters, options.optimiser, true);
  const update = recordUpdate(graph, layout, { ...options, gradients, reports: [] });
  const read = parameters.map(({ name }): InPlace => {
    return { input: `gradient:${name}`, output: null, ...layout.windows.gradients![name]! };
  });
  return program(graph, layout, { does: 'update', ...update, inPlace: [...update.inPlace, ...read] });
}

/** A forward pass over the same weights, for evaluation. */
export function compileRead(graph: Graph, outputs: Readonly<Record<string, Tensor>>): Program {
  publish(graph, outputs);
  const layout = layoutOf(graph.parameters, null);
  return program(graph, layout, { does: 'read', inPlace: weightsOf(layout) });
}

interface Recording extends UpdateOptions {
  readonly gradients: ReadonlyMap<string, Tensor>;
  /** Tensors that must have read the weights before these change. */
  readonly reports: readonly Tensor[];
}

function recordUpdate(graph: Graph, layout: Layout, recording: Recording): { inPlace: InPlace[]; groups: Group[] } {
  const { optimiser, gradients, reports, groupOf = () => ({ decay: 0, rate: 1 }), clip = Infinity } = recording;
  graph.leaveForward('update');
  const groups: Group[] = [];
  const inPlace: InPlace[] = [];
  const factor = clipFactor(graph, [...gradients.values()], { clip, reports });
  for (const { name } of layout.parameters) {
    const gradient = gradients.get(name);
    if (!gradient) {
      inPlace.push({ input: name, output: null, ...layout.windows.weights![name]! });
      continue;
    }
    const scalars = scalarInputs(graph, optimiser, numberOf(groups, groupOf(name)));
    inPlace.push(...recordParameter(graph, layout, { name, gradient, factor, scalars, optimiser }));
  }
  return { inPlace, groups };
}

/**
 * min(1, clip / norm) of all gradients. It depends on every gradient and every report, and every update depends
 * on it: so no weight changes before its last reader has read it, and that alone makes updates in place safe.
 */
function clipFactor(
  graph: Graph,
  gradients: readonly Tensor[],
  { clip, reports }: { clip: number; reports: readonly Tensor[] },
): Tensor {
  const squares = gradients.map(
    (gradient) => graph.node('ReduceSumSquare', [gradient], [{ shape: [] }], { attributes: { keepdims: 0 } })[0]!,
  );
  const norm = unary('Sqrt', graph.node('Sum', squares, [{ shape: [] }])[0]!);
  graph.output('norm', reshape(norm, [1]));
  // A number that no norm exceeds stands for infinity, so that a norm of infinity cannot become 0 · ∞.
  const limit = graph.number(Math.min(clip, 3e38));
  const ratio = divide(limit, add(norm, graph.number(1e-6)));
  const factor = graph.node('Min', [graph.number(1), ratio], [{ shape: [] }])[0]!;
  return reports.reduce(notBefore, factor);
}

interface ParameterUpdate {
  readonly name: string;
  readonly gradient: Tensor;
  readonly factor: Tensor;
  readonly scalars: Readonly<Record<string, Tensor>>;
  readonly optimiser: Optimiser;
}

function recordParameter(graph: Graph, layout: Layout, update: ParameterUpdate): InPlace[] {
  const { name, gradient, factor, scalars, optimiser } = update;
  const weights = layout.windows.weights![name]!;
  const pieces = piecesOf(weights.shape, optimiser.elementwise);
  const parts = splitRows(gradient, pieces);
  const whole = pieces.length === 1;
  const inPlace: InPlace[] = whole ? [] : [{ input: name, output: null, ...weights }];
  let row = 0;
  pieces.forEach((rows, i) => {
    const label = whole ? name : `${name}#${i}`;
    const windowOf = (buffer: string) => {
      const { offset, shape } = layout.windows[buffer]![name]!;
      const width = sizeOf(shape) / (whole ? 1 : shape[0]!);
      return {
        buffer,
        offset: whole ? offset : offset + row * width,
        shape: whole ? shape : [rows, ...shape.slice(1)],
      };
    };
    const input = (kind: string) => graph.input(kind === 'weights' ? label : `${kind}:${label}`, windowOf(kind).shape);
    const states = Object.keys(optimiser.init(weights.shape));
    const updated = optimiser.update({
      weight: input('weights'),
      gradient: multiply(parts[i]!, factor),
      state: Object.fromEntries(states.map((state) => [state, input(state)])),
      scalars,
    });
    const results = { weights: updated.weight, ...updated.state };
    for (const [kind, result] of Object.entries(results)) {
      graph.output(`new:${kind}:${label}`, result);
      inPlace.push({ input: input(kind).name, output: `new:${kind}:${label}`, ...windowOf(kind) });
    }
    row += rows;
  });
  return inPlace;
}

/** How many rows each piece of a large parameter has. */
function piecesOf(shape: readonly number[], elementwise: boolean): number[] {
  const rows = shape[0] ?? 1;
  if (!elementwise || sizeOf(shape) <= 2 * PIECE) return [rows];
  const each = Math.max(1, Math.round(PIECE / (sizeOf(shape) / rows)));
  return Array.from({ length: Math.ceil(rows / each) }, (_, i) => Math.min(each, rows - i * each));
}

function splitRows(x: Tensor, rows: readonly number[]): Tensor[] {
  if (rows.length === 1) return [x];
  const outputs = rows.map((count) => ({ shape: [count, ...x.shape.slice(1)] }));
  return x.graph.node('Split', [x, x.graph.integers(rows)], outputs, { attributes: { axis: 0 } });
}

function scalarInputs(graph: Graph, optimiser: Optimiser, group: number): Record<string, Tensor> {
  const names = Object.keys(optimiser.scalars({ step: 1, rate: 1, decay: 0 }));
  return Object.fromEntries(names.map((name) => [name, graph.input(`update:${group}:${name}`, [])]));
}

/** The number of a group among those seen, where equal groups are one. */
function numberOf(groups: Group[], { decay, rate }: Group): number {
  const found = groups.findIndex((group) => group.decay === decay && group.rate === rate);
  return found >= 0 ? found : groups.push({ decay, rate }) - 1;
}

function weightsOf(layout: Layout): InPlace[] {
  return layout.parameters.map(({ name }) => ({ input: name, output: null, ...layout.windows.weights![name]! }));
}

function publish(graph: Graph, outputs: Readonly<Record<string, Tensor>>): void {
  for (const [name, tensor] of Object.entries(outputs)) graph.output(name, tensor);
}

function program(
  graph: Graph,
  layout: Layout,
  { does, inPlace, groups = [] }: { does: Program['does']; inPlace: readonly InPlace[]; groups?: readonly Group[] },
): Program {
  const model = graph.model();
  const read = new Set(model.inputs.map(({ name }) => name));
  const bound = inPlace
    .map((place) => ({ ...place, input: place.input !== null && read.has(place.input) ? place.input : null }))
    .filter(({ input, output }) => input !== null || output !== null);
  const own = new Set<string>();
  for (const { input, output } of bound) {
    if (input !== null) own.add(input);
    if (output !== null) own.add(output);
  }
  const noises = graph.noises.filter(({ input }) => read.has(input));
  for (const { input } of noises) own.add(input);
  const isScalar = ({ name }: OnnxValue) => name.startsWith('update:');
  const inputs = model.inputs.filter((value) => !own.has(value.name) && !isScalar(value));
  for (const { shape } of inputs) shape.forEach(staticDim);
  return {
    model: graph.encode(),
    nodes: model.nodes.length,
    layout,
    inPlace: bound,
    inputs,
    outputs: model.outputs.filter(({ name }) => !own.has(name)),
    noises,
    groups,
    does,
  };
}
