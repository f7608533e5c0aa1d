import type { ConnectionMatrix, KoreanDictionary } from './dictionary.js';
import { shared } from './shared-memory.js';
import type { UserDictionary } from './user-dictionary.js';

/** What joins words: for each class of word its row and column of the matrix, and its penalty after white space. */
export interface WordCosts {
  readonly matrix: ConnectionMatrix;
  readonly rowOfClass: Uint16Array;
  readonly columnOfClass: Uint16Array;
  readonly penaltyOfClass: Int32Array;
}

/** The classes of all words: the system's, one for each unknown word, the user's. In shared memory. */
export function wordCosts(dictionary: KoreanDictionary, user: UserDictionary | null): WordCosts {
  const { classes, unknown, matrix, spacePenalty } = dictionary;
  const tables = user ? [classes, unknown, user.classes] : [classes, unknown];
  const size = tables.reduce((sum, { leftId }) => sum + leftId.length, 0);
  const rowOfClass = shared.uint16(size);
  const columnOfClass = shared.uint16(size);
  const penaltyOfClass = shared.int32(size);
  let at = 0;
  for (const { leftId, rightId, posId } of tables) {
    for (let row = 0; row < leftId.length; row++, at++) {
      rowOfClass[at] = matrix.rowOf[leftId[row]!]!;
      columnOfClass[at] = matrix.columnOf[rightId[row]!]!;
      penaltyOfClass[at] = spacePenalty[posId[row]!]!;
    }
  }
  return { matrix, rowOfClass, columnOfClass, penaltyOfClass };
}
