import type { Asks } from './asks.js';

/** Marks of a sentence that does what a question asks. */
const MARKS: Readonly<Partial<Record<Asks, RegExp>>> = {
  meaning:
    /(?:의미한다|의미할 수|의미하며|말한다|뜻한다|뜻하|지칭|일컫|정의된|정의할|나타낸다|[란은는] .{2,80}이다\.?$|\brefers? to|\bmeans\b|\bis an? |\bare an? |\bdefined as|\bdenotes?\b)/i,
  cause:
    /(?:때문|므로|로 인해|로 인하여|(?:하기|기) 위해|(?:하기|기) 위하여|[어아해여]서|\bbecause\b|\bsince\b|\bdue to\b|\bso that\b|\bcaused? by\b|\bresults? (?:in|from)\b|\breasons?\b|\bconcerns?\b|\bowing to\b|\bin order to\b)/i,
  quantity: /\d/,
  time: /(?:이후|이전|직후|직전|[ㄴ은한된] 후|후에|때|동안|시점|시각|순간|경우|[하되]면|면,|\d\s*(?:년|월|일|시|분|초)|\b(?:when|whenever|after|before|once|until|if|upon|during|while)\b|\b(?:1\d|20)\d\d\b)/i,
  trouble:
    /(?:문제|단점|어렵|어려움|번거|불편|곤란|우려|위험|한계|\bproblem|\bdrawback|\bdisadvantage|\bdifficult|\bhowever\b|\bcostly\b|\bexpensive\b|\bfail)/i,
  purpose: /(?:목적|과제|제공하|위하여|위한 것|\bobject|\baim|\bpurpose|\bto provide\b|\bneed\b)/i,
  substance:
    /(?:이루어|이루어지|구성되|로 형성|로 제조|포함|재질|예를 들어|예컨대|예시|\b(?:made|formed|composed) (?:of|from)\b|\bconsists? of\b|\bcompris|\bcontain|\binclud|\bselected from\b|\bsuch as\b|: .+,)/i,
  effect: /(?:효과|장점|이점|향상|줄일 수|높일 수|가능하|\badvantage|\bbenefit|\bimprov|\breduc|\bincreas|\benabl)/i,
  manner:
    /(?:함으로써|됨으로써|[을를] 통해|[을를] 통하여|이용하여|이용해|사용하여|사용해|기초하여|기초로|기반하여|기반으로|따라 |로부터|비교하|산출|\bby \w+ing\b|\busing\b|\buses?\b|\bthrough\b|\bvia\b|\bby means of\b|\bby an? \b|\bbased on\b|\bas the (?:ratio|product|sum|difference)\b)/i,
};

/** Whether a sentence carries a mark of what is asked; null where that has no marks. */
export function bearsMark(text: string, asks: Asks): boolean | null {
  return MARKS[asks]?.test(text) ?? null;
}

/** A number that says how much, not one of a drawing, a claim or a sign of reference. */
const FIGURE = String.raw`(?<![\p{L}\d([.]|도\s|제\s|FIG\.\s|FIGS\.\s|step\s)\d[\d,.]*(?![\d)\]]|항|단계)`;
const IN_WORDS = String.raw`(?<!\p{L})(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|수십|수백|수천|수만)\s?`;
const ENGLISH_WORDS = String.raw`\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|half|twice|single|double)\b`;
const MONEY =
  /(?:[$€£₩¥]\s?\d|\d[\d,.]*\s*[십백천만억]*\s?(?:원|달러|유로|엔)|\d[\d,.]*\s*(?:USD|EUR|KRW|dollars?|euros?|yen|won|cents?)\b)/i;
const PEOPLE = /\d[\d,.]*\s*[십백천만억]*\s?명|\d[\d,.]*\s*(?:million|billion|thousand|people|persons|inhabitants)/i;
const DATE = /\b(?:1\d|20)\d\d\b|\d\s*년/;

/** What a figure has to come with, by what it is a figure of; the first that fits decides. */
const FIGURES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /가격|요금|이용료|수수료|연봉|월급|판매가|등록금|\b(?:price|fare|fee|salary|how much does|how much money)\b/i,
    MONEY,
  ],
  [/인구|\bpopulation\b/i, PEOPLE],
];
/** Events of the past have a date. */
const DATED = /^\s*when (?:was|were|did)\b|(?:해|날|년도|연도|날짜)(?:는|은)\s*언제/i;
const COUNTED = /몇\s*([가-힣]{1,3}?|%|℃|°C)(?=인가|이나|이고|이며|이|을|를|의|은|는|[?？.\s]|$)/;
const ANY = new RegExp(`${FIGURE}|${IN_WORDS}(?:개|쌍|번|배|단계|종|층)(?!터|치|열)|${ENGLISH_WORDS}`, 'iu');

/** What a sentence must show to answer a question for a figure; null where none is asked for. */
export function figureAskedFor(text: string, asks: Asks): RegExp | null {
  if (asks === 'time' && DATED.test(text)) return DATE;
  if (asks !== 'quantity') return null;
  for (const [asked, figure] of FIGURES) if (asked.test(text)) return figure;
  const counted = COUNTED.exec(text)?.[1];
  return counted === undefined
    ? ANY
    : new RegExp(`\\d[\\d,.]*\\s*[십백천만억]*\\s?${counted}|${IN_WORDS}${counted}`, 'u');
}
