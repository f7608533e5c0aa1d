import { type ClassLevel, type Publication, type PublicationId, symbolAt } from '../core/index.js';
import type { Hit, PriorArtRequest, Searcher } from '../search/index.js';
import type { Store } from '../store/index.js';
import type { Classification, Neighbour, ProposedSymbol } from './types.js';

/** What is to be classified. */
export type ClassifyInput = NonNullable<PriorArtRequest['text']>;

export interface ClassifyOptions {
  /** Neighbours that vote; default {@link NEIGHBOURS}. */
  readonly neighbours?: number;
  /** Documents that may not vote, such as the publication that is being classified. */
  readonly exclude?: readonly PublicationId[];
}

/** Where classification looks. */
export interface ClassifySources {
  readonly searcher: Searcher;
  readonly store: Pick<Store, 'get'>;
}

/** docs/examine.md tells how these were chosen. */
export const NEIGHBOURS = 15;
/** Power of a neighbour's score relative to the best one's: near ones outvote many far ones. */
export const SHARPNESS = 1;
/** Weight of a symbol that is not a document's first. */
export const LATER_SYMBOL = 0.25;

/** Hits that are asked for a voter: many documents carry no symbols. */
const HITS_PER_NEIGHBOUR = 5;
const MOST_HITS = 400;
/** Symbols with a smaller share of the votes are not proposed. */
const LEAST_SHARE = 0.02;
const SCHEMES = ['IPC', 'CPC'] as const;
const LEVELS: readonly ClassLevel[] = ['section', 'class', 'subclass', 'group', 'subgroup'];

/**
 * Proposes IPC and CPC symbols from the classes of the nearest documents, whatever their date. Members of a
 * family and duplicates vote once. Shares are counted for each scheme and level apart, so that the shares of
 * the sections, say, compare with one another and not with those of the groups.
 */
export async function classify(
  { searcher, store }: ClassifySources,
  input: ClassifyInput,
  { neighbours = NEIGHBOURS, exclude = [] }: ClassifyOptions = {},
): Promise<Classification> {
  const limit = Math.min(MOST_HITS, (neighbours + exclude.length) * HITS_PER_NEIGHBOUR);
  const { hits } = await searcher.priorArt({ text: input, limit, spans: 0, collapse: true });
  const voters = votersOf(hits, store, new Set(exclude)).slice(0, neighbours);
  return {
    symbols: SCHEMES.flatMap((scheme) => LEVELS.flatMap((level) => proposalsAt(voters, scheme, level))).sort(byLevel),
    neighbours: voters.map(toNeighbour),
  };
}

interface Voter {
  readonly publication: Publication;
  readonly hit: Hit;
  readonly weight: number;
}

/** Documents with symbols, best first, one a family; their weights are relative to the best of them. */
function votersOf(
  hits: readonly Hit[],
  store: Pick<Store, 'get'>,
  excluded: ReadonlySet<PublicationId>,
): readonly Voter[] {
  const seen = new Set<string>();
  const voters: { publication: Publication; hit: Hit }[] = [];
  for (const hit of hits) {
    if (excluded.has(hit.publication) || hit.collapsed.some((member) => excluded.has(member))) continue;
    const publication = store.get(hit.publication);
    if (!publication?.classes.some(isVoted)) continue;
    const family = familyOf(publication);
    if (seen.has(family)) continue;
    seen.add(family);
    voters.push({ publication, hit });
  }
  const best = voters[0]?.hit.score ?? 1;
  return voters.map((voter) => ({ ...voter, weight: weightOf(voter.hit.score, best) }));
}

/** Search may give scores below zero; such a neighbour has no weight beside the best one. */
function weightOf(score: number, best: number): number {
  if (best <= 0) return 1;
  return Math.max(0, score / best) ** SHARPNESS;
}

function isVoted({ scheme }: Publication['classes'][number]): boolean {
  return scheme === 'IPC' || scheme === 'CPC';
}

function familyOf({ family, country, numbers, id }: Publication): string {
  if (family.simple) return `family ${family.simple}`;
  return numbers.application ? `application ${country}${numbers.application}` : id;
}

function proposalsAt(voters: readonly Voter[], scheme: 'IPC' | 'CPC', level: ClassLevel): ProposedSymbol[] {
  const votes = new Map<string, { weight: number; supporters: PublicationId[] }>();
  let total = 0;
  for (const { publication, weight } of voters) {
    const ballot = ballotOf(publication, scheme, level);
    if (ballot.size) total += weight;
    for (const [symbol, share] of ballot) {
      const vote = votes.get(symbol) ?? { weight: 0, supporters: [] };
      vote.weight += share * weight;
      vote.supporters.push(publication.id);
      votes.set(symbol, vote);
    }
  }
  return [...votes]
    .map(([symbol, vote]) => ({
      scheme,
      symbol,
      level,
      score: total ? vote.weight / total : 0,
      supporters: vote.supporters,
    }))
    .filter(({ score }) => score >= LEAST_SHARE)
    .sort((a, b) => b.score - a.score || (a.symbol < b.symbol ? -1 : 1));
}

/** A document's symbols at a level, each once: its first symbol whole, the others in part. */
function ballotOf({ classes }: Publication, scheme: 'IPC' | 'CPC', level: ClassLevel): Map<string, number> {
  const own = classes.filter((one) => one.scheme === scheme);
  const marked = own.some(({ position }) => position === 'first');
  const ballot = new Map<string, number>();
  for (const [index, { symbol, position }] of own.entries()) {
    const rolled = symbolAt(symbol, level);
    if (rolled === null) continue;
    const first = marked ? position === 'first' : index === 0;
    ballot.set(rolled, Math.max(ballot.get(rolled) ?? 0, first ? 1 : LATER_SYMBOL));
  }
  return ballot;
}

function byLevel(a: ProposedSymbol, b: ProposedSymbol): number {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
}

function toNeighbour({ publication, hit }: Voter): Neighbour {
  const symbols = [...new Set(publication.classes.filter(isVoted).map(({ symbol }) => symbol))];
  return { publication: publication.id, title: hit.title, score: hit.score, symbols };
}
