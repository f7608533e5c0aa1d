export { tellingPassages, vectorOf } from './analysis.js';
export { best, type Ranked } from './best.js';
export { openEngine } from './embedded-engine.js';
export { type IndexerOptions, updateIndex } from './indexer.js';
export { applicationGroups, arrivalYear, filingDate } from './input.js';
export { PASSAGE_GAP } from './segment-builder.js';
export type * from './types.js';
export { FIELDS } from './types.js';
