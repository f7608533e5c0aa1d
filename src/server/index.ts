export type { ImportJob, JobState } from './jobs.js';
export { type RunningServer, type ServerOptions, startServer } from './start.js';
