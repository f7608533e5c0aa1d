import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ProtobufWriter, readProtobuf } from './protobuf.js';

const field = fc.integer({ min: 1, max: 500 });
const entry = fc.oneof(
  fc.record({ field, kind: fc.constant('int' as const), value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) }),
  fc.record({ field, kind: fc.constant('float' as const), value: fc.float({ noNaN: true }) }),
  fc.record({ field, kind: fc.constant('raw' as const), value: fc.uint8Array({ maxLength: 300 }) }),
);

it('reads back what was written', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const writer = new ProtobufWriter();
      for (const { field, kind, value } of entries) {
        if (kind === 'int') writer.int(field, value);
        else if (kind === 'float') writer.float(field, value);
        else writer.raw(field, value);
      }
      const expected = entries.map(({ field, value }) => ({ field, value }));
      expect([...readProtobuf(writer.finish())]).toEqual(expected);
    }),
  );
});

it('writes whole numbers the same, given as number or as big number', () => {
  for (const value of [0, 1, 127, 128, 300, 2 ** 31 - 1, 2 ** 31, 2 ** 40, -1]) {
    const [a, b] = [new ProtobufWriter(), new ProtobufWriter()];
    a.int(1, value);
    b.int(1, BigInt(value));
    expect(a.finish()).toEqual(b.finish());
  }
});

it('refuses a message that is cut short', () => {
  const writer = new ProtobufWriter();
  writer.string(3, 'claim');
  expect(() => [...readProtobuf(writer.finish().subarray(0, -1))]).toThrow(RangeError);
});
