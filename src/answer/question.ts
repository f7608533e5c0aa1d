import type { Language } from '../core/index.js';
import { detectLanguage, searchTokens } from '../text/index.js';

/** A question as the four steps use it. */
export interface Question {
  readonly text: string;
  readonly language: Language;
  /** Distinct content terms in the normal form of the index. */
  readonly terms: readonly string[];
}

/** Words that ask rather than say what about. Terms are in the normal form of {@link searchTokens}. */
const ASKING = new Set(
  (
    '무엇 뭐 무슨 어떻게 어떠 어떤 어디 누구 언제 왜 어느 얼마 몇 대하 관하 대한 관한 알리 알려주 말하 설명 설명하 찾 보이 주 하 되 있 없 않 이 그 저 것 거 수 등 및 위하 위한 경우 여부 의하 따르 사용 이용 ' +
    'what how why who whom whose which when where is are was were be been do does did can could may might will would shall should must have has had ' +
    'a an the of in on at to for from by with about into and or not any some it its this that these those there ' +
    'i me my we our you your tell explain describe show find give please use used using'
  ).split(' '),
);

/** Reads a question: its language and the terms that an answer has to speak about. */
export function readQuestion(text: string, language?: Language): Question {
  const spoken = language ?? detectLanguage(text);
  const all = [...new Set(Array.from(searchTokens(text), (token) => token.term))];
  const content = all.filter((term) => !ASKING.has(term));
  return { text, language: spoken === 'ko' ? 'ko' : 'en', terms: content.length > 0 ? content : all };
}
