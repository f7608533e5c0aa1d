export { importPaths } from './import.js';
export type * from './types.js';
