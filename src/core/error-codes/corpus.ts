import type { Entry } from './entry.js';

/** Building a corpus. */
export const CORPUS_CODES = {
  'corpus.bad-record': {
    family: 'input',
    en: 'A record of {format} is not as it should be: {field}: {reason}',
    ko: '{format} 레코드가 형식에 맞지 않습니다. {field}: {reason}',
    hintEn: 'The form of each kind of data is in docs/corpus.md.',
    hintKo: '데이터 종류별 형식은 docs/corpus.md에 있습니다.',
  },
  'corpus.not-json': {
    family: 'input',
    en: 'A line is no JSON: {reason}',
    ko: '한 줄이 JSON이 아닙니다: {reason}',
    hintEn: 'Each line must hold one whole JSON object.',
    hintKo: '한 줄에 온전한 JSON 객체가 하나씩 있어야 합니다.',
  },
  'corpus.unknown-form': {
    family: 'input',
    en: 'No kind of data has this form: {start}',
    ko: '어느 데이터 종류의 형식도 아닙니다: {start}',
    hintEn:
      'simsa corpus build --list shows the forms that are read; a source list may set files aside ("use": "ignore").',
    hintKo:
      'simsa corpus build --list로 읽을 수 있는 형식을 확인하세요. 출처 목록에서 파일을 제외할 수 있습니다("use": "ignore").',
  },
  'corpus.no-text': {
    family: 'input',
    en: 'The record has no Korean or English text.',
    ko: '레코드에 한국어나 영어 텍스트가 없습니다.',
    hintEn: 'Nothing is lost: it only adds nothing to a corpus of these languages.',
    hintKo: '손실은 없습니다. 이 두 언어의 말뭉치에 더할 내용이 없을 뿐입니다.',
  },
  'corpus.bad-source-list': {
    family: 'usage',
    en: 'The source list {path} cannot be used: {reason}',
    ko: '출처 목록 {path}을(를) 쓸 수 없습니다: {reason}',
    hintEn: 'Its form is in docs/corpus.md.',
    hintKo: '형식은 docs/corpus.md에 있습니다.',
  },
  'corpus.no-corpus': {
    family: 'missing',
    en: 'There is no finished corpus in {path}.',
    ko: '{path}에 완성된 말뭉치가 없습니다.',
    hintEn: 'Make one with simsa corpus build; an interrupted build goes on where it stopped.',
    hintKo: 'simsa corpus build로 만드세요. 중단된 작업은 멈춘 곳부터 이어집니다.',
  },
  'corpus.no-document': {
    family: 'missing',
    en: 'The corpus has no document {id}.',
    ko: '말뭉치에 {id} 문서가 없습니다.',
    hintEn: 'Documents are named as in the field "id" of the shards; drops are under --drops.',
    hintKo: '문서 이름은 조각 파일의 "id" 항목과 같습니다. 제외된 것은 --drops로 확인하세요.',
  },
  'corpus.no-drops': {
    family: 'missing',
    en: 'The corpus in {path} was built without keeping what was dropped.',
    ko: '{path}의 말뭉치는 제외한 내용을 저장하지 않고 만들어졌습니다.',
    hintEn: 'Build it again with --save-drops.',
    hintKo: '--save-drops를 붙여 다시 만드세요.',
  },
  'corpus.no-space': {
    family: 'outside',
    en: 'There is no room left to write {path}. Finished shards are safe.',
    ko: '{path}을(를) 쓸 공간이 없습니다. 완성된 조각은 안전합니다.',
    hintEn: 'Make room and run the same command again: it goes on behind the last finished shard.',
    hintKo: '공간을 확보하고 같은 명령을 다시 실행하세요. 마지막으로 완성된 조각부터 이어집니다.',
  },
  'corpus.no-zstd': {
    family: 'usage',
    en: 'This Node.js ({version}) cannot write zstd.',
    ko: '이 Node.js({version})는 zstd로 쓸 수 없습니다.',
    hintEn: 'Choose gzip, or run Node.js 22.15 or later.',
    hintKo: 'gzip을 선택하거나 Node.js 22.15 이상을 사용하세요.',
  },
  'corpus.other-build': {
    family: 'usage',
    en: 'The folder {path} holds shards of another build: {difference} differs.',
    ko: '{path} 폴더에 다른 설정으로 만든 조각이 있습니다({difference}).',
    hintEn: 'Name another folder, or remove this one.',
    hintKo: '다른 폴더를 지정하거나 이 폴더를 지우세요.',
  },
  'corpus.bad-manifest': {
    family: 'input',
    en: 'The manifest {path} cannot be read: {reason}',
    ko: '매니페스트 {path}을(를) 읽을 수 없습니다: {reason}',
    hintEn: 'Remove the folder and build again.',
    hintKo: '폴더를 지우고 다시 만드세요.',
  },
  'corpus.bad-model': {
    family: 'input',
    en: 'The file {path} is no spacing model.',
    ko: '{path}은(는) 띄어쓰기 모델 파일이 아닙니다.',
    hintEn: 'Name a file made by scripts/train-spacing.ts.',
    hintKo: 'scripts/train-spacing.ts로 만든 파일을 지정하세요.',
  },
  'corpus.bad-splits': {
    family: 'input',
    en: 'The frozen splits in {path} cannot be used: {reason}',
    ko: '{path}의 고정 분할을 쓸 수 없습니다: {reason}',
    hintEn: 'Restore the folder as it was written, or write a new one with simsa corpus split.',
    hintKo: '폴더를 원래대로 되돌리거나 simsa corpus split으로 새로 만드세요.',
  },
  'corpus.splits-there': {
    family: 'usage',
    en: 'There are frozen splits in {path} already.',
    ko: '{path}에 고정된 분할이 이미 있습니다.',
    hintEn: 'Splits are dealt once; name another folder.',
    hintKo: '분할은 한 번만 나눕니다. 다른 폴더를 지정하세요.',
  },
} as const satisfies Record<string, Entry>;
