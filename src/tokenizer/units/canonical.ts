/** A text in the spelling the vocabulary is written in, with the way back to the original. */
export interface CanonicalText {
  readonly text: string;
  /** For each unit of `text` where its original begins and ends; null when nothing moved. */
  readonly origin: { readonly starts: Uint32Array; readonly ends: Uint32Array } | null;
}

/** A character with the marks and jamo that may join it. The limit keeps hostile heaps of marks in small pieces. */
const CLUSTER = /[\s\S][\p{M}\u1160-\u11ff\ud7b0-\ud7ff\u{16d63}-\u{16d6a}]{0,63}/gu;

/**
 * The declared normalisation: NFC (Unicode Standard Annex 15) and nothing more, so that 10², ㎛ and full-width
 * letters stay what they are; with `cased: false` also lower case.
 */
export function canonical(text: string, cased: boolean): CanonicalText {
  const composed = text.normalize('NFC');
  const spelled = cased ? composed : composed.toLowerCase();
  // Lower case only ever lengthens a text, so equal length means that no unit moved.
  if (composed === text && spelled.length === text.length) return { text: spelled, origin: null };
  return byCluster(text, cased);
}

function byCluster(text: string, cased: boolean): CanonicalText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const composed = cluster.normalize('NFC');
    const part = cased ? composed : composed.toLowerCase();
    parts.push(part);
    const unchanged = part.length === cluster.length;
    for (let i = 0; i < part.length; i++) {
      starts.push(unchanged ? index + i : index);
      ends.push(unchanged ? index + i + 1 : index + cluster.length);
    }
  }
  return { text: parts.join(''), origin: { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) } };
}
