import { createHash } from 'node:crypto';
import type { Split } from '../types.js';
import type { Components } from './components.js';

/** Share of the documents that goes to each side for evaluation. */
export const SHARES = { dev: 0.05, test: 0.05 } as const;

/** A component that holds more of all documents, or of its stratum, goes to train whole: held out, it would swallow the evaluation. */
const LARGEST_SHARE = 0.02;

/** In a stratum of few documents a family of this size may be held out all the same. */
const SMALL_FAMILY = 8;

export interface Dealt {
  /** Name by which the component is drawn: the smallest of its keys, so that the order of documents does not matter. */
  readonly name: string;
  /** Documents of one stratum are dealt among themselves: kind and section, for instance. */
  readonly stratum: string;
}

/**
 * Deals components to train, dev and test by a seed. Within each stratum the components stand in the order of a hash
 * of their name, and the first ones are held out until their documents make up the shares.
 * @param documents for each document its name and stratum; a component takes those of its smallest name
 * @returns the split of each component
 */
export function dealComponents(components: Components, documents: readonly Dealt[], seed: number): Split[] {
  const heads = headsOf(components, documents);
  const splits: Split[] = heads.map(() => 'train');
  for (const stratum of strataOf(heads)) dealStratum(stratum, { splits, seed, total: documents.length });
  return splits;
}

interface Head extends Dealt {
  readonly component: number;
  readonly size: number;
}

function headsOf({ of, count }: Components, documents: readonly Dealt[]): Head[] {
  const heads: (Head | undefined)[] = Array.from({ length: count });
  for (const [at, document] of documents.entries()) {
    const component = of[at]!;
    const known = heads[component];
    const leads = known === undefined || document.name < known.name;
    heads[component] = { ...(leads ? document : known), component, size: (known?.size ?? 0) + 1 };
  }
  return heads.filter((head) => head !== undefined);
}

function strataOf(heads: readonly Head[]): Head[][] {
  const strata = new Map<string, Head[]>();
  for (const head of heads) {
    const stratum = strata.get(head.stratum);
    if (stratum) stratum.push(head);
    else strata.set(head.stratum, [head]);
  }
  return [...strata.values()];
}

interface Dealing {
  readonly splits: Split[];
  readonly seed: number;
  readonly total: number;
}

function dealStratum(heads: readonly Head[], { splits, seed, total }: Dealing): void {
  const documents = heads.reduce((sum, { size }) => sum + size, 0);
  const most = Math.min(Math.max(1, total * LARGEST_SHARE), Math.max(SMALL_FAMILY, documents * LARGEST_SHARE));
  const drawn = heads
    .filter(({ size }) => size <= most)
    .map((head) => ({ head, draw: drawOf(seed, head.name) }))
    .sort((a, b) => (a.draw < b.draw ? -1 : 1));
  let held = 0;
  for (const { head } of drawn) {
    const share = (held + head.size / 2) / documents;
    if (share >= SHARES.dev + SHARES.test) return;
    splits[head.component] = share < SHARES.test ? 'test' : 'dev';
    held += head.size;
  }
}

function drawOf(seed: number, name: string): string {
  return createHash('sha256').update(`${seed}\n${name}`).digest('hex');
}
