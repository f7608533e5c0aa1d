import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.js';

async function* numbers(count: number, asked: (n: number) => void = () => {}): AsyncGenerator<number> {
  for (let n = 0; n < count; n += 1) {
    asked(n);
    yield n;
  }
}

describe('work side by side', () => {
  it('comes back in the order of the items, whichever is done first', async () => {
    const work = async (n: number) => {
      for (let turn = 0; turn < (n % 3) * 5; turn += 1) await Promise.resolve();
      return n * n;
    };
    const results: number[] = [];
    for await (const { result } of inOrder(numbers(20), 4, work)) results.push(result);
    expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n * n));
  });

  it('asks for no more items than there is room for', async () => {
    let asked = 0;
    let taken = 0;
    const items = numbers(50, () => {
      asked += 1;
      expect(asked - taken).toBeLessThanOrEqual(4);
    });
    for await (const _ of inOrder(items, 4, async () => {})) taken += 1;
    expect(taken).toBe(50);
  });

  it('meets a fault when its turn comes', async () => {
    const seen: number[] = [];
    const work = async (n: number) => {
      if (n === 2) throw new Error('two');
      return n;
    };
    const all = (async () => {
      for await (const { result } of inOrder(numbers(9), 5, work)) seen.push(result);
    })();
    await expect(all).rejects.toThrow('two');
    expect(seen).toEqual([0, 1]);
  });
});
