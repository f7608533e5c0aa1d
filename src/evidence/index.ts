export { type ClaimedSpan, locate, verifyCitation } from './citation.js';
export { numbersIn, unsupportedNumbers } from './numbers.js';
export type * from './types.js';
