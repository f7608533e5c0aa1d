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

/** How a right part goes with the last syllable before it. */
export interface Agreement {
  /** Number of the particle, whatever its form; -1: the right part is none. */
  readonly kind: number;
  /** Whether the form is the one that the last syllable asks for. */
  readonly fits: boolean;
}

const NONE: Agreement = { kind: -1, fits: true };

/** Tells whether a right part is a particle (alone or with `는`, `의`, `부터` … behind it) that may follow a word. */
export function agreement(word: string, right: string): Agreement {
  const kind = KIND.get(right);
  if (kind === undefined) return NONE;
  const pair = PAIRS[kind];
  if (pair === undefined) return { kind, fits: true };
  return { kind, fits: right === formAfter(word, pair) };
}

function formAfter(word: string, [afterConsonant, afterVowel]: readonly [string, string]): string {
  const final = finalOf(word);
  if (final === 0 || (final === RIEUL && afterVowel === '로')) return afterVowel;
  return afterConsonant;
}

/** Number of the final consonant of the last syllable, 0 without one or when the last unit is no syllable. */
function finalOf(word: string): number {
  const unit = word.charCodeAt(word.length - 1);
  return unit >= 0xac00 && unit <= 0xd7a3 ? (unit - 0xac00) % 28 : 0;
}
