import type { PublicationId } from '../core/index.js';
import { formatDocumentNumber } from '../core/index.js';
import type { Condition, FieldWeights, IndexQuery, Positional, WeightedTerm } from '../index/index.js';
import { searchTerms } from '../text/index.js';
import { nameQuery } from './names.js';
import type { QueryNode } from './query/ast.js';
import type { FieldTarget } from './query/fields.js';
import type { Spellings } from './spellings.js';
import { compoundsAmong, type Demand, phraseOf, weigh, wordBag, wordsOfQuery } from './word-bag.js';

export interface CompileOptions {
  readonly demand: Demand;
  /** Keys of the publications that a number names. */
  readonly find: (number: string) => readonly PublicationId[];
  /** Ways to write words side by side. */
  readonly spellings: Spellings;
}

type TextField = Extract<FieldTarget, { type: 'text' }>;

/** Turns an understood query into terms of the index, or null where nothing of it can be looked for. */
export function compile(node: QueryNode, options: CompileOptions): IndexQuery | null {
  switch (node.type) {
    case 'word':
    case 'together':
      return compileTogether(node.type === 'word' ? [node] : node.children, options);
    case 'phrase':
    case 'near': {
      if (node.type === 'phrase' && isName(node.field)) return nameQuery([node.text], weightsOf(node.field).fields!);
      const positional = positionalOf(node);
      return positional && { type: 'positions', positional, ...weightsOf(fieldOf(node)) };
    }
    case 'prefix':
      return compilePrefix(node.text, node.field);
    case 'class':
      return condition({
        type: 'class',
        prefixes: [node.symbol],
        ...(node.field?.scheme && { scheme: node.field.scheme }),
      });
    case 'dates': {
      const { from, to, field } = node;
      return condition({ type: 'date', which: field?.which ?? 'any', ...(from && { from }), ...(to && { to }) });
    }
    case 'number':
      return compileNumber(node, options);
    case 'value':
      return condition({ type: 'value', column: node.field.column, values: [node.text] });
    case 'not': {
      const child = compile(node.child, { ...options, demand: 'most' });
      return child && { type: 'not', child };
    }
    case 'and':
    case 'or': {
      const children = node.children.map((child) => compile(child, options)).filter((child) => child !== null);
      return combined(node.type, children);
    }
  }
}

const condition = (of: Condition): IndexQuery => ({ type: 'condition', condition: of });

function combined(type: 'and' | 'or', children: readonly IndexQuery[]): IndexQuery | null {
  if (children.length <= 1) return children[0] ?? null;
  return { type, children };
}

/** Words of one field become one bag, in which they are ranked together; everything else must hold. */
function compileTogether(nodes: readonly QueryNode[], options: CompileOptions): IndexQuery | null {
  const bags = new Map<TextField | null, string[]>();
  const others: IndexQuery[] = [];
  for (const node of nodes) {
    if (node.type === 'word') bags.set(node.field, [...(bags.get(node.field) ?? []), node.text]);
    else {
      const compiled = compile(node, options);
      if (compiled) others.push(compiled);
    }
  }
  const words = Array.from(bags, ([field, texts]) =>
    isName(field) ? nameQuery(texts, weightsOf(field).fields!) : bagOf(texts, field, options),
  );
  return combined('and', [...words.filter((bag) => bag !== null), ...others]);
}

/** Words as they are written, or as others write them, whichever fits a document best. */
function bagOf(texts: readonly string[], field: TextField | null, options: CompileOptions): IndexQuery | null {
  const bags = options.spellings(texts).map((written) => wordBag(written, options.demand, weightsOf(field)));
  const children = bags.filter((bag) => bag !== null);
  return children.length <= 1 ? (children[0] ?? null) : { type: 'best', children };
}

const isName = (field: TextField | null) => field?.name === 'pa' || field?.name === 'in';

function weightsOf(field: TextField | null): { fields?: FieldWeights } {
  return field ? { fields: Object.fromEntries(field.fields.map((name) => [name, 1])) } : {};
}

function compilePrefix(text: string, field: TextField | null): IndexQuery | null {
  const terms = searchTerms(text);
  const last = terms.pop();
  if (last === undefined) return null;
  const prefix: IndexQuery = { type: 'prefix', prefix: last, ...weightsOf(field) };
  if (terms.length === 0) return prefix;
  const before: IndexQuery = { type: 'words', terms: weigh(terms), required: new Set(terms).size, ...weightsOf(field) };
  return { type: 'and', children: [before, prefix] };
}

/** A number that the store does not know is looked for as the word it may be. */
function compileNumber(node: Extract<QueryNode, { type: 'number' }>, { find }: CompileOptions): IndexQuery | null {
  const spellings = [node.text, ...(node.number ? [formatDocumentNumber(node.number)] : [])];
  const ids = [...new Set(spellings.flatMap((text) => [...find(text)]))];
  if (ids.length > 0 || node.fielded) return condition({ type: 'id', ids });
  const positional = phraseOf(node.text);
  return positional && { type: 'positions', positional };
}

function fieldOf(node: QueryNode): TextField | null {
  switch (node.type) {
    case 'word':
    case 'phrase':
      return node.field;
    case 'near':
      return fieldOf(node.left) ?? fieldOf(node.right);
    case 'or':
      return node.children.map(fieldOf).find((field) => field !== null) ?? null;
    default:
      return null;
  }
}

function positionalOf(node: QueryNode): Positional | null {
  switch (node.type) {
    case 'word':
    case 'phrase':
      return phraseOf(node.text);
    case 'near': {
      const left = positionalOf(node.left);
      const right = positionalOf(node.right);
      // A word that is only grammar has no place to be near to.
      if (!left || !right) return left ?? right;
      return { type: 'near', left, right, distance: node.distance, ordered: node.ordered };
    }
    case 'or': {
      const parts = node.children.map(positionalOf).filter((part) => part !== null);
      return parts.length === 0 ? null : { type: 'either', parts };
    }
    default:
      return null;
  }
}

/** Terms whose places are worth showing: all but those that must not be there. */
export function wantedTerms(query: IndexQuery): {
  readonly terms: readonly WeightedTerm[];
  readonly prefixes: readonly string[];
} {
  const terms = new Map<string, number>();
  const prefixes: string[] = [];
  const visit = (node: IndexQuery): void => {
    switch (node.type) {
      case 'words':
        for (const { term, weight } of node.terms) terms.set(term, Math.max(weight, terms.get(term) ?? 0));
        return;
      case 'positions':
        for (const term of termsIn(node.positional)) terms.set(term, Math.max(1, terms.get(term) ?? 0));
        return;
      case 'prefix':
        prefixes.push(node.prefix);
        return;
      case 'and':
      case 'or':
      case 'best':
        node.children.forEach(visit);
        return;
      case 'boosted':
        visit(node.child);
    }
  };
  visit(query);
  return { terms: Array.from(terms, ([term, weight]) => ({ term, weight })), prefixes };
}

function termsIn(positional: Positional): string[] {
  switch (positional.type) {
    case 'word':
      return [positional.term];
    case 'near':
      return [...termsIn(positional.left), ...termsIn(positional.right)];
    default:
      return positional.parts.flatMap(termsIn);
  }
}

/** Compounds that were typed as one word, each as its terms: where they stand as one they are worth showing as one. */
export function compoundsOf(node: QueryNode): readonly (readonly string[])[] {
  switch (node.type) {
    case 'word':
      return isName(node.field) ? [] : compoundsAmong(wordsOfQuery([node.text]));
    case 'together':
    case 'and':
    case 'or':
      return node.children.flatMap(compoundsOf);
    default:
      return [];
  }
}
