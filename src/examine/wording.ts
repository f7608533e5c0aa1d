import type { ClaimIssue } from '../claims/index.js';

/** Every phrase of a report. */
export interface Wording {
  readonly report: string;
  readonly lead: string;
  readonly title: string;
  readonly untitled: string;
  readonly publication: string;
  readonly applicants: string;
  readonly filed: string;
  readonly effectiveDate: string;
  readonly noDate: string;
  readonly claims: string;
  readonly claim: (number: number) => string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly categories: Readonly<Record<string, string>>;
  readonly refersTo: string;
  readonly issues: string;
  readonly noIssues: string;
  readonly issue: (issue: ClaimIssue) => string;
  readonly allowed: string;
  readonly classes: string;
  readonly noClasses: string;
  readonly share: string;
  readonly supporters: string;
  readonly symbol: string;
  readonly level: string;
  readonly levels: Readonly<Record<string, string>>;
  readonly priorArt: string;
  readonly noPriorArt: string;
  readonly earlier: string;
  readonly earlierLead: string;
  readonly noEarlier: string;
  /** What stands before the day on which a document was laid open. */
  readonly laidOpen: string;
  readonly noChart: string;
  readonly document: string;
  readonly published: string;
  readonly checkDate: string;
  readonly classified: string;
  readonly chart: string;
  readonly chartLead: string;
  readonly element: string;
  readonly nothing: string;
  readonly more: (places: number) => string;
  readonly dependents: string;
  readonly notes: string;
  readonly noteLines: readonly string[];
  readonly noteNoDate: string;
  readonly notePartialDate: string;
}

export const KOREAN: Wording = {
  report: '출원 검토 보고서',
  lead: '이 보고서는 기계가 찾은 자리를 모은 것입니다. 특허 요건의 판단은 사람이 합니다.',
  title: '발명의 명칭',
  untitled: '(명칭 없음)',
  publication: '문헌',
  applicants: '출원인',
  filed: '출원일',
  effectiveDate: '선행기술 기준일',
  noDate: '알 수 없음',
  claims: '청구항',
  claim: (number) => `청구항 ${number}`,
  kinds: { independent: '독립항', dependent: '종속항', cancelled: '삭제' },
  categories: {
    product: '물건',
    process: '방법',
    use: '용도',
    composition: '조성물',
    medium: '기록매체·프로그램',
    unknown: '미상',
  },
  refersTo: '인용',
  issues: '청구범위 기재방법에 관한 지적',
  noIssues: '인용 관계와 번호에서 찾은 흠이 없습니다.',
  issue: koreanIssue,
  allowed: '이 관청에서는 허용됩니다',
  classes: '분류 제안',
  noClasses: '분류가 붙은 가까운 문헌이 없어 제안하지 못했습니다.',
  share: '비율',
  supporters: '근거 문헌',
  symbol: '기호',
  level: '단계',
  levels: { section: '섹션', class: '클래스', subclass: '서브클래스', group: '메인그룹', subgroup: '서브그룹' },
  priorArt: '가까운 선행문헌',
  noPriorArt: '기준일 이전의 문헌 가운데 뚜렷이 가까운 것을 찾지 못했습니다.',
  earlier: '먼저 출원되고 나중에 공개된 출원 (특허법 제29조제3항·제4항)',
  earlierLead:
    '기준일보다 먼저 출원되어 기준일 이후에 공개·공고된 국내 출원 가운데 가까운 것입니다. 진보성의 근거로는 쓸 수 없고, 명세서·도면에 적힌 발명과 같은지를 사람이 판단합니다. 발명자가 같은지는 살피지 않았습니다.',
  noEarlier: '해당하는 문헌을 찾지 못했습니다.',
  laidOpen: '공개',
  noChart: '청구항의 구성과 비슷한 표현이 있는 문헌이 없습니다.',
  document: '문헌',
  published: '공개·공고일',
  checkDate: '날짜 확인 필요',
  classified: '분류',
  chart: '구성 대비표',
  chartLead:
    '백분율은 그 구성의 (가중) 단어 가운데 해당 문장에 있는 몫입니다. 표현이 겹치는 정도일 뿐, 구성이 개시되었다는 뜻이 아닙니다.',
  element: '구성',
  nothing: '비슷한 표현 없음',
  more: (places) => `다른 자리 ${places}곳`,
  dependents: '종속항 대비표',
  notes: '기계가 확인하지 않은 것',
  noteLines: [
    '신규성·진보성·확대된 선출원·선출원(특허법 제29조, 제36조)을 판단하지 않았습니다. 가까운 문헌을 찾아 늘어놓았을 뿐입니다.',
    '이 저장소에 있는 문헌만 찾았습니다. 찾지 못했다는 것이 선행기술이 없다는 뜻은 아닙니다.',
    '출원 언어와 다른 언어의 문헌은 단어가 달라 대비표에서 빠지기 쉽습니다.',
    '우선권 주장의 적법성, 공지예외(제30조), 발명자·출원인의 동일 여부는 살피지 않았습니다.',
    '명세서 기재요건(제42조제3항·제4항제1호)과 단일성(제45조), 도면과 화학식의 내용은 살피지 않았습니다.',
    '분류는 가까운 문헌의 분류를 투표로 모은 제안입니다.',
  ],
  noteNoDate: '기준일을 알 수 없어 날짜로 문헌을 거르지 않았습니다.',
  notePartialDate: '기준일을 날까지 알 수 없어 같은 해(또는 달)에 나온 문헌도 들어 있습니다. 날짜를 확인하세요.',
};

