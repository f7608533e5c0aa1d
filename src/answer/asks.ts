/** What a question is after, as far as its words tell. `matter` is whatever they do not tell. */
export type Asks =
  | 'trouble'
  | 'effect'
  | 'purpose'
  | 'cause'
  | 'quantity'
  | 'time'
  | 'meaning'
  | 'substance'
  | 'manner'
  | 'matter';

/** The first pattern that fits decides: a trouble that is to be solved asks for the manner, not for the trouble. */
const PATTERNS: readonly (readonly [Asks, RegExp])[] = [
  ['meaning', /(?:이?란|라는 것은)\s*(?:무엇|뭐|\?|$)|(?:의미|정의|개념)(?:는|은|을|를)?\s*(?:무엇|뭐|\?|$)/],
  ['meaning', /\bmeaning of\b|\bdefinition of\b|\bwhat does .+ mean\b|^\s*define\b/i],
  ['meaning', /^\s*what (?:is|are) (?!.*\b(?:made|used|formed|of|for|in|on|by)\b)(?:an? |the )?\S+(?: \S+){0,2}\s*$/i],
  ['cause', /왜|이유|원인|\bwhy\b|\breasons?\b|\bcauses?\b/i],
  ['manner', /(?:문제|단점|위험|불편).*(?:해결|막|방지|어떻게)/],
  ['trouble', /문제점|문제(?:는|가|란)?\s*(?:무엇|뭐|\?|$)|단점|한계(?:는|가)|불편/],
  ['purpose', /목적|과제|\bobject(?:ive)?s?\b|\bpurpose\b|\baims?\b/i],
  ['trouble', /\b(?:problems?|disadvantages?|drawbacks?|limitations?|shortcomings?|difficult(?:y|ies))\b/i],
  [
    'substance',
    /재료|재질|성분|무엇으로|무엇을 포함|어떤 것(?:이|들이) |어떤 종류|종류(?:는|에는)|\b(?:made|formed|composed|consists?) (?:up )?(?:of|from)\b|\bmaterials?\b|\bwhat (?:does|do|is|are) .*\b(?:include|contain|comprise)/i,
  ],
  ['effect', /효과|장점|이점|\b(?:advantages?|benefits?|effects?)\b/i],
  [
    'quantity',
    /얼마|몇\s|몇[가-힣%]|(?:비율|함량|두께|온도|농도|크기|길이|간격|면적|속도|압력|무게|범위)(?:은|는|이|가)?\s*$/,
  ],
  ['quantity', /\bhow (?:much|many|thick|long|wide|high|deep|large|big|fast|often|hot|strong|heavy|far)\b/i],
  [
    'quantity',
    /\b(?:what|which) (?:(?:is|are|was|were) the (?:\w+ )?)?(?:amount|percentage|share|thickness|length|width|height|depth|diameter|distance|weight|temperature|concentration|purity|ratio|wavelength|pressure|range|size|speed|frequency|capacity|population|price|cost)\b/i,
  ],
  ['time', /언제|^\s*(?:at what time|when)\b/i],
  ['manner', /어떻게|방법|방식|\bhow\b/i],
];

/** Reads from the words of a question what kind of sentence would answer it. */
export function asksFor(text: string): Asks {
  const plain = text.replace(/[?？.!\s]+$/, '');
  return PATTERNS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'matter';
}

/** Forms that name what is asked for. The first group is it. */
const TARGETS: readonly RegExp[] = [
  /(?:^|(?:에서|에게|에|의|은|는|을|를|서)\s+)((?:\S+\s)?\S+?)(?:이란|란|의\s+(?:의미|정의|개념)(?:은|는)?)(?:\s+(?:무엇|뭐)\S*)?$/,
  /의\s+((?:\S+\s)?\S+?)(?:은|는|이|가)?(?:\s*(?:얼마|몇|무엇|뭐|어떻게|어떤)\s?\S*)?$/,
  /[한된던는할인]\s+(\S+?)(?:은|는)\s*(?:얼마|몇|무엇|뭐|어디|누구|언제)\s?\S*$/,
  /^\s*what (?:is|are|does) (?:an? |the )?(?:meaning of |definition of )?(?!.*\b(?:of|for|in|on|by|made|used|formed)\b)(.+?)(?: mean)?$/i,
  /^\s*(?:what|how \w+) (?:is|are|was|were) the ((?:\w+ )?\w+) (?:of|for|in)\b/i,
  /^\s*(?:at |in |by )?(?:what|which) (?!is\b|are\b|was\b|were\b|does\b|do\b|did\b|has\b|have\b|can\b)(\w+)\b/i,
];

/** The words of a question that name what is asked for, or nothing where they do not tell. */
export function targetOf(text: string): string {
  const plain = text.replace(/[?？.!\s]+$/, '');
  for (const form of TARGETS) {
    const target = form.exec(plain)?.[1]?.trim();
    if (target) return target;
  }
  return '';
}
