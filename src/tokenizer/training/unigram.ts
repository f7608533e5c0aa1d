import type { CountedUnits } from '../counts/unit-counter.js';
import type { Alphabet } from './alphabet.js';
import { drawLattice, type Lattice, thin } from './lattice.js';
import { countSubstrings, type Substrings } from './substrings.js';

/** A piece of a unigram vocabulary; the score is the logarithm of its probability. */
export interface ScoredPiece {
  readonly text: string;
  readonly score: number;
}

export interface UnigramOptions {
  /** Pieces wanted, the alphabet included. */
  readonly size: number;
  /** Longest piece in UTF-16 units. */
  readonly longest?: number;
  /** Strings that are tokens already. */
  readonly without?: ReadonlySet<string>;
  /** Substrings training begins with. */
  readonly seeds?: number;
  readonly onRound?: (pieces: number) => void;
}

/** Units longer than this say nothing about pieces and would underflow a product of probabilities. */
const LONGEST_UNIT = 40;
const ROUNDS_BETWEEN_CUTS = 2;
/** Share of the pieces that survives a cut (Kudo 2018). */
const KEPT = 0.75;
/** Expected count below which a piece goes at once. */
const LEAST_EXPECTED = 0.5;

/** The pieces still in training. Those before `fixed` are the alphabet and never go. */
interface State {
  readonly lattice: Lattice;
  readonly texts: readonly string[];
  readonly fixed: number;
  /** Place where each piece stands. */
  readonly unit: Int32Array;
  readonly offset: Uint8Array;
  readonly probability: Float64Array;
}

/**
 * Trains a unigram model: expectation and maximisation over all ways to spell each unit, then the pieces whose
 * loss costs least are cut, until the wanted number is left. Kudo, "Subword Regularization", ACL 2018. Every whole
 * unit is among the first pieces, so a morpheme stays whole where that pays. The same counts give the same pieces.
 */
export function trainUnigram(counted: CountedUnits, alphabet: Alphabet, options: UnigramOptions): ScoredPiece[] {
  const { size, longest = 24, seeds = 1_000_000, without = NONE, onRound } = options;
  let state = firstState(shortOnes(counted), alphabet, { longest, seeds, without });
  for (;;) {
    for (let round = 0; round < ROUNDS_BETWEEN_CUTS; round++) state = reestimate(state);
    onRound?.(state.texts.length);
    if (state.texts.length <= size) break;
    const smaller = cut(state, Math.max(size, Math.floor(state.texts.length * KEPT)));
    if (smaller.texts.length === state.texts.length) break;
    state = smaller;
  }
  return state.texts
    .map((text, i) => ({ text, score: Math.log(state.probability[i]!) }))
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
}

function shortOnes({ units, counts }: CountedUnits): CountedUnits {
  const short = units.map((_, i) => i).filter((i) => units[i]!.length <= LONGEST_UNIT);
  return { units: short.map((i) => units[i]!), counts: Float64Array.from(short, (i) => counts[i]!) };
}

const NONE: ReadonlySet<string> = new Set();

interface Limits {
  readonly longest: number;
  readonly seeds: number;
  readonly without: ReadonlySet<string>;
}

