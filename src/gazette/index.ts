export { type CutOptions, cutRecords } from './cut.js';
export { readGazettes, readRecord } from './read.js';
export { READERS } from './readers.js';
export { fileSource, filesAt, memorySource } from './source.js';
export type * from './types.js';
