/** A question with what is known of its answer. */
export interface Asked {
  readonly text: string;
  readonly language: 'ko' | 'en';
  /** Key of a publication that answers, `open` where many may, or `none` where nothing in the data does. */
  readonly answeredBy: string;
  /** `tuned` questions were looked at while the weights were chosen, `fresh` ones only afterwards. */
  readonly set: 'tuned' | 'fresh';
}

const read = (language: 'ko' | 'en', set: 'tuned' | 'fresh', lines: string): readonly Asked[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [answeredBy = '', text = ''] = line.trim().split(' | ');
      return { language, set, answeredBy, text };
    });

/** Written after reading publications drawn at random from the Korean and American collections. */
export const QUESTIONS: readonly Asked[] = [
  ...read(
    'ko',
    'tuned',
    `
KR1020210156342 | 비상벨 장치가 오디오에서 위급 상황을 감지하면 무엇을 하나요?
KR1020210156342 | 범죄 코드가 코드 0이면 관제 서버는 무엇을 제공하나요?
KR1020180005755 | IoT 장치들 중 프로빙 장치의 역할은?
KR1020180005755 | 하위 등급 IoT 장치가 머신러닝 작업을 수행할 수 없으면 어떻게 하나요?
KR1020190117652 | 호가정보와 체결정보로 체결확률을 어떻게 구하나요?
KR1020150141639 | 손목 혈압계의 둘레 길이는 어떻게 줄이나요?
KR1020150141639 | 수은 혈압계의 문제점은 무엇인가요?
KR1020210178241 | 사용자에게 추천할 문제를 어떤 기준으로 결정하나요?
KR1020210105765 | BOM 데이터의 항목을 세관 신고용 항목으로 어떻게 맵핑하나요?
KR1020230138498 | 6축 힘/토크 센서에서 cross talk란 무엇인가요?
KR1020167027041 | 비디오 코딩에서 양자화 파라미터는 무엇에 기반하여 수정되나요?
KR1020180078754 | 부동산 경매 낙찰가를 예측하는 데 어떤 알고리즘을 사용하나요?
KR1020180078754 | 낙찰가 예측에서 training set의 비율은?
KR1020230105391 | 키워드 광고의 대상 서비스를 어떻게 선택하나요?
KR1020210172536 | 가상현실 교육에서 학생의 생체정보는 어떻게 수집하나요?
KR1020230060729 | 조립식 인공지능 모듈이 성능 지표를 만족하지 못하면?
KR1020210143376 | 유동 인구 예측에서 엣지 디바이스의 역할은?
KR1020220033467 | 영어 문장에서 메인 단어를 선택하는 방법
KR1020210175624 | 전력 데이터 기반 모델의 재학습 시점은 어떻게 판단하나요?
KR1020110028911 | 가상의 지능형 에이전트는 감정 모델로 무엇을 하나요?
KR1020230086257 | 장애인용 신발의 라스트 데이터는 어떻게 보정하나요?
KR1020240072968 | 문서에서 포뮬레이션 데이터를 추출하는 방법은?
KR1020220140817 | 증강 현실 인테리어 모델링 파일은 어떻게 거래되나요?
KR1020230081638 | 눈 성형수술용 비전측정 장비의 캘리브레이션은 어떻게 하나요?
KR1020230151009 | 배송 차량에서 물품 박스가 이탈되었는지 어떻게 판단하나요?
KR1020200090561 | 전력 부하를 인공 신경망으로 예측하는 방법
KR1020150141639 | KR1020150141639의 청구항 1은 무엇인가요?
KR1020230151009 | 10-2023-0151009 발명의 과제는?
open | 리튬이온전지 분리막
open | 자율주행 차량이 보행자를 인식하는 방법은 무엇인가요?
open | G06N 3/08 학습률 조정 방법은?
open | 배터리
open | 딥러닝 모델의 과적합을 방지하는 방법은?
open | transformer 모델의 attention 메커니즘이란 무엇인가요?
none | 조선시대 세종대왕이 한글을 창제한 해는 언제인가요?
none | 2026년 월드컵 결승전은 어디에서 열리나요?
none | 김치찌개를 맛있게 끓이는 비법은?
none | 서울에서 부산까지 KTX 요금은 얼마인가요?
none | 손목 혈압계의 소비자 가격은 얼마인가요?
none | 셰익스피어 햄릿의 줄거리를 알려주세요
none | 부동산 취득세율은 몇 퍼센트인가요?
none | 판다의 임신 기간은 며칠인가요?
none | KR1020150141639의 심사관 이름은?
none | 피아노 소나타 월광의 작곡가는 누구인가요?
`,
  ),
  ...read(
    'en',
    'tuned',
    `
US20230073224A | How is a fluxonium qubit initialized into a pure state?
US20230073224A | Why does heavy fluxonium have a longer relaxation time?
US20210154184A | How do bifunctional compounds promote degradation of tau protein?
US20190110983A | What amount of glucono delta-lactone does the vaginal formulation contain?
US20190110983A | Why is gluconic acid hard to produce as a solid?
US20160002725A | Which mRNA level is used for early detection of Alzheimer's disease?
US20190335214A | How are GOP tasks scheduled on virtual machines for video transcoding?
US20190335214A | Why do streaming providers store many transcoded versions of the same video?
US7386335B | What wavelength of light does a body activity measurement device use for the brain?
US20240075771A1 | What is the molded body of a non-pneumatic tire made of?
US20250121635A1 | How do Helmholtz sound absorbers reduce tire noise?
US9460980B | How does a heat spreader dissipate heat in a semiconductor package?
US20240336088A1 | How is the track width of an agricultural vehicle adjusted?
US20160003824A | What does the anti-SNAP25 antibody bind to?
US20210186380A | How is hidden hearing loss detected?
US20160166536A | Which drugs are combined to inhibit triple-negative breast cancer cells?
US7156135B1 | How is high-pressure air released when disconnecting the air tank connector?
US20240059096A1 | What are the venting holes in the wheel cover for?
US20140094588A | Which biomarkers predict the course of malignant melanoma?
US20150095311A | How can users interact with opinion documents on a topic?
US20250121635A1 | What is a bead core formed of in a pneumatic tire?
US7156135B1 | What does claim 1 of US 7,156,135 B1 say?
US7156135B1 | US7156135B1 object of the invention
US20160003824A | What is BoNT/A?
open | What are the advantages of a solid-state battery?
open | How does a lidar sensor detect obstacles?
open | H01M 10/05 electrolyte additive
open | tire
open | How is a neural network trained with unlabeled data?
open | What problems does wireless charging of electric vehicles have?
none | Who won the 1998 football world cup?
none | What is the best recipe for chocolate cake?
none | What is the capital of Australia?
none | How much does a flight from London to New York cost?
none | What is the retail price of a pneumatic tire?
none | Who wrote Pride and Prejudice?
none | When was the Eiffel Tower built?
none | Who was the examiner of US7156135B1?
none | What is the plot of Hamlet?
none | How long do giraffes sleep per night?
`,
  ),
  ...read(
    'ko',
    'fresh',
    `
KR1020220058782 | 사진 속 인물을 안면 인식으로 찾는 서비스는 어떻게 동작하나요?
KR1020210166201 | 작업자의 스트레스 지수는 무엇으로 측정하나요?
KR1020120149412 | 선박의 환경외력 데이터는 어디에 축적하나요?
KR1020210157472 | 자연분만 가능성을 산출할 때 어떤 입력 변수를 사용하나요?
KR1020210158771 | 다른 오브젝트에 가려진 얼굴은 어떻게 인식하나요?
KR1020230003908 | AET 방식 분석 시스템에서 수집부는 무엇으로 구성되나요?
KR1020230113065 | 신경망 모델의 기울기 분산으로 이상치를 탐지하는 방법은?
KR1020190131700 | B2B 서비스에서 리소스 번들 메타 데이터는 무엇을 포함하나요?
KR1020210076866 | 전주 상부는 어떻게 점검하나요?
KR1020220000898 | 화재 감지기는 연기를 어떻게 감지하나요?
KR1020210075963 | 공사차량 배차 시스템에서 종래 자동 배차의 문제점은?
KR1020220096831 | 양자 상태 분류 장치란 무엇인가요?
none | 에베레스트산의 높이는 몇 미터인가요?
none | 대한민국 헌법 제1조의 내용은 무엇인가요?
none | 화재 감지기의 품질 보증 기간은 얼마인가요?
none | 고흐가 별이 빛나는 밤을 그린 곳은 어디인가요?
none | 아이스크림 가게 창업 비용은 얼마인가요?
none | 프랑스 혁명이 일어난 원인은?
`,
  ),
  ...read(
    'en',
    'fresh',
    `
US20240066918A1 | What is the axial length of the toothless portion of the wheel hub toothing?
US20230347620A | What does the photothermal absorber layer of the textile contain?
US20110086402A | How do yeasts convert xylose to xylulose?
US8918535B | How is streaming video rate adaptation controlled by the carrier?
US20230364162A | How is intestinal inflammation treated with modified adherent-invasive E. coli?
US20180329007A | What is the effect of the excitation RF pulse with low flip angle on the nuclei?
US20200227156A | Why are dietary reference intakes inadequate for tracking consumables?
US8719107B | When is an inputted product selling price refused?
US6839153B1 | How are analog image signals from the CCD processed in the image reader?
US9567333B | What do triazolopyridyl compounds inhibit?
US7788080B | How is a paper document used to replay a simulation?
US8874685B | How are compliance survey results reported to higher level systems?
none | How tall is Mount Everest?
none | Who painted the Mona Lisa?
none | What is the population of Canada?
none | How do I cook a medium rare steak?
none | What is the monthly subscription price of the dietary intake app?
none | When did the Roman empire fall?
`,
  ),
];
