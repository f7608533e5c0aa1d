import type { Entry } from './entry.js';

/** Questions, claims and applications. */
export const ANSWERS_CODES = {
  'ask.empty-question': {
    family: 'usage',
    en: 'There is no question.',
    ko: '질문이 비어 있습니다.',
    hintEn: 'Ask in a sentence or in a few words.',
    hintKo: '문장이나 단어 몇 개로 질문하세요.',
  },
  'generator.bad-address': {
    family: 'usage',
    en: '{url} is not the address of a generator.',
    ko: '{url}은(는) 생성기 주소가 아닙니다.',
    hintEn: 'Give an http or https address such as http://127.0.0.1:8000/v1.',
    hintKo: 'http://127.0.0.1:8000/v1처럼 http 또는 https 주소를 입력하세요.',
  },
  'generator.unreachable': {
    family: 'outside',
    en: 'The generator at {url} does not answer.',
    ko: '{url}의 생성기가 응답하지 않습니다.',
    hintEn: 'Check that it runs and that the address is right.',
    hintKo: '실행 중인지, 주소가 맞는지 확인하세요.',
  },
  'generator.refused': {
    family: 'outside',
    en: 'The generator refused the request with status {status}.',
    ko: '생성기가 요청을 받아들이지 않았습니다(상태 {status}).',
    hintEn: 'Check the model name and the key in SIMSA_GENERATOR_KEY.',
    hintKo: '모델 이름과 SIMSA_GENERATOR_KEY의 키를 확인하세요.',
  },
  'generator.time-out': {
    family: 'outside',
    en: 'The generator was silent too long and was given up after {seconds} seconds.',
    ko: '생성기가 너무 오래 응답하지 않아 {seconds}초 뒤에 중단했습니다.',
    hintEn: 'Try a smaller model or fewer documents.',
    hintKo: '더 작은 모델을 쓰거나 문헌 수를 줄이세요.',
  },
  'generator.cut-stream': {
    family: 'outside',
    en: 'The generator broke off before it had finished.',
    ko: '생성기의 응답이 끝나기 전에 끊겼습니다.',
    hintEn: 'Look at the log of the generator.',
    hintKo: '생성기의 로그를 확인하세요.',
  },
  'generator.nonsense': {
    family: 'outside',
    en: 'The generator sent something that cannot be used: {reason}.',
    ko: '생성기의 응답을 사용할 수 없습니다: {reason}.',
    hintEn: 'Check that the address is that of an OpenAI-compatible server.',
    hintKo: 'OpenAI 호환 서버의 주소인지 확인하세요.',
  },
  'examine.no-claims': {
    family: 'input',
    en: 'No claims were found in {name}.',
    ko: '{name}에서 청구항을 찾지 못했습니다.',
    hintEn: 'Put the claims under a heading "Claims" or 【청구범위】, each with its number.',
    hintKo: '【청구범위】 또는 "Claims" 제목 아래에 번호를 붙인 청구항을 적어 주세요.',
  },
  'examine.no-text': {
    family: 'input',
    en: 'There is no text in {name}.',
    ko: '{name}에 텍스트가 없습니다.',
    hintEn: 'Give an application as XML, JSON, DOCX, Markdown or plain text.',
    hintKo: '출원서를 XML, JSON, DOCX, Markdown 또는 일반 텍스트 파일로 지정하세요.',
  },
  'examine.not-an-application': {
    family: 'input',
    en: '{name} cannot be read as an application: it is {kind}.',
    ko: '출원서로 읽을 수 없는 파일입니다: {name} ({kind})',
    hintEn: 'Give an application as XML, JSON, DOCX, Markdown or plain text.',
    hintKo: '출원서를 XML, JSON, DOCX, Markdown 또는 일반 텍스트 파일로 지정하세요.',
  },
  'examine.bad-json': {
    family: 'input',
    en: '{name} is JSON but not an application: {reason}',
    ko: 'JSON이지만 출원서 형식이 아닌 파일입니다({name}): {reason}',
    hintEn: 'docs/examine.md describes the fields.',
    hintKo: '필드 형식은 docs/examine.md를 참고하세요.',
  },
  'examine.several-applications': {
    family: 'input',
    en: '{name} holds {count} publications with claims; one application can be examined at a time.',
    ko: '{name}에 청구항이 있는 문헌이 {count}건 있습니다. 한 번에 한 출원만 심사할 수 있습니다.',
    hintEn: 'Cut out one of them, or import the file and name the publication.',
    hintKo: '한 건만 따로 저장하거나, 파일을 가져온 뒤 문헌 번호를 지정하세요.',
  },
} as const satisfies Record<string, Entry>;
