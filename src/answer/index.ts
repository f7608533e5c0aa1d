export { type AskDependencies, ask } from './ask.js';
export { answerToMarkdown } from './markdown.js';
export type * from './types.js';
