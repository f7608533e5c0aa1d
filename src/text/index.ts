export { bigrams } from './bigrams.js';
export { analyseLines, analyseText, type LinesOptions, type TextOptions } from './korean/analyse-lines.js';
export {
  type AnalyserOptions,
  type KoreanAnalyser,
  type MorphemeVisitor,
  openKoreanAnalyser,
  readKoreanDictionary,
  readKoreanDictionaryBeside,
} from './korean/analyser.js';
export type { LineAnalysis } from './korean/analysis-job.js';
export type { KoreanDictionary } from './korean/dictionary.js';
export type { PrintForm } from './korean/morpheme-printer.js';
export { packDictionary } from './korean/packed-dictionary.js';
export { type UserDictionary, userDictionaryLines } from './korean/user-dictionary.js';
export { openUserDictionary, writeUserDictionary } from './korean/user-file.js';
export type { UserReject } from './korean/user-lines.js';
export { detectLanguage } from './language.js';
export { type NormalText, normalise } from './normalise.js';
export { sentences } from './sentences.js';
export { searchTerms, searchTokens, setSearchDictionary } from './tokens.js';
export type * from './types.js';
