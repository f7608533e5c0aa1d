/**
 * The case particles of Korean grammar, by what stands before them: after a final consonant, after a vowel, after
 * either. A true noun takes many of them, each in the form its last syllable asks for; a torn-off piece does not.
 */
const PAIRS: readonly (readonly [afterConsonant: string, afterVowel: string])[] = [
  ['을', '를'],
  ['이', '가'],
  ['은', '는'],
  ['과', '와'],
  ['으로', '로'],
];
const EITHER = ['의', '에서', '에', '도', '만'];
const KIND = new Map([...PAIRS.flat(), ...EITHER].map((particle) => [particle, kindOf(particle)]));
const RIEUL = 8;

function kindOf(particle: string): number {
  const pair = PAIRS.findIndex((forms) => forms.includes(particle));
  return pair >= 0 ? pair : PAIRS.length + EITHER.indexOf(particle);
}

/** Of the kinds of particles, as a mask: those that stand behind no other particle. `경우에는` makes no noun of 경우에. */
export const CASES = [0, 1, 3, 4].reduce((mask, kind) => mask | (1 << kind), 0);

/** What a word may end in, as bits: a particle's form hangs on it. */
const VOWEL = 1;
const CONSONANT = 2;
const LIQUID = 4;
const ANY = VOWEL | CONSONANT | LIQUID;

/** A right part that is a particle. */
export interface Particle {
  /** Number of the particle, whatever its form. */
  readonly kind: number;
  /** Ends of words that it may stand behind, as {@link endOf} gives them. */
  readonly follows: number;
}

/** The particle that a right part is; null when it is none or has more behind it. */
export function particleOf(right: string): Particle | null {
  const kind = KIND.get(right);
  if (kind === undefined) return null;
  const pair = PAIRS[kind];
  if (pair === undefined) return { kind, follows: ANY };
  const [afterConsonant, afterVowel] = pair;
  const afterLiquid = afterVowel === '로' ? afterVowel : afterConsonant;
  const forms = [afterVowel, afterConsonant, afterLiquid];
  return { kind, follows: forms.reduce((mask, form, end) => (form === right ? mask | (1 << end) : mask), 0) };
}

/** What a word ends in, by its last unit; what is no syllable counts as a vowel. */
export function endOf(unit: number): number {
  const final = unit >= 0xac00 && unit <= 0xd7a3 ? (unit - 0xac00) % 28 : 0;
  if (final === 0) return VOWEL;
  return final === RIEUL ? LIQUID : CONSONANT;
}
