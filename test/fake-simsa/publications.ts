import type { Paragraph, Publication, Section } from '../../src/core/index.js';

interface Sketch {
  readonly id: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly applicant: string;
  readonly classes: readonly string[];
  readonly filed: string;
  readonly published: string;
  readonly status: string | null;
  readonly abstract: string;
  readonly claims: readonly string[];
  readonly paragraphs: readonly (readonly [Section, string])[];
  /** Paragraph labels as this store split them, not as the office printed them. */
  readonly split?: boolean;
  readonly cites?: readonly string[];
}

/** Made-up publications, just enough to try every view of the page. */
const SKETCHES: readonly Sketch[] = [
  {
    id: 'KR1020190100885',
    title: '리튬 이온 이차 전지용 음극 활물질 및 그 제조 방법',
    titleEn: 'Negative electrode active material for lithium ion secondary battery and method of making it',
    applicant: '한빛에너지 주식회사',
    classes: ['H01M 4/36', 'H01M 4/38', 'H01M 10/0525'],
    filed: '2019-02-21',
    published: '2019-08-29',
    status: '공개',
    abstract:
      '본 발명은 탄소 피복층을 가지는 실리콘 입자를 포함하는 리튬 이온 이차 전지용 음극 활물질에 관한 것이다. 탄소 피복층은 충방전에 따른 실리콘의 부피 팽창을 억제하여 전지의 수명을 늘린다.',
    claims: [
      '실리콘을 포함하는 코어 입자; 및 상기 코어 입자의 표면에 형성되고 두께가 5 nm 내지 50 nm인 탄소 피복층;을 포함하는 리튬 이온 이차 전지용 음극 활물질.',
      '제1항에 있어서, 상기 탄소 피복층은 질소를 0.5 내지 3 중량% 포함하는 음극 활물질.',
      '제1항 또는 제2항의 음극 활물질을 포함하는 음극을 구비한 리튬 이온 이차 전지.',
    ],
    paragraphs: [
      ['technical-field', '본 발명은 리튬 이온 이차 전지용 음극 활물질 및 그 제조 방법에 관한 것이다.'],
      [
        'background',
        '실리콘은 이론 용량이 흑연의 약 열 배에 이르나, 충전할 때 부피가 네 배 가까이 커져 입자가 깨지고 수명이 짧아진다.',
      ],
      [
        'problem',
        '본 발명이 해결하려는 과제는 실리콘의 부피 팽창을 억제하여 전지의 수명을 늘리는 음극 활물질을 제공하는 것이다.',
      ],
      [
        'solution',
        '코어 입자의 표면에 두께 5 nm 내지 50 nm의 탄소 피복층을 형성하면 충방전 과정에서 실리콘의 부피 팽창이 억제된다. 피복층이 5 nm보다 얇으면 균열을 막지 못하고, 50 nm보다 두꺼우면 리튬 이온의 이동이 느려진다.',
      ],
      ['effects', '본 발명의 음극 활물질을 사용한 전지는 500회 충방전 후에도 초기 용량의 91%를 유지하였다.'],
      [
        'embodiments',
        '실시예 1에서는 평균 입경 120 nm의 실리콘 분말을 아세틸렌 분위기에서 700 ℃로 두 시간 열처리하여 두께 20 nm의 탄소 피복층을 얻었다.',
      ],
    ],
    cites: ['US8672134B2', 'KR1020150034567'],
  },
  {
    id: 'KR1020150034567',
    title: '탄소가 코팅된 실리콘 복합체를 포함하는 음극',
    applicant: '새벽소재 주식회사',
    classes: ['H01M 4/36', 'H01M 4/62'],
    filed: '2013-09-25',
    published: '2015-04-03',
    status: '등록',
    abstract: '실리콘 입자의 표면을 비정질 탄소로 코팅하여 부피 팽창에 의한 균열을 줄인 음극이 개시된다.',
    claims: [
      '실리콘 입자와, 상기 실리콘 입자를 덮는 비정질 탄소층을 포함하는 음극.',
      '제1항에 있어서, 상기 비정질 탄소층의 두께는 10 nm 내지 30 nm인 음극.',
    ],
    paragraphs: [
      [
        'technical-field',
        '본 발명은 이차 전지의 음극에 관한 것으로, 더욱 상세하게는 탄소가 코팅된 실리콘 복합체를 포함하는 음극에 관한 것이다.',
      ],
      ['background', '실리콘 음극은 충방전을 되풀이하면 부피 팽창 때문에 균열이 생기고 전극에서 떨어진다.'],
      ['solution', '비정질 탄소층은 실리콘 입자의 부피 팽창을 완충하고, 전해액과 실리콘이 직접 닿는 것을 막는다.'],
      ['effects', '탄소층의 두께가 10 nm 내지 30 nm일 때 수명 특성이 가장 우수하였다.'],
    ],
    split: true,
  },
  {
    id: 'KR1020180076543',
    title: '전기 자동차용 배터리 팩의 냉각 장치',
    applicant: '나래모빌리티 주식회사',
    classes: ['H01M 10/613', 'H01M 10/6556', 'B60L 58/26'],
    filed: '2016-12-27',
    published: '2018-07-05',
    status: '등록',
    abstract:
      '배터리 셀 사이에 냉각수가 흐르는 냉각판을 두고, 온도에 따라 유량을 조절하는 배터리 팩의 냉각 장치가 개시된다.',
    claims: [
      '복수의 배터리 셀; 상기 배터리 셀 사이에 배치된 냉각판; 상기 냉각판에 냉각수를 공급하는 펌프; 및 상기 배터리 셀의 온도에 따라 상기 펌프의 유량을 조절하는 제어부;를 포함하는 냉각 장치.',
      '제1항에 있어서, 상기 냉각판은 알루미늄으로 이루어지는 냉각 장치.',
    ],
    paragraphs: [
      ['technical-field', '본 발명은 전기 자동차에 실리는 배터리 팩의 냉각 장치에 관한 것이다.'],
      ['problem', '배터리 셀의 온도가 고르지 않으면 일부 셀이 먼저 열화하여 배터리 팩 전체의 수명이 줄어든다.'],
      [
        'solution',
        '제어부는 배터리 셀의 온도가 35 ℃를 넘으면 펌프의 유량을 늘리고, 25 ℃ 아래로 내려가면 유량을 줄인다.',
      ],
      ['effects', '셀 사이의 온도 차이를 2 ℃ 이내로 유지할 수 있다.'],
    ],
  },
  {
    id: 'KR1020200112233',
    title: '문서 영상에서 표를 인식하는 방법 및 장치',
    applicant: '글벗소프트 주식회사',
    classes: ['G06V 30/412', 'G06N 3/08'],
    filed: '2019-03-19',
    published: '2020-10-05',
    status: '거절',
    abstract:
      '합성곱 신경망으로 문서 영상의 표 영역을 찾고, 셀의 경계를 예측하여 표의 구조를 복원하는 방법이 개시된다.',
    claims: [
      '문서 영상을 입력받는 단계; 합성곱 신경망으로 상기 문서 영상에서 표 영역을 검출하는 단계; 및 상기 표 영역에서 셀의 경계를 예측하는 단계;를 포함하는 표 인식 방법.',
    ],
    paragraphs: [
      ['technical-field', '본 발명은 문서 영상에서 표를 인식하는 방법 및 장치에 관한 것이다.'],
      ['background', '괘선이 없는 표는 종래의 직선 검출 방식으로는 인식하기 어렵다.'],
      ['solution', '합성곱 신경망은 표 영역을 검출하고, 순환 신경망은 셀의 경계를 예측한다.'],
      ['effects', '괘선이 없는 표에서도 셀의 경계를 정확하게 찾을 수 있다.'],
    ],
  },
  {
    id: 'US8672134B2',
    title: 'Carbon-coated silicon particles for negative electrodes',
    applicant: 'Larkspur Cells, Inc.',
    classes: ['H01M 4/366', 'H01M 4/386', 'H01M 10/0525'],
    filed: '2011-05-02',
    published: '2014-03-18',
    status: null,
    abstract:
      'Silicon particles for a negative electrode of a lithium ion battery are coated with a conductive carbon layer. The carbon layer accommodates the volume expansion of silicon during charging and extends the cycle life of the battery.',
    claims: [
      'A negative electrode material comprising: a core particle containing silicon; and a carbon layer on the core particle, the carbon layer having a thickness of 5 nm to 100 nm.',
      'The negative electrode material of claim 1, wherein the carbon layer contains nitrogen.',
      'A lithium ion battery comprising a negative electrode that includes the negative electrode material of claim 1 or 2.',
    ],
    paragraphs: [
      ['technical-field', 'The invention relates to negative electrode materials for lithium ion batteries.'],
      [
        'background',
        'Silicon stores about ten times more lithium than graphite, yet it expands by nearly 300 percent in volume when charged, which cracks the particles and shortens the cycle life.',
      ],
      [
        'summary',
        'A carbon layer on the silicon particle accommodates the volume expansion of silicon during charging.',
      ],
      [
        'embodiments',
        'The carbon layer is formed by chemical vapor deposition of acetylene at 700 to 900 degrees Celsius. A thickness of 5 nm to 100 nm was found suitable; 20 nm is preferred.',
      ],
      ['effects', 'Cells made with the coated particles kept 88 percent of their capacity after 500 cycles.'],
    ],
  },
  {
    id: 'US20180123456A1',
    title: 'Liquid cooling of battery modules with variable flow',
    applicant: 'Tern Motors LLC',
    classes: ['H01M 10/613', 'H01M 10/6568', 'B60L 58/26'],
    filed: '2016-11-02',
    published: '2018-05-03',
    status: null,
    abstract:
      'A battery module is cooled by a liquid that flows through plates between the cells. A controller varies the flow of the liquid with the temperature of the cells.',
    claims: [
      'A cooling system for a battery module, comprising: plates arranged between cells of the module; a pump that moves a liquid through the plates; and a controller configured to vary a flow rate of the pump with a temperature of the cells.',
      'The cooling system of claim 1, wherein the plates are made of aluminum.',
    ],
    paragraphs: [
      [
        'technical-field',
        'The present disclosure relates to thermal management of battery modules in electric vehicles.',
      ],
      ['background', 'Uneven temperatures among cells make some of them age faster than others.'],
      [
        'embodiments',
        'The controller raises the flow rate of the pump when the temperature of any cell exceeds 35 degrees Celsius.',
      ],
      ['effects', 'The temperature difference among cells stays within 2 degrees Celsius.'],
    ],
  },
  {
    id: 'US20210098765A1',
    title: 'Table structure recognition in document images',
    applicant: 'Inkwell Systems Corp.',
    classes: ['G06V 30/412', 'G06N 3/045'],
    filed: '2019-10-01',
    published: '2021-04-01',
    status: null,
    abstract:
      'A neural network detects tables in document images and predicts the borders of cells, including tables without ruling lines.',
    claims: [
      'A method comprising: receiving a document image; detecting a table region with a convolutional neural network; and predicting cell borders within the table region.',
    ],
    paragraphs: [
      ['technical-field', 'This application relates to recognition of tables in document images.'],
      ['background', 'Tables without ruling lines are hard to recognize by detecting straight lines.'],
      [
        'embodiments',
        'A convolutional neural network detects the table region, and a second network predicts the cell borders.',
      ],
    ],
  },
  {
    id: 'US9876543B2',
    title: 'Dosing pump with flow sensor',
    applicant: 'Halden Medical, Inc.',
    classes: ['A61M 5/142', 'A61M 5/168'],
    filed: '2014-06-30',
    published: '2018-01-23',
    status: null,
    abstract:
      'A dosing pump measures the flow of a drug with a thermal sensor and stops when the flow leaves a set range.',
    claims: [
      'A dosing pump comprising: a reservoir for a drug; a conveying element that moves the drug through a line; a thermal flow sensor at the line; and a controller that stops the conveying element when a measured flow leaves a set range.',
    ],
    paragraphs: [
      ['technical-field', 'The invention relates to pumps that administer drugs.'],
      [
        'embodiments',
        'The thermal flow sensor heats the drug by less than one degree and measures the time the warm portion takes to pass.',
      ],
    ],
  },
];