export const ENGLISH: Wording = {
  report: 'Examination report',
  lead: 'This report gathers places that a machine found. Whether the application meets the law is for a person to judge.',
  title: 'Title',
  untitled: '(no title)',
  publication: 'Publication',
  applicants: 'Applicants',
  filed: 'Filed',
  effectiveDate: 'Reference date for prior art',
  noDate: 'not known',
  claims: 'Claims',
  claim: (number) => `Claim ${number}`,
  kinds: { independent: 'independent', dependent: 'dependent', cancelled: 'cancelled' },
  categories: {
    product: 'product',
    process: 'process',
    use: 'use',
    composition: 'composition',
    medium: 'medium or program',
    unknown: 'not told',
  },
  refersTo: 'refers to',
  issues: 'Findings on the form of the claims',
  noIssues: 'No defect was found in the references and numbers of the claims.',
  issue: englishIssue,
  allowed: 'this office allows it',
  classes: 'Proposed classes',
  noClasses: 'No near document carries classes, so none are proposed.',
  share: 'Share',
  supporters: 'Supported by',
  symbol: 'Symbol',
  level: 'Level',
  levels: { section: 'section', class: 'class', subclass: 'subclass', group: 'main group', subgroup: 'subgroup' },
  priorArt: 'Closest earlier documents',
  noPriorArt: 'No document from before the reference date is clearly close.',
  earlier: 'Filed earlier, published later (Korean Patent Act, Article 29(3) and (4))',
  earlierLead:
    'The closest Korean applications filed before the effective date and laid open on it or later. They say nothing of inventive step; whether they describe the same invention is for a person to judge. Inventors were not compared.',
  noEarlier: 'No such application was found.',
  laidOpen: 'laid open',
  noChart: 'No document words an element of the claims alike.',
  document: 'Document',
  published: 'Published',
  checkDate: 'check the date',
  classified: 'Classes',
  chart: 'Claim chart',
  chartLead:
    'The percentage is the share of the element’s (weighted) words that the sentence carries. It measures wording, not disclosure.',
  element: 'Element',
  nothing: 'nothing worded alike',
  more: (places) => (places === 1 ? 'one more place' : `${places} more places`),
  dependents: 'Charts of the dependent claims',
  notes: 'What the machine did not check',
  noteLines: [
    'Novelty, inventive step and conflicting earlier applications were not judged: near documents were found and listed, no more.',
    'Only the documents of this store were searched. That nothing was found does not mean that there is no prior art.',
    'Documents in another language than the application share few words with it and are easily missed in the chart.',
    'Documents filed before and published after the reference date (earlier rights) were not searched.',
    'The validity of priority claims, grace periods and the identity of inventors or applicants were not examined.',
    'Enablement, support by the description, unity, and what drawings and chemical formulas show were not examined.',
    'The classes are proposals, voted by the classes of near documents.',
  ],
  noteNoDate: 'The reference date is not known, so no document was left out for its date.',
  notePartialDate:
    'The day of the reference date is not known, so documents of the same year or month are listed too: check their dates.',
};

