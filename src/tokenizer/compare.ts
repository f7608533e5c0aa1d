import type { Tokenizer } from './types.js';

/** What a tokenizer makes of a text. */
export interface TokenizerFigures {
  readonly vocabulary: number;
  readonly tokens: number;
  readonly bytes: number;
  readonly bytesPerToken: number;
  readonly tokensPerLine: number;
  readonly unknown: number;
  /** Tokens that are bytes of characters outside the vocabulary. */
  readonly inBytes: number;
  /** Different tokens used. */
  readonly used: number;
  /**
   * Rényi efficiency of order 2.5: entropy of the tokens used over that of a vocabulary used evenly, 0 to 1.
   * Zouhar et al., "Tokenization and the Noiseless Channel", ACL 2023.
   */
  readonly renyiEfficiency: number;
}

const ORDER = 2.5;

/** Measures a tokenizer on lines of text. */
export function measureTokenizer(tokenizer: Tokenizer, lines: Iterable<string>): TokenizerFigures {
  const counts = new Float64Array(tokenizer.size);
  let bytes = 0;
  let tokens = 0;
  let number = 0;
  for (const line of lines) {
    if (line === '') continue;
    number++;
    bytes += Buffer.byteLength(line);
    for (const id of tokenizer.ids(line)) counts[id]!++;
  }
  for (const count of counts) tokens += count;
  const firstByte = tokenizer.idOf('<0x00>') ?? 0;
  const inBytes = tokenizer.idOf('<0x00>') === undefined ? 0 : sum(counts.subarray(firstByte, firstByte + 256));
  return {
    vocabulary: tokenizer.size,
    tokens,
    bytes,
    bytesPerToken: bytes / tokens,
    tokensPerLine: tokens / number,
    unknown: counts[tokenizer.specials.unknown]!,
    inBytes,
    used: counts.filter((count) => count > 0).length,
    renyiEfficiency: renyiEfficiency(counts),
  };
}

/** Rényi entropy of order 2.5 of counts, over the logarithm of how many there are. */
export function renyiEfficiency(counts: Float64Array): number {
  const total = sum(counts);
  const power = counts.reduce((all, count) => all + (count / total) ** ORDER, 0);
  return Math.log(power) / (1 - ORDER) / Math.log(counts.length);
}

const sum = (counts: Float64Array) => counts.reduce((all, count) => all + count, 0);
