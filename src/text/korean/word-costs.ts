import type { ConnectionMatrix, KoreanDictionary } from './dictionary.js';
import type { UserDictionary } from './user-dictionary.js';

/** What joins words: for each class of word its row and column of the matrix, and its penalty after white space. */
export interface WordCosts {
  readonly matrix: ConnectionMatrix;
  readonly rowOfClass: Uint16Array;
  readonly columnOfClass: Uint16Array;
  readonly penaltyOfClass: Int32Array;
}

/** The classes of all words: the system's, one for each unknown word, the user's. */
export function wordCosts(dictionary: KoreanDictionary, user: UserDictionary | null): WordCosts {
  const { classes, unknown, matrix, spacePenalty } = dictionary;
  const tables = user ? [classes, unknown, user.classes] : [classes, unknown];
  const all = (column: 'leftId' | 'rightId' | 'posId') => tables.flatMap((table) => [...table[column]]);
  return {
    matrix,
    rowOfClass: Uint16Array.from(all('leftId'), (id) => matrix.rowOf[id]!),
    columnOfClass: Uint16Array.from(all('rightId'), (id) => matrix.columnOf[id]!),
    penaltyOfClass: Int32Array.from(all('posId'), (id) => spacePenalty[id]!),
  };
}
