import type { OnnxNode, OnnxValue } from './model.js';

/** The nodes with values under other names. */
export function renamed(nodes: readonly OnnxNode[], names: ReadonlyMap<string, string>): OnnxNode[] {
  const rename = (name: string) => names.get(name) ?? name;
  return nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) }));
}

/**
 * The nodes that the outputs need, in their order. Results that nobody reads are left out too (only the first of a
 * node is never optional), so that the runtime does not compute them.
 */
export function neededNodes(nodes: readonly OnnxNode[], outputs: readonly OnnxValue[]): OnnxNode[] {
  const needed = new Set(outputs.map(({ name }) => name));
  const kept: OnnxNode[] = [];
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    for (const input of node.inputs) needed.add(input);
    const last = node.outputs.findLastIndex((output) => needed.has(output));
    const read = node.outputs.slice(0, last + 1).map((output, i) => (i === 0 || needed.has(output) ? output : ''));
    kept.push({ ...node, outputs: read });
  }
  return kept.reverse();
}
