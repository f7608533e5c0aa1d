export { measureTokenizer, renyiEfficiency, type TokenizerFigures } from './compare.js';
export { UnitCounter } from './counts/unit-counter.js';
export { ALGORITHMS, readTokenizer, type TokenizerData, writeTokenizer } from './files/folder.js';
export { huggingFaceTokenizer } from './files/hugging-face.js';
export { linesOf } from './files/lines.js';
export { readLines } from './files/read-text.js';
export { writeVocabularyText } from './files/vocabulary-text.js';
export { Tokenizer as KorPatTokenizer } from './korpat.js';
export { extractNouns, MECAB_DICTIONARY, TERMS } from './nouns/extract-nouns.js';
export { spool } from './nouns/text-blocks.js';
export type { NounEvent, NounOptions, NounReport, Term } from './nouns/types.js';
export { openTokenizer, SHIPPED_TOKENIZER, tokenizerOf } from './open.js';
export { trainWithRows } from './rows/train-with-rows.js';
export { UnitLines } from './rows/unit-lines.js';
export { mecabLine, writeMecabDictionary } from './terms/mecab-csv.js';
export { readTerms, writeTerms } from './terms/terms-file.js';
export { DEFAULT_VOCABULARY, type SubwordVocabulary, trainSubwords } from './training/train.js';
export {
  countLine,
  DEFAULT_ROWS,
  type TrainingEvent,
  type TrainingReport,
  type TrainTokenizerOptions,
  trainTokenizer,
} from './training/train-tokenizer.js';
export type * from './types.js';
export { openUnitReader } from './units/units.js';
