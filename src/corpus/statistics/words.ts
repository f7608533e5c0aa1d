/** Words of the page in both languages. */
export interface Words {
  readonly en: string;
  readonly ko: string;
}

const NAMES: Readonly<Record<string, Words>> = {
  'korean-gazettes': { en: 'Korean gazettes', ko: '국문 공보' },
  'english-gazettes': { en: 'English gazettes', ko: '영문 공보' },
  'office-actions': { en: 'Office actions', ko: '의견제출통지서' },
  'translation-pairs': { en: 'Translation pairs', ko: '한영 번역쌍' },
  classification: { en: 'Classification', ko: '특허 분류' },
  'reading-comprehension': { en: 'Reading comprehension', ko: '기계독해' },
  consultation: { en: 'Consultation and law', ko: '상담 사례와 법령' },
  'general-text': { en: 'General text', ko: '일반 글' },
  ko: { en: 'Korean', ko: '한국어' },
  en: { en: 'English', ko: '영어' },
  und: { en: 'not told', ko: '알 수 없음' },
  train: { en: 'train', ko: '학습' },
  dev: { en: 'dev', ko: '검증' },
  test: { en: 'test', ko: '시험' },
  yes: { en: 'may train what ships', ko: '배포 모델 학습 가능' },
  no: { en: 'reading and evaluation only', ko: '열람·평가 전용' },
  total: { en: 'Total', ko: '합계' },
  classify: { en: 'classify', ko: '분류' },
  translate: { en: 'translate', ko: '번역' },
  summarise: { en: 'summarise', ko: '요약' },
  'cite-provisions': { en: 'cite provisions', ko: '적용 조문' },
  'predict-outcome': { en: 'predict the outcome', ko: '등록·거절 예측' },
  'find-answer': { en: 'find the answer', ko: '기계독해' },
  answer: { en: 'answer', ko: '답변' },
  A: { en: 'A Human necessities', ko: 'A 생활필수품' },
  B: { en: 'B Operations, transporting', ko: 'B 처리조작·운수' },
  C: { en: 'C Chemistry, metallurgy', ko: 'C 화학·야금' },
  D: { en: 'D Textiles, paper', ko: 'D 섬유·지류' },
  E: { en: 'E Fixed constructions', ko: 'E 고정구조물' },
  F: { en: 'F Mechanical engineering', ko: 'F 기계공학' },
  G: { en: 'G Physics', ko: 'G 물리학' },
  H: { en: 'H Electricity', ko: 'H 전기' },
  Y: { en: 'Y New technologies (CPC)', ko: 'Y 신기술(CPC)' },
  '-': { en: 'no class', ko: '분류 없음' },
};

/** A key of the statistics as people call it; sources and rules go by their own names. */
export function wordsFor(key: string): Words {
  return NAMES[key] ?? { en: key, ko: key };
}
