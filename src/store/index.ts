export { type PackedPublication, packPublication } from './pack.js';
export { openStore } from './store.js';
export type * from './types.js';
