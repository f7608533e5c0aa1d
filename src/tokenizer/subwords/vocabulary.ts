import { SimsaError } from '../../core/index.js';

/** The five special tokens in the order of KorPatBERT's vocabulary; BERT's meaning. */
export const SPECIALS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const;

/** Tokens by id, and the ids that mean something by themselves. */
export interface Vocabulary {
  readonly tokens: readonly string[];
  readonly idOf: ReadonlyMap<string, number>;
  readonly pad: number;
  readonly unknown: number;
  readonly begin: number;
  readonly separator: number;
  readonly mask: number;
  /** Id of `<0x00>`, from where the 256 bytes follow one another; −1 without bytes. */
  readonly firstByte: number;
}

/**
 * Numbers tokens by their order.
 * @throws `tokenizer.bad-vocabulary` for a token twice, an empty one, or no `[UNK]`
 */
export function vocabularyOf(tokens: readonly string[]): Vocabulary {
  const idOf = new Map<string, number>();
  tokens.forEach((token, id) => {
    if (token === '') throw new SimsaError('tokenizer.bad-vocabulary', { reason: 'an empty token' }, { line: id + 1 });
    if (idOf.has(token))
      throw new SimsaError('tokenizer.bad-vocabulary', { reason: `${token} stands in it twice` }, { line: id + 1 });
    idOf.set(token, id);
  });
  const unknown = idOf.get('[UNK]');
  if (unknown === undefined) throw new SimsaError('tokenizer.bad-vocabulary', { reason: 'it has no [UNK]' });
  const special = (name: string) => idOf.get(name) ?? unknown;
  return {
    tokens,
    idOf,
    unknown,
    pad: special('[PAD]'),
    begin: special('[CLS]'),
    separator: special('[SEP]'),
    mask: special('[MASK]'),
    firstByte: firstByteOf(idOf),
  };
}

function firstByteOf(idOf: ReadonlyMap<string, number>): number {
  const first = idOf.get(byteToken(0)) ?? -1;
  for (let byte = 0; byte < 256; byte++) if (idOf.get(byteToken(byte)) !== first + byte) return -1;
  return first;
}

/** How SentencePiece writes a byte: `<0xE2>`. */
export function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

export const BYTE_TOKENS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byteToken(byte));

const BRACKETED = /^\[[^\]]+\]$/;

/** Whether a text would be taken for a special token or a byte if it were a token. */
export function isReserved(text: string): boolean {
  return BRACKETED.test(text) || BYTE_TOKENS.includes(text);
}

/** Whether a token stands for text: not a special one (`[unused7]` is one) and not a byte. */
export function isPiece({ tokens, firstByte }: Vocabulary, id: number): boolean {
  const isByte = firstByte >= 0 && id >= firstByte && id < firstByte + 256;
  return !isByte && !BRACKETED.test(tokens[id]!);
}
