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
  'store.not-found': {
    family: 'store',
    en: 'There is no store in {path}.',
    ko: '{path}에 저장소가 없습니다.',
    hintEn: 'Import something first (simsa import FILE --store DIR), or check the folder.',
    hintKo: '먼저 문헌을 가져오거나(simsa import 파일 --store 폴더) 폴더를 확인하세요.',
  },
  'store.not-a-store': {
    family: 'store',
    en: 'The file {path} is not a store of Simsa: {reason}',
    ko: '{path} 파일은 심사 저장소가 아닙니다: {reason}',
    hintEn: 'Choose another folder with --store. The file was left as it is.',
    hintKo: '--store로 다른 폴더를 지정하세요. 파일은 그대로 두었습니다.',
  },
  'store.newer-schema': {
    family: 'store',
    en: 'The store in {path} was written by a newer Simsa (schema {found}, this one reads {known}).',
    ko: '{path}의 저장소는 더 새로운 심사가 만든 것입니다(스키마 {found}, 이 버전은 {known}).',
    hintEn: 'Update Simsa, or import into another folder.',
    hintKo: '심사를 새 버전으로 올리거나 다른 폴더에 가져오세요.',
  },
  'store.corrupt': {
    family: 'store',
    en: 'The store in {path} is damaged: {reason}',
    ko: '{path}의 저장소가 손상되었습니다: {reason}',
    hintEn: 'Restore simsa.db from a copy, or move it away and import the files again.',
    hintKo: 'simsa.db를 사본으로 되돌리거나, 옮겨 두고 파일을 다시 가져오세요.',
  },
  'store.read-only': {
    family: 'store',
    en: 'The store in {path} cannot be written: {reason}',
    ko: '{path}의 저장소에 쓸 수 없습니다: {reason}',
    hintEn: 'Check the permissions of the folder, or choose another with --store.',
    hintKo: '폴더의 쓰기 권한을 확인하거나 --store로 다른 폴더를 지정하세요.',
  },
  'store.disk-full': {
    family: 'store',
    en: 'There is no room left for the store in {path}: {reason}',
    ko: '{path}의 저장소를 쓸 공간이 없습니다: {reason}',
    hintEn: 'Make room on the disk and run the same command again; everything stored so far is kept.',
    hintKo: '디스크 공간을 확보하고 같은 명령을 다시 실행하세요. 지금까지 저장된 것은 남아 있습니다.',
  },
  'store.busy': {
    family: 'store',
    en: 'Another process is writing to the store in {path}.',
    ko: '다른 프로세스가 {path}의 저장소에 쓰고 있습니다.',
    hintEn: 'Wait until it has finished; one process writes at a time.',
    hintKo: '끝날 때까지 기다리세요. 한 번에 한 프로세스만 쓸 수 있습니다.',
  },
  'gazette.truncated': {
    family: 'input',
    en: 'The record ends inside {element}.',
    ko: '레코드가 {element} 안에서 끊겼습니다.',
    hintEn: 'The file is cut off: fetch it again.',
    hintKo: '파일이 잘렸습니다. 다시 받으세요.',
  },
  'gazette.entity-declaration': {
    family: 'input',
    en: 'The record declares the entity {name} itself and uses it; such declarations are never expanded.',
    ko: '레코드가 스스로 선언한 엔티티 {name}을(를) 사용합니다. 이런 선언은 펼치지 않습니다.',
    hintEn: 'Gazettes need no declared entities: check where this file comes from.',
    hintKo: '공보에는 엔티티 선언이 필요 없습니다. 파일의 출처를 확인하세요.',
  },
  'gazette.too-deep': {
    family: 'input',
    en: 'Elements stand more than {limit} deep inside one another.',
    ko: '요소가 {limit}단계보다 깊게 겹쳐 있습니다.',
    hintEn: 'No gazette nests this deep: check where this file comes from.',
    hintKo: '이렇게 깊은 공보는 없습니다. 파일의 출처를 확인하세요.',
  },
  'gazette.too-large': {
    family: 'input',
    en: 'A single record is larger than {limit} {unit}.',
    ko: '레코드 하나가 {limit} {unit}보다 큽니다.',
    hintEn: 'Cut the file into one record each, or leave it out.',
    hintKo: '레코드별로 나누거나 제외하세요.',
  },
  'gazette.not-xml': {
    family: 'input',
    en: 'The record has no XML element.',
    ko: '레코드에 XML 요소가 없습니다.',
    hintEn: 'Check that the file is what its name says.',
    hintKo: '파일 내용이 이름과 맞는지 확인하세요.',
  },
  'gazette.not-json': {
    family: 'input',
    en: 'The record is no valid JSON: {reason}',
    ko: '레코드가 올바른 JSON이 아닙니다: {reason}',
    hintEn: 'Check that the file is whole.',
    hintKo: '파일이 온전한지 확인하세요.',
  },
  'gazette.no-number': {
    family: 'input',
    en: 'The record names no publication number with kind code and no application number.',
    ko: '레코드에 종류 코드가 있는 공개·등록번호도 출원번호도 없습니다.',
    hintEn: 'Without a number it cannot be cited; it is left out.',
    hintKo: '번호가 없으면 인용할 수 없어 제외합니다.',
  },
  'gazette.no-publication': {
    family: 'input',
    en: 'The record is of the format {format} but holds no publication.',
    ko: '{format} 형식이지만 공보가 들어 있지 않습니다.',
    hintEn: 'Nothing to do if the record is a list or an empty answer.',
    hintKo: '목록이나 빈 응답이라면 할 일이 없습니다.',
  },
  'gazette.unknown-format': {
    family: 'input',
    en: 'No reader knows this kind of record (it begins with {start}).',
    ko: '이 레코드의 형식을 아는 판독기가 없습니다(시작: {start}).',
    hintEn: 'simsa import --list names the formats that can be read.',
    hintKo: '읽을 수 있는 형식은 simsa import --list로 확인하세요.',
  },
  'gazette.not-a-gazette': {
    family: 'input',
    en: '{name} is no gazette ({kind}) and was left out.',
    ko: '{name}은(는) 공보가 아니어서({kind}) 제외했습니다.',
    hintEn: 'Nothing to do: drawings, lists and reports come beside the records.',
    hintKo: '할 일이 없습니다. 도면, 목록, 보고서는 공보와 함께 배포됩니다.',
  },
  'gazette.wrong-encoding': {
    family: 'input',
    en: 'The bytes of the record are not in its encoding ({declared}).',
    ko: '레코드의 바이트가 표시된 인코딩({declared})이 아닙니다.',
    hintEn: 'Fetch the file again, or convert it to UTF-8.',
    hintKo: '파일을 다시 받거나 UTF-8로 바꾸세요.',
  },
  'gazette.unknown-encoding': {
    family: 'input',
    en: 'The encoding {encoding} is not known.',
    ko: '{encoding} 인코딩을 알 수 없습니다.',
    hintEn: 'Convert the file to UTF-8.',
    hintKo: '파일을 UTF-8로 바꾸세요.',
  },
  'gazette.broken-archive': {
    family: 'input',
    en: 'The archive cannot be unpacked: {reason}',
    ko: '압축 파일을 풀 수 없습니다: {reason}',
    hintEn: 'Fetch the archive again.',
    hintKo: '압축 파일을 다시 받으세요.',
  },
  'gazette.archive-bomb': {
    family: 'input',
    en: 'The archive unpacks to far more than a delivery does: {reason}',
    ko: '압축을 풀면 정상적인 배포본보다 훨씬 커집니다: {reason}',
    hintEn: 'Check where the archive comes from.',
    hintKo: '압축 파일의 출처를 확인하세요.',
  },
  'gazette.unsafe-path': {
    family: 'input',
    en: 'The archive names a file outside itself: {name}',
    ko: '압축 파일이 바깥 경로의 파일을 가리킵니다: {name}',
    hintEn: 'Check where the archive comes from.',
    hintKo: '압축 파일의 출처를 확인하세요.',
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
