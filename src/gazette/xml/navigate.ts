/**
 * How readers walk the tree of {@link parseXml}. Names are without namespace prefix. A path is written
 * with slashes, and a step may name alternatives, because offices rename elements between versions:
 *
 *     textAt(record, 'us-parties|parties/us-applicants|applicants/us-applicant|applicant/addressbook/orgname')
 *     for (const claim of findAll(record, 'claims/claim')) …
 *
 * `find`, `findAll` and `textAt` start below the element they are given and take every branch of the path.
 * `text` joins inline markup without spaces; running text with tables and formulas is read by `textOf` (text-of.ts).
 */
import type { XmlElement, XmlNode } from './types.js';

type Path = readonly (readonly string[])[];

const paths = new Map<string, Path>();

function pathOf(path: string): Path {
  const known = paths.get(path);
  if (known) return known;
  const steps = path.split('/').map((step) => step.split('|'));
  paths.set(path, steps);
  return steps;
}

/** The first child element of this name. */
export function child(element: XmlElement | null, name: string): XmlElement | null {
  if (!element) return null;
  for (const node of element.children) {
    if (node.type === 'element' && node.name === name) return node;
  }
  return null;
}

/** All child elements, or those of one name, in order. */
export function children(element: XmlElement | null, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of element?.children ?? []) {
    if (node.type === 'element' && (name === undefined || node.name === name)) found.push(node);
  }
  return found;
}

/** The first element at a path, in reading order. */
export function find(element: XmlElement | null, path: string): XmlElement | null {
  return element ? findFrom(element, pathOf(path), 0) : null;
}

function findFrom(element: XmlElement, path: Path, step: number): XmlElement | null {
  const names = path[step]!;
  for (const node of element.children) {
    if (node.type !== 'element' || !names.includes(node.name)) continue;
    if (step === path.length - 1) return node;
    const deeper = findFrom(node, path, step + 1);
    if (deeper) return deeper;
  }
  return null;
}

/** All elements at a path, in reading order. */
export function findAll(element: XmlElement | null, path: string): XmlElement[] {
  const found: XmlElement[] = [];
  if (element) collect(element, pathOf(path), 0, found);
  return found;
}

function collect(element: XmlElement, path: Path, step: number, found: XmlElement[]): void {
  const names = path[step]!;
  for (const node of element.children) {
    if (node.type !== 'element' || !names.includes(node.name)) continue;
    if (step === path.length - 1) found.push(node);
    else collect(node, path, step + 1, found);
  }
}

/** Every element of one of these names below this one, in reading order, nested ones included. */
export function* descendants(element: XmlElement | null, ...names: readonly string[]): Generator<XmlElement> {
  for (const node of element?.children ?? []) {
    if (node.type !== 'element') continue;
    if (names.includes(node.name)) yield node;
    yield* descendants(node, ...names);
  }
}

/** The first element of one of these names at any depth. */
export function descendant(element: XmlElement | null, ...names: readonly string[]): XmlElement | null {
  for (const found of descendants(element, ...names)) return found;
  return null;
}

/** All character data of a node, white space as it stands. */
export function rawText(node: XmlNode | null): string {
  if (!node || node.type === 'instruction') return '';
  if (node.type === 'text') return node.text;
  if (node.children.length === 1) return rawText(node.children[0]!);
  let joined = '';
  for (const inner of node.children) joined += rawText(inner);
  return joined;
}

/** The character data of a node on one line: inline markup joined without spaces, white space collapsed, ends trimmed. */
export function text(node: XmlNode | null): string {
  return collapse(rawText(node));
}

/** The text of the first element at a path that has any, else null. */
export function textAt(element: XmlElement | null, path: string): string | null {
  const first = find(element, path);
  if (!first) return null;
  const found = text(first);
  if (found) return found;
  for (const other of findAll(element, path)) {
    const later = text(other);
    if (later) return later;
  }
  return null;
}

/** An attribute by name, in the case given, in lower or in upper case; blank counts as absent. */
export function attribute(element: XmlElement | null, name: string): string | null {
  if (!element) return null;
  const { attributes } = element;
  const value = attributes[name] ?? attributes[name.toLowerCase()] ?? attributes[name.toUpperCase()];
  return value?.trim() || null;
}

/** White space of the markup (space, tab, line ends) as single spaces, ends trimmed; other Unicode spaces stay. */
export function collapse(raw: string): string {
  const even = !raw.includes('\n') && !raw.includes('  ') && !raw.includes('\t') && !raw.includes('\r');
  const single = even ? raw : raw.replace(/[ \t\n\r]+/g, ' ');
  const start = single.charCodeAt(0) === 32 ? 1 : 0;
  const end = single.charCodeAt(single.length - 1) === 32 ? single.length - 1 : single.length;
  return end - start === single.length ? single : single.slice(start, end);
}
