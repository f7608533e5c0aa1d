import { type MarginTables, marginTables } from './connections.js';
import type { ConnectionMatrix, KoreanDictionary } from './dictionary.js';
import { type JointTables, jointTables, type WordTrie } from './joints.js';
import { newPhraseMemory, type PhraseMemory } from './phrase-memory.js';
import { shared } from './shared-memory.js';
import type { UserDictionary } from './user-dictionary.js';
import { type WordCosts, wordCosts } from './word-costs.js';

/**
 * What a lattice works with beside the dictionaries it is made from. It lies in shared memory, so that it is made once
 * for all threads that read with the same dictionaries.
 */
export interface LatticeTables {
  readonly costs: WordCosts;
  /** The smallest connection cost of each row: no left context can do better. */
  readonly leastOfRow: Int16Array;
  /** Null where no phrases are remembered. */
  readonly phrases: PhraseTables | null;
}

export interface PhraseTables {
  readonly joints: JointTables;
  readonly margins: MarginTables;
  readonly memory: PhraseMemory;
}

/** @param remembers whether phrases are remembered */
export function latticeTables(
  dictionary: KoreanDictionary,
  user: UserDictionary | null,
  remembers: boolean,
): LatticeTables {
  const costs = wordCosts(dictionary, user);
  const leastOfRow = leastCosts(dictionary.matrix);
  if (!remembers) return { costs, leastOfRow, phrases: null };
  const joints = jointTables(dictionary.characters, wordTries(dictionary, user));
  const margins = marginTables(dictionary.matrix);
  return { costs, leastOfRow, phrases: { joints, margins, memory: newPhraseMemory() } };
}

function wordTries({ lexicon }: KoreanDictionary, user: UserDictionary | null): WordTrie[] {
  const { trie, first } = lexicon;
  const system = { trie, isWord: (node: number) => first[node + 1]! > first[node]! };
  return user ? [system, { trie: user.trie, isWord: (node) => user.entry[node]! > 0 }] : [system];
}

function leastCosts({ cells, width }: ConnectionMatrix): Int16Array {
  const costs = shared.int16(cells.length / width);
  for (let row = 0, at = 0; row < costs.length; row++) {
    let least = 0x7fff;
    for (const end = at + width; at < end; at++) if (cells[at]! < least) least = cells[at]!;
    costs[row] = least;
  }
  return costs;
}