function description({ paragraphs, split }: Sketch): Paragraph[] {
  return paragraphs.map(([section, text], place) => ({
    label: split ? `#${place + 1}` : String(place + 1).padStart(4, '0'),
    origin: split ? 'split' : 'office',
    section,
    kind: 'text',
    text,
  }));
}

function publicationOf(sketch: Sketch): Publication {
  const country = sketch.id.slice(0, 2);
  const korean = country === 'KR';
  const language = korean ? 'ko' : 'en';
  const kind = /[A-Z]\d$/.exec(sketch.id)?.[0] ?? null;
  const digits = sketch.id.slice(2, kind === null ? undefined : -2);
  const titles = [{ language, text: sketch.title }];
  if (sketch.titleEn) titles.push({ language: 'en', text: sketch.titleEn });
  return {
    id: sketch.id,
    country,
    kind,
    type: 'patent',
    numbers: { publication: korean ? null : digits, application: korean ? digits : null, registration: null },
    dates: { filed: sketch.filed, published: sketch.published, opened: null, granted: null },
    language,
    titles,
    abstracts: [{ language, text: sketch.abstract }],
    parties: [
      { role: 'applicant', name: sketch.applicant, otherNames: [], country, address: null },
      { role: 'inventor', name: korean ? '김하늘' : 'Robin Ames', otherNames: [], country, address: null },
    ],
    classes: sketch.classes.map((symbol, place) => ({
      scheme: 'IPC',
      symbol,
      position: place === 0 ? 'first' : 'later',
      value: 'inventive',
      version: null,
    })),
    priorities: [],
    related: [],
    family: { simple: null, extended: null, members: [] },
    citations: (sketch.cites ?? []).map((document) => ({
      document,
      text: document,
      citedBy: 'examiner',
      categories: ['X'],
      claims: '1-2',
      passages: null,
      date: null,
    })),
    claims: sketch.claims.map((text, place) => ({ number: place + 1, text, status: 'active', refersTo: [] })),
    claimTranslations: [],
    claimVersions: [],
    description: description(sketch),
    drawings: [],
    legalEvents: [],
    status: sketch.status,
    sources: [{ file: 'fake.jsonl', offset: 0, hash: '0'.repeat(64), format: 'jsonl', licence: 'Apache-2.0' }],
  };
}

/** The whole content of the fake store. */
export const PUBLICATIONS: readonly Publication[] = SKETCHES.map(publicationOf);
