/** Words that say nothing about a text. The index keeps them, so a comparison of whole texts may well match them. */
const COMMON = new Set(
  (
    'a about above after all also although an and any are as at be because been before being below between both but by ' +
    'can could did do does during each either else for from further had has have having hence here how however i if in ' +
    'into is it its itself made make makes may more most must my near nor not of on one only onto or other our out over ' +
    'per said same shall should since so some such than that the their them then there thereby therefore therein ' +
    'thereof these they this those though through thus to toward towards two under until up upon use used using very ' +
    'via was we were what when where whereas whereby wherein whether which while who will with within without would ' +
    'you your ' +
    // What every patent says.
    'according comprise comprises comprising embodiment embodiments invention plurality relates 내지 상기 포함'
  ).split(' '),
);

/**
 * Whether a word, as it stands in the text, is worth marking: no stop word, and no one or two small letters.
 * Short names in capitals or with digits (`AC`, `5G`) tell much; Korean words are cut to morphemes that do.
 */
export function isTelling(word: string): boolean {
  const trimmed = word.trim();
  const isShort = /^\p{Script=Latin}{1,2}$/u.test(trimmed) && !/^\p{Lu}{2}$/u.test(trimmed);
  return !isShort && !COMMON.has(trimmed.toLowerCase());
}
