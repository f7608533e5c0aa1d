export { type PackedPublication, packPublication } from './pack.js';
export { openStore, type StoreOptions } from './store.js';
export type * from './types.js';
