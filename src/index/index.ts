export { vectorOf } from './analysis.js';
export { best, type Ranked } from './best.js';
export { openEngine } from './embedded-engine.js';
export { type IndexerOptions, type SegmentWorkers, updateIndex } from './indexer.js';
export { PASSAGE_GAP } from './segment-builder.js';
export type { BuiltSegment, SegmentJob } from './segment-job.js';
export type * from './types.js';
export { FIELDS } from './types.js';
