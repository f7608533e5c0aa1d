const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words that ask rather than say what about. Terms are in the normal form of `searchTokens`. */
export const ASKING = words(
  '무엇 뭐 무슨 어떻게 어떠 어떤 어디 누구 언제 왜 어느 얼마 몇 란 가요 대하 관하 대한 관한 알리 알려주 말하 설명 설명하 찾 보이 주 하 되 있 없 않 ' +
    '의 이 그 저 것 거 수 등 중 및 위하 위한 경우 여부 의하 따르 사용 이용 본 해당 통하 ' +
    'what how why who whom whose which when where is are was were be been do does did can could may might will would shall should must have has had ' +
    'a an the of in on at to for from by with about into and or not any some it its this that these those there than then if as they them their too very so also ' +
    'i me my we our you your tell explain describe show find give say please use used using many much',
);

/**
 * Words that name the side of a matter that is asked about. Answers seldom repeat them (nobody writes "the method of
 * cooling is: …"), so they count little, and alone they are no topic.
 */
export const ASPECTS = words(
  '방법 방식 이유 원인 문제 문제점 단점 장점 이점 효과 해결 과제 역할 종류 원리 개념 정의 의미 목적 특징 기준 차이 구조 구성 재료 발명 특허 문헌 공보 명세서 내용 요약 요지 청구 항 함량 비율 수치 양 ' +
    'method way reason cause problem disadvantage drawback limitation advantage benefit effect solve role kind type principle concept definition mean purpose object ' +
    'difference material make feature work happen keep invention patent document publication application summary summarize abstract claim amount percentage share ratio',
);

/** Words that say the same of a thing in questions and in descriptions, each group in one line. */
const KIN: readonly ReadonlySet<string>[] = [
  words('thick thickness'),
  words('wide width'),
  words('long length'),
  words('high height'),
  words('deep depth'),
  words('heavy weight'),
  words('hot temperature'),
  words('colour color'),
  words('detect detection sense'),
  words('shrink shrinkage'),
  words('reduce reduction decrease lower suppress'),
  words('prevent prevention avoid suppress'),
  words('protect protection'),
  words('share allocate distribute divide'),
  words('reinforce reinforcement strengthen'),
  words('treat treatment'),
  words('줄이 감소 저감 억제 낮추 줄'),
  words('막 방지 차단 예방 억제'),
  words('늘리 증가 높이 향상'),
  words('만들 제조 형성'),
  words('알아내 예측 검출 감지 탐지'),
  words('나누 분할 분배'),
  words('무게 중량'),
  words('가격 판매가 단가'),
];

/** Terms that may stand in an answer in place of a term of the question. */
export function kinOf(term: string): readonly string[] {
  return KIN.filter((group) => group.has(term)).flatMap((group) => [...group].filter((other) => other !== term));
}
