/** The module that runs in the threads of an import. */
export { readTaskInThread as default } from './job.js';
