import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteReader, ByteWriter } from './bytes.js';

it('reads back every number of 32 bits that was written', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 0xffffffff })), (numbers) => {
      const writer = new ByteWriter(1);
      for (const number of numbers) writer.varint(number);
      const reader = new ByteReader(writer.view);
      expect(numbers.map(() => reader.varint())).toEqual(numbers);
      expect(reader.done).toBe(true);
    }),
  );
});

it('says so when a number runs over the end', () => {
  expect(() => new ByteReader(Uint8Array.of(0x80, 0x80)).varint()).toThrow(RangeError);
  expect(() => new ByteReader(new Uint8Array(9).fill(0xff)).varint()).toThrow(RangeError);
});
