import { walkBack } from './gradients.js';
import type { Tensor } from './graph.js';

/**
 * Runs a block whose activations are not kept: they are computed a second time when the gradients need them.
 * A step takes about a third longer and the block keeps nothing but its input and result.
 * @param block makes the result from the input. Beside it, it may read parameters, dropout masks and tensors that
 * need no gradient; it is called twice and must do the same both times.
 */
export function recomputed(input: Tensor, block: (input: Tensor) => Tensor): Tensor {
  const { graph } = input;
  const result = graph.untaped(() => block(input));
  const trained = graph.parameters.map(({ name, shape }) => graph.parameter(name, shape));
  return graph.differentiable(result, [input, ...trained], (gradient, gradients) => {
    const again = graph.taped(() => block(notBefore(input, gradient)));
    gradients.add(again.result, gradient);
    walkBack(again.tape, gradients);
  });
}

/**
 * The same tensor, but available only once another one is: otherwise the runtime would be free to compute the
 * block a second time right away, and keep it. A reshape to its own shape, joined with no sides of the other
 * tensor, copies nothing.
 */
export function notBefore(tensor: Tensor, other: Tensor): Tensor {
  const { graph, shape, dtype } = tensor;
  const nothing = graph.node('Shape', [other], [{ shape: [0], dtype: 'int64' }], { attributes: { start: 0, end: 0 } });
  const sides = graph.node(
    'Concat',
    [graph.shapeOperand(shape), nothing[0]!],
    [{ shape: [shape.length], dtype: 'int64' }],
    {
      attributes: { axis: 0 },
    },
  );
  const [late] = graph.node('Reshape', [tensor, sides[0]!], [{ shape, dtype }]);
  return graph.differentiable(late!, [tensor], (gradient, gradients) => gradients.add(tensor, gradient));
}
