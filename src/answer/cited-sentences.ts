const MARKER = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g;
/** A sentence ends at its mark and the citations after it; not at the full stop of an abbreviation. */
const END =
  /(?<!\b(?:e\.g|i\.e|cf|etc|vs|No|Nos|FIG|FIGS|Fig|Figs|al|approx))[.!?。]["”’)]*(?:\s*\[\d[\d,\s]*\])*[.。]?(?=\s|$)|\n+/g;

/** A sentence as a generator wrote it, with the paragraph numbers it names. */
export interface CitedSentence {
  readonly text: string;
  readonly numbers: readonly number[];
}

/** Cuts a growing reply into sentences: those that are complete, and the rest to be continued. */
export function takeSentences(
  reply: string,
  finished: boolean,
): { readonly sentences: readonly CitedSentence[]; readonly rest: string } {
  const sentences: CitedSentence[] = [];
  let from = 0;
  for (const match of reply.matchAll(END)) {
    const end = match.index + match[0].length;
    // A mark at the very end may still be followed by its citation, whole or begun.
    if (!finished && /^\s*(?:\[[\d,\s]*)?$/.test(reply.slice(end))) break;
    if (/^\s*\[\d/.test(reply.slice(end))) continue;
    push(sentences, reply.slice(from, end));
    from = end;
  }
  const rest = reply.slice(from);
  if (!finished) return { sentences, rest };
  push(sentences, rest);
  return { sentences, rest: '' };
}

function push(sentences: CitedSentence[], raw: string): void {
  const numbers = [...raw.matchAll(MARKER)].flatMap((match) => (match[1] ?? '').split(',').map(Number));
  const text = raw
    .replace(MARKER, '')
    .replace(/\s+([.,!?。])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (/[\p{L}\p{N}]/u.test(text)) sentences.push({ text, numbers: [...new Set(numbers)] });
}
