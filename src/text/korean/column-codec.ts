/** Byte forms of number columns that a general compressor packs well. */

/** Low bytes first, then high bytes: each plane is far more regular than the pairs. */
export function toPlanes(numbers: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 2);
  for (let i = 0; i < numbers.length; i++) {
    bytes[i] = numbers[i]! & 0xff;
    bytes[numbers.length + i] = numbers[i]! >> 8;
  }
  return bytes;
}

export function fromPlanes(bytes: Uint8Array, into: Uint16Array | Int16Array): void {
  const size = bytes.length >> 1;
  for (let i = 0; i < size; i++) into[i] = bytes[i]! | (bytes[size + i]! << 8);
}

/** Seven bits a byte, lowest first, the high bit on all but the last. */
export function toVarints(numbers: Iterable<number>): Uint8Array {
  const bytes: number[] = [];
  for (let rest of numbers) {
    for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

export function fromVarints(bytes: Uint8Array, into: Uint32Array): void {
  let at = 0;
  for (let i = 0; i < into.length; i++) {
    let byte = bytes[at++]!;
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
    }
    into[i] = value;
  }
}

/** Each cell as its zigzag difference to the cell above it, in planes. Rows are `width` cells long. */
export function toRowDifferences(cells: Int16Array, width: number): Uint8Array {
  const zigzag = new Uint16Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const above = i >= width ? cells[i - width]! : 0;
    const difference = ((cells[i]! - above) << 16) >> 16;
    zigzag[i] = (difference << 1) ^ (difference >> 15);
  }
  return toPlanes(zigzag);
}

export function fromRowDifferences(bytes: Uint8Array, width: number, cells: Int16Array): void {
  const size = cells.length;
  for (let i = 0; i < size; i++) {
    const zigzag = bytes[i]! | (bytes[size + i]! << 8);
    const above = i >= width ? cells[i - width]! : 0;
    cells[i] = above + ((zigzag >>> 1) ^ -(zigzag & 1));
  }
}
