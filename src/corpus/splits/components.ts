import type { DocumentKeys } from './keys.js';

/** Groups of documents that must stay on one side. */
export interface Components {
  /** For each document the number of its component; components are numbered in the order of their first document. */
  readonly of: Uint32Array;
  readonly count: number;
  /** Titles and bands of abstracts that too many documents share to tell anything: they joined nobody. */
  readonly common: ReadonlySet<string>;
}

/** A title, or a band of an abstract, that more documents share names a field (`반도체 장치의 제조방법`) and joins nothing. */
const MOST_SHARING = 8;

interface JoinOptions {
  /** Pairs known to belong together from elsewhere, such as near-duplicates of whole texts. */
  readonly pairs?: Iterable<readonly [number, number]>;
  /** Whether a citation from one document of the set to another joins them. */
  readonly citations?: boolean;
}

/** Joins documents that share a number, a family, a telling title or a near-duplicate abstract, or of which one cites the other. */
export function joinDocuments(documents: readonly DocumentKeys[], options: JoinOptions = {}): Components {
  const forest = new Forest(documents.length);
  joinBy(forest, documents, ({ joins }) => joins);
  const common = new Set([
    ...joinBy(forest, documents, ({ titles }) => titles, MOST_SHARING),
    ...joinBy(forest, documents, ({ abstracts }) => abstracts, MOST_SHARING),
  ]);
  for (const [a, b] of options.pairs ?? []) forest.join(a, b);
  if (options.citations ?? true) joinCitations(forest, documents);
  return { ...forest.components(), common };
}

/** @returns the keys that more documents share than may, when those that belong together count once */
function joinBy(
  forest: Forest,
  documents: readonly DocumentKeys[],
  keysOf: (document: DocumentKeys) => readonly string[],
  most = Number.POSITIVE_INFINITY,
): readonly string[] {
  const common: string[] = [];
  for (const [key, sharing] of holdersOf(documents, keysOf)) {
    if (sharing.length > most && countRoots(forest, sharing) > most) common.push(key);
    else for (const other of sharing) forest.join(sharing[0]!, other);
  }
  return common;
}

/** Twins of one application count once: a title is not common because its invention stands in many files. */
function countRoots(forest: Forest, documents: readonly number[]): number {
  return new Set(documents.map((document) => forest.rootOf(document))).size;
}

function holdersOf(
  documents: readonly DocumentKeys[],
  keysOf: (document: DocumentKeys) => readonly string[],
): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const [at, document] of documents.entries()) {
    for (const key of keysOf(document)) {
      const known = holders.get(key);
      if (known) known.push(at);
      else holders.set(key, [at]);
    }
  }
  return holders;
}

/** Only edges between documents that are there: a document that everybody cites joins nobody by being cited. */
function joinCitations(forest: Forest, documents: readonly DocumentKeys[]): void {
  const holder = new Map<string, number>();
  for (const [at, { joins }] of documents.entries()) {
    for (const key of joins) if (!holder.has(key)) holder.set(key, at);
  }
  for (const [at, { cites }] of documents.entries()) {
    for (const key of cites) {
      const cited = holder.get(key);
      if (cited !== undefined) forest.join(at, cited);
    }
  }
}

/** Union-find with path halving; the smaller number is the root, so that the result does not depend on the order of joins. */
class Forest {
  readonly #parent: Uint32Array;

  constructor(size: number) {
    this.#parent = Uint32Array.from({ length: size }, (_, at) => at);
  }

  rootOf(document: number): number {
    const parent = this.#parent;
    let at = document;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  join(a: number, b: number): void {
    const one = this.rootOf(a);
    const other = this.rootOf(b);
    if (one < other) this.#parent[other] = one;
    else this.#parent[one] = other;
  }

  components(): Omit<Components, 'common'> {
    const of = new Uint32Array(this.#parent.length);
    const numbers = new Map<number, number>();
    for (let at = 0; at < of.length; at++) {
      const root = this.rootOf(at);
      const number = numbers.get(root) ?? numbers.size;
      numbers.set(root, number);
      of[at] = number;
    }
    return { of, count: numbers.size };
  }
}
