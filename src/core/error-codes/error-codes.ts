import { ANSWERS_CODES } from './answers.js';
import { CORPUS_CODES } from './corpus.js';
import { FACES_CODES } from './faces.js';
import { GAZETTES_CODES } from './gazettes.js';
import { MODELS_CODES } from './models.js';
import { STORE_CODES } from './store.js';
import { TOKENIZER_CODES } from './tokenizer.js';

export { type ErrorFamily, EXIT_CODES } from './entry.js';

/**
 * Every error a user can meet. Texts may name details as `{detail}`. Codes are stable: they are never
 * renamed or used for something else.
 */
export const ERROR_CODES = {
  ...GAZETTES_CODES,
  ...STORE_CODES,
  ...ANSWERS_CODES,
  ...FACES_CODES,
  ...CORPUS_CODES,
  ...TOKENIZER_CODES,
  ...MODELS_CODES,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
