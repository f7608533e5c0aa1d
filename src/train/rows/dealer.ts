import { seedOf, shuffledOrder } from '../../core/index.js';

/** How far things have been dealt: the round, and how many of it. */
export interface Dealt {
  readonly epoch: number;
  readonly dealt: number;
}

/** Deals the numbers below `count`, each once a round, every round in another order of the seed's. */
export class Dealer {
  #place: Dealt;
  #order: Uint32Array;

  constructor(
    private readonly count: number,
    private readonly seed: number,
    { epoch, dealt }: Dealt = { epoch: 0, dealt: 0 },
  ) {
    if (count === 0) throw new RangeError('there is nothing to deal');
    this.#place = { epoch, dealt };
    this.#order = this.orderOf(epoch);
  }

  get place(): Dealt {
    return this.#place;
  }

  next(): number {
    const { epoch, dealt } = this.#place;
    if (dealt < this.#order.length) {
      this.#place = { epoch, dealt: dealt + 1 };
      return this.#order[dealt]!;
    }
    this.#place = { epoch: epoch + 1, dealt: 0 };
    this.#order = this.orderOf(epoch + 1);
    return this.next();
  }

  private orderOf(epoch: number): Uint32Array {
    return shuffledOrder(this.count, seedOf(this.seed, epoch));
  }
}
