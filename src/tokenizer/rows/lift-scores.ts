import { buildTrie, ROOT } from '../subwords/trie.js';
import { isPiece, vocabularyOf } from '../subwords/vocabulary.js';

/** What a score is rounded to, with something to spare for sums of rounded ones. */
const STEP = 2e-6;

/**
 * Raises the score of each token that other tokens together would spell more likely, to just above them. The likeliest
 * spelling of a token is then the token itself, so that a row that was chosen among whole units is spelled as that row
 * by any program that knows no units.
 */
export function liftScores(tokens: readonly string[], scores: Float64Array): Float64Array {
  const vocabulary = vocabularyOf(tokens);
  const ids = tokens.map((_, id) => id).filter((id) => isPiece(vocabulary, id));
  const { codes, base, check, value } = buildTrie(
    ids.map((id) => tokens[id]!),
    ids,
  );
  const lifted = scores.slice();
  const best = new Float64Array(256);
  const spelledByOthers = (token: string): number => {
    best.fill(Number.NEGATIVE_INFINITY, 0, token.length + 1);
    best[0] = 0;
    for (let at = 0; at < token.length; at++) {
      let node = ROOT;
      for (let end = at; end < token.length; ) {
        const code = codes[token.charCodeAt(end++)]!;
        const child = base[node]! + code;
        if (check[child] !== node) break;
        node = child;
        const isWhole = end - at === token.length;
        if (value[node]! >= 0 && !isWhole) best[end] = Math.max(best[end]!, best[at]! + lifted[value[node]!]!);
      }
    }
    return best[token.length]!;
  };
  // A token is only spelled by shorter ones, which are settled by then.
  for (const id of ids.sort((a, b) => tokens[a]!.length - tokens[b]!.length || a - b)) {
    const others = spelledByOthers(tokens[id]!);
    if (others + STEP / 2 > lifted[id]!) lifted[id] = Math.round((others + STEP) * 1e6) / 1e6;
  }
  return lifted;
}
