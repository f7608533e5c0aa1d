import { Cursor } from './table.js';

/** Fields of a protocol buffer message by number, each as often as it occurs: numbers, or bytes of what is nested. */
export type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

/** Wire types of https://protobuf.dev/programming-guides/encoding. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

export function fieldsOf(bytes: Uint8Array): Fields {
  const fields = new Map<number, (number | Uint8Array)[]>();
  const cursor = new Cursor(bytes);
  while (!cursor.atEnd) {
    const tag = cursor.varint();
    const values = fields.get(tag >>> 3) ?? [];
    values.push(valueAt(cursor, tag & 7));
    fields.set(tag >>> 3, values);
  }
  return fields;
}

function valueAt(cursor: Cursor, wireType: number): number | Uint8Array {
  switch (wireType) {
    case VARINT:
      return cursor.varint();
    case FIXED64:
      return cursor.take(8);
    case BYTES:
      return cursor.take(cursor.varint());
    case FIXED32: {
      const bytes = cursor.take(4);
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
    }
    default:
      throw new Error('a message is damaged');
  }
}

/** The number in a field, 0 when it is left out, as the format has it. */
export function numberIn(fields: Fields, field: number): number {
  const value = fields.get(field)?.[0] ?? 0;
  if (typeof value !== 'number') throw new Error('a message is damaged');
  return value;
}

export function messagesIn(fields: Fields, field: number): readonly Fields[] {
  return (fields.get(field) ?? []).map((value) => {
    if (typeof value === 'number') throw new Error('a message is damaged');
    return fieldsOf(value);
  });
}
