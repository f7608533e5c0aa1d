import { sameShape } from './dims.js';
import { shapeFault } from './faults.js';
import type { Gradients, Recorded, Tensor } from './graph.js';
import { add } from './ops/elementwise.js';

/** Gathers the gradients of tensors by name. */
class GradientTable implements Gradients {
  private readonly byName = new Map<string, Tensor>();

  get(of: Tensor): Tensor | undefined {
    return this.byName.get(of.name);
  }

  add(of: Tensor, gradient: Tensor): void {
    this.into(of, (soFar) => (soFar ? add(soFar, gradient) : gradient));
  }

  into(of: Tensor, make: (soFar: Tensor | undefined) => Tensor): void {
    if (of.differentiable) this.byName.set(of.name, make(this.byName.get(of.name)));
  }
}

/**
 * Adds the nodes that compute the gradient of a loss (shape [1]) with respect to every parameter, walking what
 * was recorded backwards. A graph can be differentiated once.
 * @param soFar gradients to add to, by parameter: those of earlier batches.
 * @returns gradients by name of the parameter; parameters the loss does not depend on are missing.
 */
export function gradientsOf(loss: Tensor, soFar: ReadonlyMap<string, Tensor> = new Map()): Map<string, Tensor> {
  const { graph } = loss;
  if (loss.shape.length !== 1 || loss.shape[0] !== 1) throw shapeFault('gradientsOf', [loss], 'a loss has shape [1]');
  const table = new GradientTable();
  const tape = graph.leaveForward('backward');
  const parameters = graph.parameters.map(({ name, shape }) => graph.parameter(name, shape));
  for (const parameter of parameters) {
    const start = soFar.get(parameter.name);
    if (start) table.into(parameter, () => start);
  }
  table.into(loss, () => graph.filled(1, [1]));
  walkBack(tape, table);
  const found = new Map<string, Tensor>();
  for (const parameter of parameters) {
    const gradient = table.get(parameter);
    if (gradient) found.set(parameter.name, gradient);
  }
  return found;
}

/** Walks recorded operations backwards; each whose result has a gradient hands it on. */
export function walkBack(tape: readonly Recorded[], gradients: Gradients): void {
  for (const { output, backward } of tape.toReversed()) {
    const gradient = gradients.get(output);
    if (!gradient) continue;
    if (!sameShape(gradient.shape, output.shape)) {
      throw shapeFault('a gradient', [output, gradient], 'a gradient has the shape of its tensor');
    }
    backward(gradient, gradients);
  }
}
