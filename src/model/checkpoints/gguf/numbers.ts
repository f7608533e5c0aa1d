import { toHalf, toHalves } from '../numbers.js';

/** How numbers are kept: plain, in 16 bits, or in blocks of 32 whole numbers of eight bits with one scale (`q8_0` of ggml). */
export type BlockFormat = 'f32' | 'f16' | 'q8_0';

/** Numbers in a block of `q8_0`. */
const BLOCK = 32;
const BLOCK_BYTES = 2 + BLOCK;

export const FORMAT_NUMBERS: Readonly<
  Record<BlockFormat, { readonly code: number; readonly bytes: (numbers: number) => number }>
> = {
  f32: { code: 0, bytes: (numbers) => 4 * numbers },
  f16: { code: 1, bytes: (numbers) => 2 * numbers },
  q8_0: { code: 8, bytes: (numbers) => (numbers / BLOCK) * BLOCK_BYTES },
};

export function encodeNumbers(numbers: Float32Array, format: BlockFormat): Buffer {
  switch (format) {
    case 'f32':
      return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    case 'f16':
      return Buffer.from(toHalves(numbers).buffer);
    case 'q8_0':
      return toBlocks(numbers);
  }
}

function toBlocks(numbers: Float32Array): Buffer {
  if (numbers.length % BLOCK !== 0) throw new RangeError('blocks of 32 numbers do not fill the tensor');
  const bytes = Buffer.alloc(FORMAT_NUMBERS.q8_0.bytes(numbers.length));
  for (let at = 0, to = 0; at < numbers.length; at += BLOCK, to += BLOCK_BYTES)
    encodeBlock(numbers.subarray(at, at + BLOCK), bytes.subarray(to, to + BLOCK_BYTES));
  return bytes;
}

/** The largest magnitude becomes 127. */
function encodeBlock(numbers: Float32Array, into: Buffer): void {
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest / 127;
  into.writeUInt16LE(toHalf(scale), 0);
  for (let at = 0; at < BLOCK; at++) into.writeInt8(scale === 0 ? 0 : Math.round(numbers[at]! / scale), 2 + at);
}
