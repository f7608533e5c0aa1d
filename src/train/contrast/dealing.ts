import { seedOf, shuffledOrder } from '../../core/index.js';
import type { Pair } from './pairs/pair-store.js';

/**
 * Deals pairs into batches, each epoch in another order of the seed's, so that no two pairs of a batch share a key:
 * within a batch every text is a counterexample of every other pair's. A pair that does not fit waits for the next batch.
 */
export class PairDealer {
  #epoch = 0;
  #dealt = 0;
  #order: Uint32Array;
  #waiting: readonly number[] = [];

  /** @param size pairs of a batch; {@link distinctPairs} of all must be as many at least. */
  constructor(
    private readonly pairs: readonly Pair[],
    private readonly options: { readonly size: number; readonly seed: number },
  ) {
    this.#order = this.orderOf(0);
  }

  /** Numbers of the pairs of the next batch. */
  next(): readonly number[] {
    const batch: number[] = [];
    const known = new Set<number>();
    const waiting: number[] = [];
    const take = (number: number) => {
      const { keys } = this.pairs[number]!;
      if (batch.length === this.options.size || keys.some((key) => known.has(key))) waiting.push(number);
      else {
        batch.push(number);
        for (const key of keys) known.add(key);
      }
    };
    for (const number of this.#waiting) take(number);
    while (batch.length < this.options.size) take(this.draw());
    this.#waiting = waiting;
    return batch;
  }

  private draw(): number {
    if (this.#dealt === this.#order.length) {
      this.#epoch++;
      this.#dealt = 0;
      this.#order = this.orderOf(this.#epoch);
    }
    return this.#order[this.#dealt++]!;
  }

  private orderOf(epoch: number): Uint32Array {
    return shuffledOrder(this.pairs.length, seedOf(this.options.seed, epoch));
  }
}

/** Pairs of which no two share a key, the first of each group. */
export function distinctPairs<Kind extends Pick<Pair, 'keys'>>(pairs: readonly Kind[]): readonly Kind[] {
  const known = new Set<number>();
  return pairs.filter(({ keys }) => {
    if (keys.some((key) => known.has(key))) return false;
    for (const key of keys) known.add(key);
    return true;
  });
}

/**
 * Which of several things a step does, so that each comes as often as its share says, as evenly as can be: the one that
 * is most behind, the first of them where several are.
 * @param step from 1.
 */
export function* turnsOf<Name extends string>(shares: Readonly<Partial<Record<Name, number>>>): Generator<Name, never> {
  const names = (Object.keys(shares) as Name[]).filter((name) => shares[name]! > 0);
  const all = names.reduce((sum, name) => sum + shares[name]!, 0);
  const done = new Map(names.map((name) => [name, 0]));
  for (let step = 1; ; step++) {
    const behind = (name: Name) => (step * shares[name]!) / all - done.get(name)!;
    const next = names.reduce((best, name) => (behind(name) > behind(best) ? name : best));
    done.set(next, done.get(next)! + 1);
    yield next;
  }
}
