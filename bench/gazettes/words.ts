/** Numbers and words from a seed: the same seed makes the same bulk on every machine. */
export class Dice {
  constructor(private state: number) {}

  /** A number from 0 to `below`, without it. */
  below(below: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * below);
  }

  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** Common words often, rare ones seldom, as in running text. */
  word(): string {
    return WORDS[Math.floor((this.below(1_000_000) / 1_000_000) ** 2 * WORDS.length)]!;
  }

  sentence(): string {
    const words = Array.from({ length: 8 + this.below(22) }, () => this.word());
    const first = words[0]!;
    words[0] = first[0]!.toUpperCase() + first.slice(1);
    return `${words.join(' ')}.`;
  }

  sentences(most: number): string {
    return Array.from({ length: 1 + this.below(most) }, () => this.sentence()).join(' ');
  }
}

const COMMON = `the of a and to in is for with by as that first be second an on or at from which may can
  portion member surface layer element system signal data device unit body end side plate housing shaft valve
  pump membrane electrode battery separator cathode anode electrolyte circuit voltage current sensor controller
  processor memory network module antenna lens image display pixel substrate film polymer resin fiber composition
  compound solution temperature pressure fluid gas liquid heat flow chamber nozzle filter motor gear bearing spring
  lever wheel tire vehicle engine combustion fuel exhaust catalyst hydrogen oxygen nitrogen carbon silicon metal
  alloy ceramic glass coating adhesive film pattern mask etching deposition wafer transistor gate drain source
  receptor antibody peptide sequence nucleic acid cell tissue dose patient treatment pharmaceutical excipient
  comprises comprising includes including wherein coupled connected arranged disposed configured formed provided
  according embodiment example figure shown described present invention method apparatus`
  .split(/\s+/)
  .filter((word) => word !== '');

const ENDINGS = [
  '',
  's',
  'ed',
  'ing',
  'able',
  'er',
  'ment',
  'ity',
  'al',
  'ive',
  'ally',
  'less',
  'wise',
  'like',
  'ness',
];

/** About two thousand words: the common ones as they are, then the same with other endings. */
const WORDS: readonly string[] = ENDINGS.flatMap((ending) => COMMON.map((word) => word + ending));
