import type { Language } from '../core/index.js';

/** Function words that tell languages of the Latin script apart. */
const FUNCTION_WORDS: readonly (readonly [Language, ReadonlySet<string>])[] = [
  [
    'en',
    new Set(
      'the of and a to in is for with by said that an which wherein are be or on at as from comprising'.split(' '),
    ),
  ],
  [
    'de',
    new Set(
      'der die das und des dem den ein eine einer mit ist von zu wird auf für nach durch oder dass im zur'.split(' '),
    ),
  ],
  [
    'fr',
    new Set('le la les des du et une un dans pour est par sur avec ce que qui au aux ladite ledit selon'.split(' ')),
  ],
  ['es', new Set('el los las y del una un que en para con por se es al según dicho dicha'.split(' '))],
];

/** How much of a long text is looked at. */
const SAMPLE = 4000;

/** Tells the language of a text by its scripts and, within the Latin script, by its function words; `und` for none. */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, SAMPLE).normalize('NFC');
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  const hangul = count(/\p{Script=Hangul}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(/\p{Script=Han}/gu);
  const latin = count(/\p{Script=Latin}/gu);
  // A Korean or Japanese text may hold many Latin names; English hardly ever holds Hangul.
  if (hangul > 0 && hangul * 5 >= latin && hangul >= kana + han / 4) return 'ko';
  if (kana > 0 && (kana + han) * 5 >= latin && kana * 20 >= han) return 'ja';
  if (han > 0 && han * 5 >= latin) return 'zh';
  if (count(/\p{Script=Cyrillic}/gu) > latin) return 'ru';
  return latin > 0 ? latinLanguage(sample) : 'und';
}

function latinLanguage(sample: string): Language {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = FUNCTION_WORDS.map(([language, known]) => ({
    language,
    hits: words.filter((word) => known.has(word)).length,
  }));
  const best = scores.reduce((a, b) => (b.hits > a.hits ? b : a));
  return best.hits === 0 ? 'en' : best.language;
}
