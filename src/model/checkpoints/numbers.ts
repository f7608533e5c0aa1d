/** How numbers of a tensor are kept in a file, in the names of safetensors. */
export type NumberFormat = 'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'I32' | 'I16' | 'I8' | 'U8' | 'BOOL';

export const BYTES_OF: Readonly<Record<NumberFormat, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

/** Little-endian bytes of a file as 32-bit floats. The bytes may lie anywhere: they are copied to an aligned place first. */
export function toFloat32(bytes: Uint8Array, format: NumberFormat): Float32Array {
  const own = bytes.slice().buffer;
  switch (format) {
    case 'F32':
      return new Float32Array(own);
    case 'F64':
      return new Float32Array(new Float64Array(own));
    case 'F16':
      return Float32Array.from(new Uint16Array(own), fromHalf);
    case 'BF16':
      return fromBrainFloat(new Uint16Array(own));
    case 'I64':
      return Float32Array.from(new BigInt64Array(own), Number);
    case 'I32':
      return new Float32Array(new Int32Array(own));
    case 'I16':
      return new Float32Array(new Int16Array(own));
    case 'I8':
      return new Float32Array(new Int8Array(own));
    case 'U8':
    case 'BOOL':
      return new Float32Array(new Uint8Array(own));
  }
}

/** A 16-bit float is the upper half of a 32-bit one (bfloat16). */
function fromBrainFloat(halves: Uint16Array): Float32Array {
  const words = new Uint32Array(halves.length);
  for (let at = 0; at < halves.length; at++) words[at] = halves[at]! << 16;
  return new Float32Array(words.buffer);
}

/** IEEE 754 binary16: one bit sign, five bits exponent, ten bits fraction. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The nearest 16-bit float, ties to even (IEEE 754). */
export function toHalf(value: number): number {
  float[0] = value;
  const bits = word[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520 and above round to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Below the smallest normal half the fraction is counted in units of 2^-24.
  if (magnitude < 0x38800000) return sign | roundHalfToEven(Math.abs(value) * 2 ** 24);
  return sign | roundHalfToEven((magnitude - 0x38000000) / 8192);
}

/** The nearest 16-bit floats of many numbers. */
export function toHalves(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, toHalf);
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
