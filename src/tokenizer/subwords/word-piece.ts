import { type Letters, openFallback, type SubwordModel } from './spelling.js';
import { buildTrie, ROOT, type Trie } from './trie.js';
import { isPiece, type Vocabulary } from './vocabulary.js';

/** What pieces within a unit begin with. */
export const WITHIN = '##';

export interface WordPieceOptions {
  /** As BERT: a unit that cannot be spelled wholly is one unknown token. Otherwise only the character is. */
  readonly wholeOrUnknown: boolean;
}

/** The longest piece that fits, from the beginning of the unit to its end. */
export function openWordPiece(vocabulary: Vocabulary, { wholeOrUnknown }: WordPieceOptions): SubwordModel {
  const ids = vocabulary.tokens.map((_, id) => id).filter((id) => isPiece(vocabulary, id));
  const isWithin = (id: number) =>
    vocabulary.tokens[id]!.startsWith(WITHIN) && vocabulary.tokens[id]!.length > WITHIN.length;
  const first = ids.filter((id) => !isWithin(id));
  const within = ids.filter(isWithin);
  const initial = buildTrie(
    first.map((id) => vocabulary.tokens[id]!),
    first,
  );
  const following = buildTrie(
    within.map((id) => vocabulary.tokens[id]!.slice(WITHIN.length)),
    within,
  );
  const fallback = openFallback(vocabulary.firstByte, vocabulary.unknown);
  return {
    spell(letters, spelling) {
      const before = spelling.size;
      for (let at = 0; at < letters.length; ) {
        const id = longest(at === 0 ? initial : following, letters, at);
        if (id >= 0) {
          const start = at;
          at += vocabulary.tokens[id]!.length - (start === 0 ? 0 : WITHIN.length);
          spelling.push(id, start, at);
        } else if (wholeOrUnknown) {
          spelling.size = before;
          return spelling.push(vocabulary.unknown, 0, letters.length);
        } else at = fallback(letters, at, spelling);
      }
    },
  };
}

/** Id of the longest string of the trie that begins at `at`, −1 for none. */
function longest({ codes, base, check, value }: Trie, { units, length }: Letters, at: number): number {
  let node = ROOT;
  let found = -1;
  for (let end = at; end < length; ) {
    const code = codes[units[end++]!]!;
    const child = base[node]! + code;
    if (code === 0 || check[child] !== node) break;
    node = child;
    if (value[node]! >= 0) found = value[node]!;
  }
  return found;
}
