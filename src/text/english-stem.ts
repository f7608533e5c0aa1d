/** Forms that the rules below would leave apart or tear. */
/** Without a prototype: `constructor` is a word of patents, not a property. */
const IRREGULAR: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  axes: 'axis',
  analyses: 'analysis',
  bases: 'base',
  buses: 'bus',
  caches: 'cache',
  children: 'child',
  criteria: 'criterion',
  feet: 'foot',
  gases: 'gas',
  halves: 'half',
  indices: 'index',
  knives: 'knife',
  leaves: 'leaf',
  lenses: 'lens',
  lives: 'life',
  matrices: 'matrix',
  men: 'man',
  mice: 'mouse',
  phenomena: 'phenomenon',
  teeth: 'tooth',
  vertices: 'vertex',
  vortices: 'vortex',
  women: 'woman',
  shelves: 'shelf',
  biases: 'bias',
  viruses: 'virus',
  apparatuses: 'apparatus',
  dies: 'die',
  ties: 'tie',
  added: 'add',
  adding: 'add',
  series: 'series',
  species: 'species',
  whereas: 'whereas',
  themselves: 'themselves',
  sometimes: 'sometimes',
  trans: 'trans',
  infrared: 'infrared',
  inbred: 'inbred',
  incoming: 'incoming',
  cited: 'cite',
  citing: 'cite',
  made: 'make',
  built: 'build',
  held: 'hold',
  sent: 'send',
  wound: 'wind',
  driven: 'drive',
  written: 'write',
  chosen: 'choose',
  during: 'during',
  string: 'string',
  spring: 'spring',
  ring: 'ring',
  wing: 'wing',
  thing: 'thing',
  king: 'king',
  sling: 'sling',
  nothing: 'nothing',
  something: 'something',
  anything: 'anything',
  ceiling: 'ceiling',
  bearing: 'bearing',
  building: 'building',
  need: 'need',
  seed: 'seed',
  feed: 'feed',
  speed: 'speed',
  bed: 'bed',
  red: 'red',
  shed: 'shed',
  embed: 'embed',
  bleed: 'bleed',
  hundred: 'hundred',
  exceed: 'exceed',
  proceed: 'proceed',
  succeed: 'succeed',
  indeed: 'indeed',
  breed: 'breed',
  weed: 'weed',
  always: 'always',
  thus: 'thus',
  news: 'news',
  physics: 'physics',
  electronics: 'electronics',
  optics: 'optics',
  lens: 'lens',
  gas: 'gas',
  bias: 'bias',
  atlas: 'atlas',
  canvas: 'canvas',
  means: 'means',
  perhaps: 'perhaps',
  plus: 'plus',
  as: 'as',
  has: 'has',
});

const VOWEL = /[aeiouy]/;
/**
 * Ends of stems that lost a silent e with their ending: provid-, generat-, combin-, compos-, handl-, charg-.
 * Found by reading through the -ed and -ing forms of patent texts.
 */
const WANTS_E = new RegExp(
  `(?:${[
    'v|c|u|(?<!z)z|(?<!s|focu|bia|canva)s|ag|[rdl]g|rang|chang|leng|lung|hing',
    '[^aeo]at|creat|permeat|[^aeo]id|[^o]ud|[grv]ad|ced|[cl]od',
    '[^aeo]ir|(?<!o)ur|par|clar|quar|restor|explor|ignor|interfer|coher|adher',
    '[bmflhg]in|[bcdfgkptz]l|[fp]il|edul|sum|scap',
    '[bcptl]ut|mot|enot|uot|[mpd]e?plet|delet|[es]cit|xcit|ignit|rout|rib|invit|unit',
  ].join('|')})$`,
);
/** Stems of two syllables that doubled their l: controll-, cancell-, channell-. */
const DOUBLED_L = /(?:[aeiou][^aeiou]+el|ontrol|ignal)l$/;

/**
 * Light stemming for search: plurals, -ed and -ing, nothing else, so that distinct words stay apart.
 * Rules in the manner of Harman's S-stemmer and of Krovetz (1993), without a dictionary.
 * @param word in lower case
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return IRREGULAR[word] ?? word;
  const irregular = IRREGULAR[word];
  if (irregular !== undefined) return irregular;
  const singular = withoutPlural(word);
  return IRREGULAR[singular] ?? withoutEnding(singular);
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ss|x|ch|sh|zz|o)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function withoutEnding(word: string): string {
  const ending = /(?:ied|eed|ed|ing)$/.exec(word)?.[0];
  if (ending === undefined || ending === 'eed') return word;
  const rest = word.slice(0, -ending.length);
  if (rest.length < 2 || !VOWEL.test(rest)) return word;
  if (ending === 'ied') return `${rest}y`;
  return restored(rest);
}

function restored(rest: string): string {
  if (/([bdgmnprt])\1$/.test(rest) || DOUBLED_L.test(rest)) return rest.slice(0, -1);
  if (WANTS_E.test(rest) || /^[^aeiou]*[aeiouy][^aeiouwxy]$/.test(rest)) return `${rest}e`;
  return rest;
}
