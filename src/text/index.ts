export { bigrams } from './bigrams.js';
export {
  type AnalyserOptions,
  type KoreanAnalyser,
  type MorphemeVisitor,
  openKoreanAnalyser,
  readKoreanDictionary,
} from './korean/analyser.js';
export type { KoreanDictionary } from './korean/dictionary.js';
export { packDictionary } from './korean/packed-dictionary.js';
export { detectLanguage } from './language.js';
export { type NormalText, normalise } from './normalise.js';
export { sentences } from './sentences.js';
export { searchTerms, searchTokens, setSearchDictionary } from './tokens.js';
export type * from './types.js';