function firstState(counted: CountedUnits, alphabet: Alphabet, limits: Limits): State {
  const substrings = countSubstrings(counted, limits.longest);
  const pieceOf = new Int32Array(substrings.size).fill(-1);
  const textOf = (node: number) =>
    counted.units[substrings.unit[node]!]!.slice(
      substrings.offset[node]!,
      substrings.offset[node]! + substrings.length[node]!,
    );
  const seeds = seedNodes(substrings, alphabet, limits.seeds).filter((node) => !limits.without.has(textOf(node)));
  const nodes = [...fixedNodes(substrings, alphabet), ...seeds];
  nodes.forEach((node, piece) => {
    if (node > 0) pieceOf[node] = piece;
  });
  const weights = nodes.map((node) => (node > 0 ? substrings.weight[node]! : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    lattice: drawLattice(counted, substrings, pieceOf, limits.longest),
    texts: nodes.map((node, piece) => (node > 0 ? textOf(node) : alphabet.characters[piece]!)),
    fixed: alphabet.characters.length,
    unit: Int32Array.from(nodes, (node) => substrings.unit[node]!),
    offset: Uint8Array.from(nodes, (node) => substrings.offset[node]!),
    probability: Float64Array.from(weights, (weight) => weight / total),
  };
}

/** Nodes of the alphabet's characters, in its order; 0 for one that stands in no unit. */
function fixedNodes(substrings: Substrings, { characters }: Alphabet): number[] {
  return characters.map((character) => {
    let node = 0;
    for (let i = 0; i < character.length; i++) {
      node = substrings.child(node, character.charCodeAt(i));
      if (node === 0) return 0;
    }
    return node;
  });
}

/** Nodes of the substrings that cover most text, length times count, equal ones all or none. */
function seedNodes(substrings: Substrings, alphabet: Alphabet, limit: number): number[] {
  const fixed = new Set(fixedNodes(substrings, alphabet));
  const nodes: number[] = [];
  for (let node = 1; node < substrings.size; node++) {
    // Nodes without a place lie between the halves of a surrogate pair.
    if (substrings.length[node]! > 1 && substrings.weight[node]! > 1 && !fixed.has(node)) nodes.push(node);
  }
  if (nodes.length <= limit) return nodes;
  const value = (node: number) => substrings.length[node]! * substrings.weight[node]!;
  const least = Float64Array.from(nodes, value).sort()[nodes.length - limit - 1]!;
  return nodes.filter((node) => value(node) > least);
}

/** One round: expected counts of the pieces, then probabilities with the digamma of a sparse prior. */
function reestimate(state: State): State {
  const expected = expectedCounts(state);
  const stays = (piece: number) => piece < state.fixed || expected[piece]! >= LEAST_EXPECTED;
  const smaller = keep(state, stays);
  const counts = expected.filter((_, piece) => stays(piece)).map((count) => Math.max(count, LEAST_EXPECTED));
  const whole = digamma(counts.reduce((sum, count) => sum + count, 0));
  return { ...smaller, probability: counts.map((count) => Math.exp(digamma(count) - whole)) };
}

function expectedCounts({ lattice, probability, texts }: State): Float64Array {
  const { counts, lengths, firsts, starts, ends, pieces } = lattice;
  const expected = new Float64Array(texts.length);
  const forward = new Float64Array(LONGEST_UNIT + 1);
  const backward = new Float64Array(LONGEST_UNIT + 1);
  for (let unit = 0; unit < lengths.length; unit++) {
    const length = lengths[unit]!;
    const first = firsts[unit]!;
    const end = firsts[unit + 1]!;
    forward.fill(0, 1, length + 1);
    forward[0] = 1;
    for (let edge = first; edge < end; edge++)
      forward[ends[edge]!]! += forward[starts[edge]!]! * probability[pieces[edge]!]!;
    if (!(forward[length]! > 0)) continue;
    backward.fill(0, 0, length);
    backward[length] = 1;
    const share = counts[unit]! / forward[length]!;
    for (let edge = end - 1; edge >= first; edge--) {
      const onward = probability[pieces[edge]!]! * backward[ends[edge]!]!;
      backward[starts[edge]!]! += onward;
      expected[pieces[edge]!]! += share * forward[starts[edge]!]! * onward;
    }
  }
  return expected;
}

/** The derivative of the logarithm of Γ, by recurrence and the asymptotic series (Abramowitz and Stegun 6.3.18). */
function digamma(x: number): number {
  let shift = 0;
  let y = x;
  for (; y < 7; y++) shift -= 1 / y;
  const square = 1 / (y * y);
  return shift + Math.log(y) - 0.5 / y - square * (1 / 12 - square * (1 / 120 - square / 252));
}

/** Leaves `size` pieces: those whose replacement by the next best spelling would make the text least likely. */
function cut(state: State, size: number): State {
  const loss = lossWithout(state);
  const free = Array.from({ length: state.texts.length - state.fixed }, (_, i) => state.fixed + i);
  free.sort((a, b) => loss[b]! - loss[a]! || (state.texts[a]! < state.texts[b]! ? -1 : 1));
  const kept = new Uint8Array(state.texts.length).fill(1, 0, state.fixed);
  for (const piece of free.slice(0, Math.max(0, size - state.fixed))) if (loss[piece]! > 0) kept[piece] = 1;
  return keep(state, (piece) => kept[piece] === 1);
}

function lossWithout(state: State): Float64Array {
  const best = new BestPath(state);
  const used = new Float64Array(state.texts.length);
  const { counts, lengths } = state.lattice;
  for (let unit = 0; unit < lengths.length; unit++) {
    for (const piece of best.path(unit, 0, lengths[unit]!)) used[piece]! += counts[unit]!;
  }
  const total = used.reduce((sum, count) => sum + count, 0);
  return used.map((count, piece) => {
    if (count === 0 || piece < state.fixed) return 0;
    const { unit, offset, texts } = state;
    const others = best.path(unit[piece]!, offset[piece]!, offset[piece]! + texts[piece]!.length, piece);
    if (others.length === 0) return Number.POSITIVE_INFINITY;
    const totalWithout = Math.log(total + count * (others.length - 1));
    const likelihood = others.reduce((sum, other) => sum + Math.log(used[other]! + count) - totalWithout, 0);
    return (count / total) * (Math.log(count) - Math.log(total) - likelihood);
  });
}

/** The likeliest way to spell a stretch of a unit. */
class BestPath {
  readonly #log: Float64Array;
  readonly #best = new Float64Array(LONGEST_UNIT + 1);
  readonly #edge = new Int32Array(LONGEST_UNIT + 1);

  constructor(readonly state: State) {
    this.#log = state.probability.map(Math.log);
  }

  /** The pieces from the last to the first, without the piece `but`; none where there is no way. */
  path(unit: number, from: number, to: number, but = -1): number[] {
    const { firsts, starts, ends, pieces } = this.state.lattice;
    const best = this.#best.fill(Number.NEGATIVE_INFINITY, from, to + 1);
    best[from] = 0;
    for (let edge = firsts[unit]!; edge < firsts[unit + 1]!; edge++) {
      const piece = pieces[edge]!;
      if (starts[edge]! < from || ends[edge]! > to || piece === but) continue;
      const score = best[starts[edge]!]! + this.#log[piece]!;
      if (score <= best[ends[edge]!]!) continue;
      best[ends[edge]!] = score;
      this.#edge[ends[edge]!] = edge;
    }
    if (best[to] === Number.NEGATIVE_INFINITY) return [];
    const found: number[] = [];
    for (let at = to; at > from; at = starts[this.#edge[at]!]!) found.push(pieces[this.#edge[at]!]!);
    return found;
  }
}

function keep(state: State, stays: (piece: number) => boolean): State {
  const renumbered = new Int32Array(state.texts.length).fill(-1);
  const kept: number[] = [];
  for (let piece = 0; piece < renumbered.length; piece++) if (stays(piece)) renumbered[piece] = kept.push(piece) - 1;
  if (kept.length === renumbered.length) return state;
  return {
    lattice: thin(state.lattice, renumbered),
    texts: kept.map((piece) => state.texts[piece]!),
    fixed: state.fixed,
    unit: Int32Array.from(kept, (piece) => state.unit[piece]!),
    offset: Uint8Array.from(kept, (piece) => state.offset[piece]!),
    probability: Float64Array.from(kept, (piece) => state.probability[piece]!),
  };
}
