export { printQuery } from './query/ast.js';
export { parseQuery } from './query/parser.js';
export { openSearcher } from './searcher.js';
export type * from './types.js';
