import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSafetensors, writeSafetensors } from './safetensors.js';
import { sizeOf } from './tensor.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-safetensors-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of the given header and as many zero bytes of numbers. */
function made(name: string, header: unknown, bytes: number): string {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([length, text, Buffer.alloc(bytes)]));
  return path;
}

const tensors = fc.uniqueArray(
  fc
    .tuple(fc.string({ minLength: 1 }), fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }))
    .filter(([name]) => name !== '__metadata__' && name !== '__proto__'),
  { selector: ([name]) => name, maxLength: 6 },
);

test('a header as long as to begin like a pickle is read', () => {
  for (const wanted of [0x0180, 0x0280, 0x0480]) {
    const path = join(folder, `long-${wanted}.safetensors`);
    const lengthOf = () => Number(readFileSync(path).readBigUInt64LE(0));
    const write = (name: string) => writeSafetensors(path, [{ name, shape: [1], data: Float32Array.of(1.5) }]);
    write('x');
    write('x'.repeat(1 + wanted - lengthOf()));
    expect(lengthOf()).toBe(wanted);
    const file = openSafetensors(path);
    expect([...file.read(file.names[0]!).data]).toEqual([1.5]);
  }
});

test('what is written is read again, name by name and number by number', () => {
  fc.assert(
    fc.property(tensors, fc.infiniteStream(fc.float({ noNaN: true })), (shapes, numbers) => {
      const written = shapes.map(([name, shape]) => ({
        name,
        shape,
        data: Float32Array.from([...numbers.take(sizeOf(shape))]),
      }));
      const path = join(folder, 'round.safetensors');
      writeSafetensors(path, written, { step: '12' });
      const file = openSafetensors(path);
      expect(new Set(file.names)).toEqual(new Set(written.map(({ name }) => name)));
      expect(file.metadata).toEqual({ format: 'pt', step: '12' });
      for (const tensor of written) expect(file.read(tensor.name)).toEqual(tensor);
    }),
    { numRuns: 50 },
  );
});

test('the same tensors in another order give the same bytes, and nothing is left beside', () => {
  const [a, b] = ['a', 'b'].map((name) => ({ name, shape: [2], data: Float32Array.of(1, 2) })) as never[];
  writeSafetensors(join(folder, 'one'), [a!, b!]);
  writeSafetensors(join(folder, 'two'), [b!, a!]);
  expect(readFileSync(join(folder, 'one'))).toEqual(readFileSync(join(folder, 'two')));
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('16-bit floats and integers are read as numbers', () => {
  const header = {
    half: { dtype: 'F16', shape: [2], data_offsets: [0, 4] },
    brain: { dtype: 'BF16', shape: [1], data_offsets: [4, 6] },
    whole: { dtype: 'I64', shape: [1], data_offsets: [6, 14] },
  };
  const path = made('formats', header, 0);
  writeFileSync(path, Buffer.from([0x00, 0x3e, 0x01, 0x00, 0xc0, 0x3f, 0xfe, 255, 255, 255, 255, 255, 255, 255]), {
    flag: 'a',
  });
  const file = openSafetensors(path);
  expect([...file.read('half').data]).toEqual([1.5, Math.fround(2 ** -24)]);
  expect([...file.read('brain').data]).toEqual([1.5]);
  expect([...file.read('whole').data]).toEqual([-2]);
});

describe('bad files are refused by name', () => {
  const tensor = (from: number, to: number, shape = [2]) => ({ dtype: 'F32', shape, data_offsets: [from, to] });
  const cases: readonly (readonly [string, () => string, string])[] = [
    ['cut in its numbers', () => made('1', { a: tensor(0, 8) }, 7), 'model.cut-short'],
    ['cut in its header', () => made('2', ' '.repeat(20), 0).replace(/$/, ''), 'model.not-safetensors'],
    ['shorter than a length', () => shortFile('3', 'abc'), 'model.cut-short'],
    ['a header longer than the file', () => shortFile('4', '\xff\x00\x00\x00\x00\x00\x00\x00{}'), 'model.cut-short'],
    ['a header of absurd length', () => shortFile('5', '\xff'.repeat(16)), 'model.not-safetensors'],
    ['an unknown number format', () => made('6', { a: { ...tensor(0, 8), dtype: 'F8' } }, 8), 'model.not-safetensors'],
    ['tensors that overlap', () => made('7', { a: tensor(0, 8), b: tensor(4, 12) }, 12), 'model.not-safetensors'],
    ['a gap between tensors', () => made('8', { a: tensor(0, 8), b: tensor(16, 24) }, 24), 'model.not-safetensors'],
    ['a shape of another size', () => made('9', { a: tensor(0, 8, [3]) }, 8), 'model.not-safetensors'],
    ['a negative place', () => made('10', { a: tensor(-8, 0) }, 8), 'model.not-safetensors'],
    ['a Python pickle', () => shortFile('11', '\x80\x02}q\x00X\x01\x00\x00\x00a'), 'model.not-safetensors'],
    ["PyTorch's zip of pickles", () => shortFile('12', 'PK\x03\x04archive/data.pkl'), 'model.not-safetensors'],
  ];
  test.each(cases)('%s', (_, make, code) => {
    expect(() => openSafetensors(make())).toThrow(expect.objectContaining({ code }));
  });

  test('a tensor that is not there', () => {
    const path = made('13', { a: tensor(0, 8) }, 8);
    expect(() => openSafetensors(path).read('b')).toThrow(expect.objectContaining({ code: 'model.missing-tensors' }));
  });
});

function shortFile(name: string, latin1: string): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(latin1, 'latin1'));
  return path;
}
