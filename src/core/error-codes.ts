/** What kind of trouble a code means; it decides the exit code and the HTTP status. */
export type ErrorFamily = 'usage' | 'input' | 'missing' | 'store' | 'outside' | 'internal';

/** Exit code of the command line for each family; 0 is success and 130 an interrupt. */
export const EXIT_CODES: Readonly<Record<ErrorFamily, number>> = {
  internal: 1,
  usage: 2,
  input: 3,
  missing: 4,
  store: 5,
  outside: 6,
};

interface Entry {
  readonly family: ErrorFamily;
  readonly en: string;
  readonly ko: string;
  readonly hintEn: string;
  readonly hintKo: string;
}

/**
 * Every error a user can meet. Texts may name details as `{detail}`. Codes are stable: they are never
 * renamed or used for something else.
 */
export const ERROR_CODES = {
  'usage.bad-option': {
    family: 'usage',
    en: 'The option {option} cannot be used this way: {reason}',
    ko: '옵션 {option}을(를) 이렇게 쓸 수 없습니다: {reason}',
    hintEn: 'Run the command with --help.',
    hintKo: '--help로 사용법을 확인하세요.',
  },
  'input.not-found': {
    family: 'missing',
    en: 'There is no file or folder at {path}.',
    ko: '{path}에 파일이나 폴더가 없습니다.',
    hintEn: 'Check the path.',
    hintKo: '경로를 확인하세요.',
  },
  'input.unreadable': {
    family: 'input',
    en: '{path} cannot be read: {reason}',
    ko: '{path}을(를) 읽을 수 없습니다: {reason}',
    hintEn: 'Check that the file exists, that you may read it, and that it is whole.',
    hintKo: '파일이 있는지, 읽기 권한이 있는지, 온전한지 확인하세요.',
  },
  'generator.bad-address': {
    family: 'usage',
    en: '{url} is not the address of a generator.',
    ko: '{url}은(는) 생성기 주소가 아닙니다.',
    hintEn: 'Give an http or https address such as http://127.0.0.1:8000/v1.',
    hintKo: 'http://127.0.0.1:8000/v1 같은 http 또는 https 주소를 주세요.',
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
    ko: '생성기가 요청을 거절했습니다(상태 {status}).',
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
    ko: '생성기의 답이 끝나기 전에 끊겼습니다.',
    hintEn: 'Look at the log of the generator.',
    hintKo: '생성기의 기록을 확인하세요.',
  },
  'generator.nonsense': {
    family: 'outside',
    en: 'The generator sent something that cannot be used: {reason}.',
    ko: '생성기가 쓸 수 없는 것을 보냈습니다: {reason}.',
    hintEn: 'Check that the address is that of an OpenAI-compatible server.',
    hintKo: 'OpenAI 호환 서버의 주소인지 확인하세요.',
  },
  'ask.empty-question': {
    family: 'usage',
    en: 'There is no question.',
    ko: '질문이 비어 있습니다.',
    hintEn: 'Ask in a sentence or in a few words.',
    hintKo: '문장이나 몇 개의 낱말로 물어보세요.',
  },
  'server.bad-request': {
    family: 'usage',
    en: 'The request is not of the form the interface describes: {reason}',
    ko: '요청이 인터페이스의 형식과 다릅니다: {reason}',
    hintEn: 'See /api for what each address takes.',
    hintKo: '/api에서 각 주소가 받는 형식을 확인하세요.',
  },
  'server.unknown-address': {
    family: 'missing',
    en: 'There is nothing at {method} {path}.',
    ko: '{method} {path}에는 아무것도 없습니다.',
    hintEn: 'See /api for the addresses there are.',
    hintKo: '/api에서 주소 목록을 확인하세요.',
  },
  'server.unknown-publication': {
    family: 'missing',
    en: 'The store has no publication {number}.',
    ko: '저장소에 {number} 공보가 없습니다.',
    hintEn: 'Check the number, or import the file that holds it.',
    hintKo: '번호를 확인하거나 그 공보가 든 파일을 가져오세요.',
  },
  'server.unknown-job': {
    family: 'missing',
    en: 'There is no import with the name {job}.',
    ko: '{job}이라는 가져오기 작업이 없습니다.',
    hintEn: 'Imports are listed until the server stops.',
    hintKo: '가져오기 목록은 서버가 멈추면 사라집니다.',
  },
  'server.unauthorised': {
    family: 'usage',
    en: 'This server asks for its token.',
    ko: '이 서버는 토큰을 요구합니다.',
    hintEn: 'Send "Authorization: Bearer TOKEN", or open the page once with ?token=TOKEN.',
    hintKo: '"Authorization: Bearer 토큰" 머리글을 보내거나 ?token=토큰 주소로 한 번 접속하세요.',
  },
  'server.token-required': {
    family: 'usage',
    en: 'Listening on {host} lets other machines in, so it needs a token.',
    ko: '{host}에서 받으면 다른 컴퓨터가 들어올 수 있으므로 토큰이 필요합니다.',
    hintEn: 'Give a token, or listen on 127.0.0.1.',
    hintKo: '토큰을 정하거나 127.0.0.1에서 여세요.',
  },
  'server.foreign-host': {
    family: 'usage',
    en: 'The request names the host {host}, which is not this server.',
    ko: '요청이 이 서버가 아닌 {host}을(를) 가리킵니다.',
    hintEn: 'Open the address that was printed at the start.',
    hintKo: '시작할 때 나온 주소로 접속하세요.',
  },
  'server.foreign-origin': {
    family: 'usage',
    en: 'A page of {origin} may not change anything here.',
    ko: '{origin}의 페이지는 여기서 아무것도 바꿀 수 없습니다.',
    hintEn: 'Use the page of this server, or a program that sends no Origin.',
    hintKo: '이 서버의 페이지를 쓰거나 Origin을 보내지 않는 프로그램을 쓰세요.',
  },
  'server.too-large': {
    family: 'input',
    en: 'The request is larger than the {limit} MB this address takes.',
    ko: '요청이 이 주소가 받는 {limit}MB보다 큽니다.',
    hintEn: 'Import large files by their path: simsa import FILE.',
    hintKo: '큰 파일은 경로로 가져오세요: simsa import 파일.',
  },
  'server.too-many-requests': {
    family: 'usage',
    en: 'Too many requests from this address.',
    ko: '이 주소에서 요청이 너무 많이 왔습니다.',
    hintEn: 'Wait {seconds} s and try again.',
    hintKo: '{seconds}초 뒤에 다시 시도하세요.',
  },
  'server.paths-not-allowed': {
    family: 'usage',
    en: 'Paths of this machine can only be imported over loopback.',
    ko: '이 컴퓨터의 경로는 로컬 접속에서만 가져올 수 있습니다.',
    hintEn: 'Upload the files instead.',
    hintKo: '파일을 올려 주세요.',
  },
  'server.no-free-port': {
    family: 'outside',
    en: 'No free port from {port} on at {host}.',
    ko: '{host}에서 {port}번부터 빈 포트가 없습니다.',
    hintEn: 'Name another port.',
    hintKo: '다른 포트를 정하세요.',
  },
  internal: {
    family: 'internal',
    en: 'Simsa itself failed: {reason}',
    ko: '심사 내부 오류: {reason}',
    hintEn: 'Please report this with the command you ran.',
    hintKo: '실행한 명령과 함께 알려 주세요.',
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof ERROR_CODES;
