/** A place where a claim names other claims. Offsets are UTF-16 units of the claim's text. */
export interface Reference {
  readonly start: number;
  readonly end: number;
  /** Numbers named, ranges written out, in the order of naming, each once. */
  readonly numbers: readonly number[];
  /** Whether the words let exactly one of the numbers be chosen. A single number always does. */
  readonly alternative: boolean;
  /** A range that was written from its end: `제3항 내지 제1항`. */
  readonly backwardRange?: string;
}

/** What a reader needs to know beside the words: `any preceding claim` means all claims before this one. */
export interface ReferenceContext {
  /** Number of the claim that is read. */
  readonly number: number;
  /** Numbers of the claims of the set that are not cancelled, in order. */
  readonly known: readonly number[];
}

export type Connector = 'range' | 'or' | 'and' | 'comma';

/** Longer ranges are misread numbers, not claims. */
const LONGEST_RANGE = 2000;

/** Collects the numbers of a list while it is read, and how they were joined. */
export class NumberList {
  readonly #numbers: number[] = [];
  readonly connectors: Connector[] = [];
  #backward: string | null = null;

  constructor(first: number) {
    this.#numbers.push(first);
  }

  add(connector: Connector, number: number): void {
    this.connectors.push(connector);
    const last = this.#numbers.at(-1)!;
    if (connector !== 'range' || Math.abs(number - last) > LONGEST_RANGE) this.#numbers.push(number);
    else if (number >= last) this.#pushAll(last + 1, number);
    else {
      this.#numbers.pop();
      this.#pushAll(number, last);
      this.#backward ??= `${last}–${number}`;
    }
  }

  #pushAll(from: number, to: number): void {
    for (let number = from; number <= to; number++) this.#numbers.push(number);
  }

  /** The first range whose end stands before its beginning, as a part of a reference. */
  get backward(): Pick<Reference, 'backwardRange'> {
    return this.#backward === null ? {} : { backwardRange: this.#backward };
  }

  get numbers(): number[] {
    return [...new Set(this.#numbers)];
  }

  has(connector: Connector): boolean {
    return this.connectors.includes(connector);
  }
}

/** All numbers that references name, in order, each once. */
export function numbersOf(references: readonly Reference[]): number[] {
  return [...new Set(references.flatMap((reference) => reference.numbers))];
}

/** The claims that `any preceding claim` stands for. */
export function precedingClaims(context: ReferenceContext): number[] {
  return context.known.filter((number) => number < context.number);
}
