export type { ImportJob } from './jobs.js';
export { type RunningServer, startServer } from './start.js';
