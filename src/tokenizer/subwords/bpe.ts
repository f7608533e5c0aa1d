import { characterWidth, openFallback, type SubwordModel } from './spelling.js';
import type { Vocabulary } from './vocabulary.js';

/** Two tokens and the one they become; merges are applied in the order of their list. */
export interface TokenMerge {
  readonly left: number;
  readonly right: number;
  readonly joined: number;
}

/** More tokens than any vocabulary has, so that two of them make one exact key. */
const KEY = 2 ** 24;
const NOT_A_PIECE = -1;

/** Byte-pair encoding: the pair whose merge was learned first is merged first, until none is left. */
export function openBpe(vocabulary: Vocabulary, merges: readonly TokenMerge[]): SubwordModel {
  const ranks = new Map(merges.map(({ left, right }, rank) => [left * KEY + right, rank]));
  const fallback = openFallback(vocabulary.firstByte, vocabulary.unknown);
  const rankAt = (ids: readonly number[], at: number) =>
    ids[at] === NOT_A_PIECE || ids[at + 1] === NOT_A_PIECE
      ? Number.POSITIVE_INFINITY
      : (ranks.get(ids[at]! * KEY + ids[at + 1]!) ?? Number.POSITIVE_INFINITY);
  return {
    spell(letters, spelling) {
      const ids: number[] = [];
      const starts: number[] = [];
      for (let at = 0; at < letters.length; at += characterWidth(letters, at)) {
        const character = String.fromCharCode(...letters.units.subarray(at, at + characterWidth(letters, at)));
        ids.push(vocabulary.idOf.get(character) ?? NOT_A_PIECE);
        starts.push(at);
      }
      // Units are short, so looking at every pair again after a merge is cheaper than a queue.
      for (;;) {
        let best = Number.POSITIVE_INFINITY;
        let place = 0;
        for (let at = 0; at + 1 < ids.length; at++) {
          const rank = rankAt(ids, at);
          if (rank >= best) continue;
          best = rank;
          place = at;
        }
        if (best === Number.POSITIVE_INFINITY) break;
        ids.splice(place, 2, merges[best]!.joined);
        starts.splice(place + 1, 1);
      }
      ids.forEach((id, i) => {
        if (id === NOT_A_PIECE) fallback(letters, starts[i]!, spelling);
        else spelling.push(id, starts[i]!, starts[i + 1] ?? letters.length);
      });
    },
  };
}
