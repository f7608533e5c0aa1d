import type { DocumentNumber, PartialDate } from '../../core/index.js';
import type { FieldTarget } from './fields.js';

type TextField = Extract<FieldTarget, { type: 'text' }>;
type ClassField = Extract<FieldTarget, { type: 'class' }>;
type DateField = Extract<FieldTarget, { type: 'date' }>;
type ValueField = Extract<FieldTarget, { type: 'value' }>;

/** A query as it was understood. `at` is the place of its first character in the query, from 0. */
export type QueryNode = { readonly at: number } & (
  | { readonly type: 'word'; readonly text: string; readonly field: TextField | null }
  | { readonly type: 'phrase'; readonly text: string; readonly field: TextField | null }
  | { readonly type: 'prefix'; readonly text: string; readonly field: TextField | null }
  | { readonly type: 'class'; readonly symbol: string; readonly field: ClassField | null }
  | {
      readonly type: 'dates';
      readonly from: PartialDate | null;
      readonly to: PartialDate | null;
      readonly field: DateField | null;
    }
  | {
      readonly type: 'number';
      readonly text: string;
      readonly number: DocumentNumber | null;
      readonly fielded: boolean;
    }
  | { readonly type: 'value'; readonly field: ValueField; readonly text: string }
  | {
      readonly type: 'near';
      readonly left: QueryNode;
      readonly right: QueryNode;
      readonly distance: number;
      readonly ordered: boolean;
    }
  /** Things side by side: words are ranked together, everything else must hold. */
  | { readonly type: 'together'; readonly children: readonly QueryNode[] }
  | { readonly type: 'and' | 'or'; readonly children: readonly QueryNode[] }
  | { readonly type: 'not'; readonly child: QueryNode }
);

/** Writes a query in the one form of the documentation, so that a user sees what was understood. */
export function printQuery(node: QueryNode): string {
  switch (node.type) {
    case 'word':
      return `${prefixed(node.field)}${node.text}`;
    case 'phrase':
      return `${prefixed(node.field)}"${node.text}"`;
    case 'prefix':
      return `${prefixed(node.field)}${node.text}*`;
    case 'class':
      return `${node.field?.name ?? 'ic'}:${quoted(node.symbol)}`;
    case 'dates':
      return `${node.field?.name ?? 'date'}:${node.from ?? ''}..${node.to ?? ''}`;
    case 'number':
      return `pn:${node.number ? `${node.number.country}${node.number.number}${node.number.kind ?? ''}` : quoted(node.text)}`;
    case 'value':
      return `${node.field.name}:${quoted(node.text)}`;
    case 'near':
      return `${inner(node.left)} ${node.ordered ? 'ADJ' : 'NEAR'}/${node.distance} ${inner(node.right)}`;
    case 'together':
      return node.children.map(inner).join(' ');
    case 'and':
      return node.children.map(inner).join(' AND ');
    case 'or':
      return node.children.map(inner).join(' OR ');
    case 'not':
      return `NOT ${inner(node.child)}`;
  }
}

const prefixed = (field: TextField | null) => (field ? `${field.name}:` : '');
const quoted = (text: string) => (/\s/.test(text) ? `"${text}"` : text);
const COMPOUND: ReadonlySet<QueryNode['type']> = new Set(['and', 'or', 'together', 'near']);
const inner = (node: QueryNode) => (COMPOUND.has(node.type) ? `(${printQuery(node)})` : printQuery(node));