export function wordingFor(language: string): Wording {
  return language === 'ko' ? KOREAN : ENGLISH;
}

function koreanIssue({ rule, claim, details }: ClaimIssue): string {
  const reference = details.reference;
  switch (rule) {
    case 'unknown-reference':
      return `청구항 ${claim}: 없는 청구항 ${reference}을(를) 인용합니다.`;
    case 'cancelled-reference':
      return `청구항 ${claim}: 삭제된 청구항 ${reference}을(를) 인용합니다.`;
    case 'forward-reference':
      return `청구항 ${claim}: 뒤에 적힌 청구항 ${reference}을(를) 인용합니다.`;
    case 'backward-range':
      return `청구항 ${claim}: 인용하는 항의 범위(${details.range})가 거꾸로 적혀 있습니다.`;
    case 'self-reference':
      return `청구항 ${claim}: 자기 자신을 인용합니다.`;
    case 'not-in-alternative':
      return `청구항 ${claim}: 둘 이상의 항(${details.references})을 택일적으로 인용하지 않습니다.`;
    case 'multiple-on-multiple':
      return `청구항 ${claim}: 둘 이상의 항을 인용하면서, 다시 둘 이상의 항을 인용하는 청구항 ${details.references}을(를) 인용합니다${details.through ? `(청구항 ${details.through}을(를) 거침)` : ''}.`;
    case 'numbering':
      return details.problem === 'duplicate'
        ? `청구항 ${claim}: 번호가 겹칩니다.`
        : `청구항 ${claim}: 일련번호가 이어지지 않습니다(${details.expected}이어야 함).`;
    case 'empty':
      return `청구항 ${claim}: 내용이 없습니다.`;
    case 'no-antecedent':
      return `청구항 ${claim}: "${details.term}"이(가) 가리키는 것이 앞에 적혀 있지 않습니다.`;
    default:
      return `청구항 ${claim}: ${rule}`;
  }
}

function englishIssue({ rule, claim, details }: ClaimIssue): string {
  const reference = details.reference;
  switch (rule) {
    case 'unknown-reference':
      return `Claim ${claim} refers to claim ${reference}, which does not exist.`;
    case 'cancelled-reference':
      return `Claim ${claim} refers to claim ${reference}, which is cancelled.`;
    case 'forward-reference':
      return `Claim ${claim} refers to claim ${reference}, which comes later.`;
    case 'backward-range':
      return `Claim ${claim} names a range of claims from its end (${details.range}).`;
    case 'self-reference':
      return `Claim ${claim} refers to itself.`;
    case 'not-in-alternative':
      return `Claim ${claim} refers to several claims (${details.references}) without leaving a choice of one.`;
    case 'multiple-on-multiple':
      return `Claim ${claim} refers to several claims, among them ${details.references}, which refer to several themselves${details.through ? ` (through claim ${details.through})` : ''}.`;
    case 'numbering':
      return details.problem === 'duplicate'
        ? `Claim ${claim}: the number occurs twice.`
        : `Claim ${claim}: the numbers do not run on (${details.expected} was expected).`;
    case 'empty':
      return `Claim ${claim} has no text.`;
    case 'no-antecedent':
      return `Claim ${claim}: nothing before it is what “${details.term}” points to.`;
    default:
      return `Claim ${claim}: ${rule}`;
  }
}
