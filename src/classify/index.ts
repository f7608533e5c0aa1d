export { type ClassifyInput, type ClassifyOptions, type ClassifySources, classify } from './classify.js';
export type * from './types.js';
