export { extractNouns, MECAB_DICTIONARY, TERMS } from './nouns/extract-nouns.js';
export { spool } from './nouns/text-blocks.js';
export type { NounEvent, NounOptions, NounReport, Term } from './nouns/types.js';
export { mecabLine, writeMecabDictionary } from './terms/mecab-csv.js';
export { readTerms, writeTerms } from './terms/terms-file.js';
