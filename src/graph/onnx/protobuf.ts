/** Writes the few wire types of protocol buffers that ONNX needs (https://protobuf.dev/programming-guides/encoding). */
export class ProtobufWriter {
  private bytes = new Uint8Array(1 << 12);
  private length = 0;

  /** An integer field; negative numbers take ten bytes, as two's complement. */
  int(field: number, value: number | bigint): void {
    this.varint(field << 3);
    this.varint(value);
  }

  float(field: number, value: number): void {
    this.varint((field << 3) | 5);
    this.reserve(4);
    new DataView(this.bytes.buffer).setFloat32(this.length, value, true);
    this.length += 4;
  }

  raw(field: number, value: Uint8Array): void {
    this.varint((field << 3) | 2);
    this.varint(value.length);
    this.reserve(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  string(field: number, value: string): void {
    this.raw(field, Buffer.from(value, 'utf8'));
  }

  message(field: number, fill: (inner: ProtobufWriter) => void): void {
    const inner = new ProtobufWriter();
    fill(inner);
    this.raw(field, inner.finish());
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private varint(value: number | bigint): void {
    this.reserve(10);
    if (typeof value === 'number' && value >= 0 && value < 2 ** 31) this.small(value);
    else this.large(BigInt.asUintN(64, BigInt(value)));
  }

  private small(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.bytes[this.length++] = (rest & 127) | 128;
    this.bytes[this.length++] = rest;
  }

  private large(value: bigint): void {
    let rest = value;
    for (; rest > 127n; rest >>= 7n) this.bytes[this.length++] = Number(rest & 127n) | 128;
    this.bytes[this.length++] = Number(rest);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, needed));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** A field as it stands in the bytes: a number for integers and floats, bytes for everything with a length. */
export interface ProtobufField {
  readonly field: number;
  readonly value: bigint | number | Uint8Array;
}

/** Reads the fields of one message. @throws RangeError on a wire type that is not used here or a message cut short. */
export function* readProtobuf(bytes: Uint8Array): Generator<ProtobufField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asIntN(64, value);
    }
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const field = key >> 3;
    if ((key & 7) === 0) yield { field, value: varint() };
    else if ((key & 7) === 5) {
      yield { field, value: view.getFloat32(at, true) };
      at += 4;
    } else if ((key & 7) === 2) {
      const length = Number(varint());
      if (at + length > bytes.length) throw new RangeError('a message is cut short');
      yield { field, value: bytes.subarray(at, at + length) };
      at += length;
    } else throw new RangeError(`wire type ${key & 7} is not read here`);
  }
}
