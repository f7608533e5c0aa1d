import type { PublicationId } from '../core/index.js';
import { best, type Card, type Matches, type Ranked, type SearchEngine } from '../index/index.js';

/** A hit with what stands behind it. */
export interface Kept extends Ranked {
  readonly card: Card;
  readonly collapsed: PublicationId[];
}

export interface CollapseOptions {
  readonly offset: number;
  readonly limit: number;
  readonly collapse: boolean;
  /** Groups whose members are left out altogether. */
  readonly excluded?: ReadonlySet<string>;
}

/** How many matches are looked at for one that is kept, at most. */
const DEPTH = 4;
const LEAST_DEPTH = 100;

/**
 * The matches from `offset` on, best first. Members of one family, publications of one application and
 * equal texts stand behind the best of them; only what ranks near it is looked at.
 */
export async function collapse(
  matches: Matches,
  engine: SearchEngine,
  { offset, limit, collapse: isOn, excluded }: CollapseOptions,
): Promise<Kept[]> {
  const end = offset + limit;
  const ranked = best(matches, isOn || excluded ? Math.max(end * DEPTH, LEAST_DEPTH) : end);
  const kept: Kept[] = [];
  const leaders = new Map<string, Kept>();
  for (const one of ranked) {
    const isFull = kept.length >= end;
    if (isFull && !isOn) break;
    const card = await engine.card(one.document);
    if (card.groups.some((group) => excluded?.has(group))) continue;
    const leader = isOn ? card.groups.map((group) => leaders.get(group)).find((found) => found) : undefined;
    const group = leader ?? (isFull ? null : { ...one, card, collapsed: [] });
    if (!group) continue;
    for (const name of card.groups) leaders.set(name, leaders.get(name) ?? group);
    if (leader) leader.collapsed.push(card.id);
    else kept.push(group);
  }
  return kept.slice(offset);
}
