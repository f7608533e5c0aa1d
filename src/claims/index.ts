export { parseClaims } from './parse-claims.js';
export { splitClaims } from './split-claims.js';
export type * from './types.js';
