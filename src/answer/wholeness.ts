import type { Language, Span } from '../core/index.js';

const SHORTEST = 15;
/** Longer ones are lists, tables or several sentences run together. */
const LONGEST = { ko: 450, other: 800 } as const;

/** What leans on the sentence before, or points to a drawing or a list that is not quoted; cut away from the front. */
const LEANING: readonly RegExp[] = [
  /^(?:\(\d{1,3}\)|\[\d{1,4}\])\s+/,
  /^(?:또한|그리고|그러나|하지만|따라서|그러므로|이에 따라|이에|이때|이 때|여기서|한편|즉|특히|아울러|나아가|더 나아가|더욱이|그 결과|이로써|이로 인해|이를 통해|다시 말해|결국|더하여|구체적으로|보다 구체적으로|참고적으로|참고로)(?:,\s*|\s+)/,
  /^(?:도\s?\d+[a-z]?(?:\s*(?:및|내지|와|,|~)\s*도?\s?\d+[a-z]?)*(?:을|를)\s참조하면|(?:상기한|상술한|전술한)\s바와\s같이|이상에서와\s같은),?\s+/,
];

/** Takes off what leans; a text may lean twice (`또한, 도 3을 참조하면, …`). */
export function withoutLeaning(text: string): string {
  let rest = text;
  for (let again = true; again; ) {
    const leaning = LEANING.map((pattern) => pattern.exec(rest)?.[0].length ?? 0).find((length) => length > 0) ?? 0;
    again = leaning > 0;
    rest = rest.slice(leaning);
  }
  return rest;
}

/** Begins with a word that means what the sentence before said. */
const BACK =
  /^(?:(?:These|Those|Such|They)\s|This (?!invention|disclosure|application|patent|document|specification)|(?:이는|이들|이것[은이을]|이러한|이와 같은|그러한|이 경우|이때)\s)/;

/** Whether a sentence cannot be understood without the one before it. */
export function pointsBack(text: string): boolean {
  return BACK.test(text);
}

/** Sentences end with their mark; Korean ones at least with a final ending. */
const ENDING = { ko: /(?:[.。!?][)"”’\]]*|[다음임함])$/, other: /[.。!?][)"”’\]]*$/ } as const;
/** Begins in the middle: with a conjunction or particle, an item of a list, a mark or the rest of a number. */
const MIDDLE = /^(?:(?:및|와|과|또는|이며|이고|하고|하며|은|는|을|를|의)\s|\(?[a-z0-9]{1,3}\)\s|\d+,|[,;:.)\]])/;
/** Outside Korean, where foreign words often lead, a word in lower case begins nothing. */
const LOWER_CASE = /^[a-z]{2,}(?:[\s,;:]|$)/;
const CUT_OFF = /\(뒷면에 계속\)\s*\.?$|[;:,]$/;

/** Whether a piece of text cannot stand alone as a sentence. A claim always can. */
export function isFragment({ part, text }: Span, language: Language): boolean {
  if (text.length < SHORTEST) return true;
  if (part === 'claims') return false;
  if (text.length > (language === 'ko' ? LONGEST.ko : LONGEST.other)) return true;
  if (MIDDLE.test(text) || CUT_OFF.test(text)) return true;
  return language === 'ko' ? !ENDING.ko.test(text) : LOWER_CASE.test(text) || !ENDING.other.test(text);
}

const KOREAN_CAPTION =
  /^도\s?\d+[a-z]?(?:\s*(?:및|내지|와|,|~)\s*도?\s?\d+[a-z]?)*\s?(?:은|는|에는)\s.*(?:도면|사시도|단면도|평면도|정면도|측면도|분해도|블록도|블럭도|순서도|흐름도|구성도|개념도|개략도|예시도|그래프|사진|나타낸|나타내|도시|보여|보인|예시|설명)/;
const ENGLISH_CAPTION =
  /^(?:FIGS?\.?|Figures?)\s*\d+[A-Z]?(?:\s*(?:and|to|through|-|–|,)\s*\d*[A-Z]?)*[,]?\s*(?:\([^)]*\)\s*)?(?:is|are|shows?|illustrates?|depicts?|schematically|provides?|presents?|view|diagram)\b/i;

const BIBLIOGRAPHY =
  /\b(?:Press|Wiley|Freeman|Elsevier|Springer|Publish\w+)\b.*\b(?:ed\.|eds\.|Ed\.|Manual|(?:19|20)\d\d)/;

/** Captions of drawings, tables, bare formulas and list markers say where something is shown, not what is so. */
export function isFurniture(text: string): boolean {
  return (
    KOREAN_CAPTION.test(text) ||
    ENGLISH_CAPTION.test(text) ||
    /^\[(?:TABLE|MATH|CHEM)/.test(text) ||
    BIBLIOGRAPHY.test(text) ||
    !/[\p{L}]{2}/u.test(text)
  );
}
