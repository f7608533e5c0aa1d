import { searchTerms } from '../text/index.js';

/** Words that every text has. Given as written and cut like any text, so that they meet the tokens of queries. */
const ENGLISH =
  'a an the of for and or in on to with by is are be been at from as that which wherein whereby thereof therein said such having has have it its this these those into than using use used can may';
const KOREAN = '및 또는 그리고 위한 대한 관한 통한 따른 의한 있는 하는 되는 상기 것 수 등';

/** Words of asking: they belong to the question and not to what is asked for. */
const ENGLISH_QUESTION =
  'what which who whom whose when where why how does do did is are was were can could should would will shall i we you me us my our please tell explain describe show find give any there about';
const KOREAN_QUESTION =
  '무엇 무엇인가 뭐 뭔가 어떤 어떻게 어디 어느 누구 누가 언제 왜 얼마 얼마나 몇 무슨 인가 인가요 있나 있나요 있는가 하나 하나요 하는가 되나 되나요 되는가 입니까 합니까 습니까 알려 알려줘 알려주세요 설명 설명해 주세요 방법은 대해 대하여 관하여 경우 이유';

let common: ReadonlySet<string> | null = null;
let asking: ReadonlySet<string> | null = null;

/** Leaves out words that every text has, unless nothing would be left. */
export function withoutStopWords(terms: readonly string[]): readonly string[] {
  common ??= new Set(searchTerms(`${ENGLISH} ${KOREAN}`));
  return without(terms, common);
}

/** Leaves out the words of asking too: what a question is about. */
export function subjectOf(terms: readonly string[]): readonly string[] {
  asking ??= new Set(searchTerms(`${ENGLISH_QUESTION} ${KOREAN_QUESTION}`));
  return without(withoutStopWords(terms), asking);
}

function without(terms: readonly string[], words: ReadonlySet<string>): readonly string[] {
  const left = terms.filter((term) => !words.has(term));
  return left.length > 0 ? left : terms;
}
