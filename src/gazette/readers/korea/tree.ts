import { collapse, rawText } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';

/**
 * An answer of KIPRIS Plus, whether it came as XML or as JSON made from it: fields by their names in lower case (the
 * services write `ApplicationNumber` and `applicationNumber`), each a list, since what stands once in one answer stands
 * several times in the next.
 */
export interface Tree {
  /** Text of a leaf on one line, else empty. */
  readonly text: string;
  readonly fields: ReadonlyMap<string, readonly Tree[]>;
}

const NO_FIELDS: ReadonlyMap<string, readonly Tree[]> = new Map();

/** Tree of an XML element; elements without content and `xsi:nil` are leaves without text. */
export function treeOfXml(element: XmlElement): Tree {
  const inner = element.children.filter((node) => node.type === 'element');
  if (inner.length === 0) return { text: collapse(rawText(element)), fields: NO_FIELDS };
  return { text: '', fields: grouped(inner.map((child) => [child.name, treeOfXml(child)])) };
}

/** Tree of a parsed JSON value. */
export function treeOfJson(value: unknown): Tree {
  if (typeof value !== 'object' || value === null) return { text: leafText(value), fields: NO_FIELDS };
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Tree][] =>
    (Array.isArray(inner) ? inner : [inner]).map((item) => [name, treeOfJson(item)]),
  );
  return { text: '', fields: grouped(entries) };
}

function leafText(value: unknown): string {
  return value === null || value === undefined ? '' : collapse(String(value));
}

function grouped(entries: readonly (readonly [string, Tree])[]): ReadonlyMap<string, readonly Tree[]> {
  const fields = new Map<string, Tree[]>();
  for (const [name, tree] of entries) {
    const key = name.toLowerCase();
    const known = fields.get(key);
    if (known) known.push(tree);
    else fields.set(key, [tree]);
  }
  return fields;
}

/** The first text among fields of these names, null where all are blank; names in lower case. */
export function field(tree: Tree, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const { text } of tree.fields.get(name) ?? []) if (text.trim()) return text.trim();
  }
  return null;
}

/** All trees at a path of field names, in order. */
export function at(tree: Tree, ...path: readonly string[]): readonly Tree[] {
  let here: readonly Tree[] = [tree];
  for (const name of path) here = here.flatMap((inner) => inner.fields.get(name) ?? []);
  return here;
}

/** The outermost trees, this one included, that are of interest; nothing inside one of them is looked at. */
export function* outermost(tree: Tree, isWanted: (tree: Tree) => boolean): Generator<Tree> {
  if (isWanted(tree)) {
    yield tree;
    return;
  }
  for (const inner of tree.fields.values()) for (const child of inner) yield* outermost(child, isWanted);
}
