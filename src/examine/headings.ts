import type { Section } from '../core/index.js';

/** What a heading of an application opens. */
export type Opens =
  | { readonly part: 'title' | 'abstract' | 'claims' | 'description' | 'date' | 'skip' }
  | { readonly part: 'section'; readonly section: Section };

const PARTS: Readonly<Record<string, readonly string[]>> = {
  title: [
    '발명의 명칭',
    '고안의 명칭',
    '명칭',
    '발명의 명칭(국문)',
    'title',
    'title of the invention',
    'title of invention',
    'invention title',
    '発明の名称',
    '发明名称',
  ],
  abstract: [
    '요약',
    '요약서',
    '초록',
    'abstract',
    'abstract of the disclosure',
    'summary of the abstract',
    '要約',
    '摘要',
  ],
  claims: [
    '청구범위',
    '특허청구범위',
    '특허청구의 범위',
    '실용신안등록청구범위',
    '청구의 범위',
    '청구항',
    'claims',
    'claim',
    'what is claimed is',
    'we claim',
    'i claim',
    'listing of claims',
    '特許請求の範囲',
    '权利要求书',
    '權利要求書',
  ],
  description: [
    '명세서',
    '발명의 설명',
    '발명의 상세한 설명',
    '고안의 설명',
    '상세한 설명',
    'description',
    'specification',
    'detailed description of the invention and drawings',
    '説明書',
    '说明书',
    '明細書',
  ],
  date: [
    '출원일',
    '출원일자',
    '우선일',
    '우선권주장일',
    '유효출원일',
    'filing date',
    'priority date',
    'effective date',
    'date of filing',
  ],
  skip: [
    '대표도',
    '대표도면',
    '도면',
    '요약도',
    '서지사항',
    '출원인',
    '발명자',
    '대리인',
    '기술분류',
    'applicant',
    'applicants',
    'inventor',
    'inventors',
    'representative drawing',
    'drawings',
    'representative figure',
    'bibliographic data',
    '출원번호',
    'application number',
  ],
};

const SECTIONS: Readonly<Partial<Record<Section, readonly string[]>>> = {
  'technical-field': [
    '기술분야',
    '기술 분야',
    '발명이 속하는 기술분야',
    'technical field',
    'field',
    'field of the invention',
    'field of invention',
    '技術分野',
    '技术领域',
  ],
  background: [
    '배경기술',
    '배경 기술',
    '발명의 배경이 되는 기술',
    '종래기술',
    'background',
    'background art',
    'background of the invention',
    'related art',
    '背景技術',
    '背景技术',
  ],
  'citation-list': [
    '선행기술문헌',
    '특허문헌',
    '비특허문헌',
    'citation list',
    'patent literature',
    'non-patent literature',
    '先行技術文献',
  ],
  summary: [
    '발명의 내용',
    '고안의 내용',
    '과제의 해결 수단 및 효과',
    'summary',
    'summary of the invention',
    'disclosure',
    'disclosure of the invention',
    'brief summary',
    '発明の概要',
    '发明内容',
  ],
  problem: [
    '해결하고자 하는 과제',
    '해결하려는 과제',
    '발명이 이루고자 하는 기술적 과제',
    'technical problem',
    'problem to be solved',
    '発明が解決しようとする課題',
  ],
  solution: [
    '과제의 해결 수단',
    '과제의 해결수단',
    '과제 해결 수단',
    '발명의 구성',
    'solution to problem',
    'solution to the problem',
    'technical solution',
    '課題を解決するための手段',
  ],
  effects: [
    '발명의 효과',
    '고안의 효과',
    'advantageous effects',
    'advantageous effects of invention',
    'effects of the invention',
    '発明の効果',
  ],
  drawings: [
    '도면의 간단한 설명',
    'brief description of the drawings',
    'brief description of drawings',
    'description of drawings',
    '図面の簡単な説明',
    '附图说明',
  ],
  embodiments: [
    '발명을 실시하기 위한 구체적인 내용',
    '발명을 실시하기 위한 형태',
    '고안을 실시하기 위한 구체적인 내용',
    '실시예',
    '구체적인 내용',
    'detailed description',
    'detailed description of the invention',
    'detailed description of embodiments',
    'description of embodiments',
    'mode for the invention',
    'best mode',
    'embodiments',
    '発明を実施するための形態',
    '具体实施方式',
  ],
  'industrial-applicability': [
    '산업상 이용가능성',
    '산업상 이용 가능성',
    'industrial applicability',
    '産業上の利用可能性',
  ],
  'reference-signs': [
    '부호의 설명',
    '도면의 주요 부분에 대한 부호의 설명',
    'reference signs list',
    'reference signs',
    'list of reference numerals',
    '符号の説明',
  ],
  'sequence-listing': ['서열목록', '서열목록 자유텍스트', 'sequence listing'],
  'related-applications': [
    '관련 출원',
    '관련출원',
    'cross-reference to related applications',
    'related applications',
    'cross reference to related applications',
  ],
  'government-interest': ['statement of government interest', 'statement regarding federally sponsored research'],
  examples: ['실험예', '제조예', 'examples', 'working examples'],
};

const OPENS = new Map<string, Opens>();
for (const [part, names] of Object.entries(PARTS)) {
  for (const name of names) OPENS.set(keyOf(name), { part } as Opens);
}
for (const [section, names] of Object.entries(SECTIONS)) {
  for (const name of names) OPENS.set(keyOf(name), { part: 'section', section: section as Section });
}

/** What a heading opens, in Korean, English, Japanese or Chinese words, or null when it is none we know. */
export function headingOf(words: string): Opens | null {
  return OPENS.get(keyOf(words)) ?? null;
}

function keyOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/^[\s\d.)#*IVX-]+(?=\s*\p{L})/u, '')
    .replace(/[\s*_:：.]+/g, '');
}
