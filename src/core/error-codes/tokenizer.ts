import type { Entry } from './entry.js';

/** Analysing text, dictionaries and vocabularies. */
export const TOKENIZER_CODES = {
  'text.bad-dictionary': {
    family: 'input',
    en: 'The Korean dictionary {path} cannot be used: {reason}.',
    ko: '한국어 사전 {path}을(를) 쓸 수 없습니다: {reason}.',
    hintEn: 'Give a packed dictionary or a folder of files compiled by MeCab 0.996.',
    hintKo: '묶음 사전 파일이나 MeCab 0.996으로 컴파일한 폴더를 지정하세요.',
  },
  'text.bad-user-dictionary': {
    family: 'input',
    en: 'Line {line} of the user dictionary cannot be used: {reason}.',
    ko: '사용자 사전 {line}번째 줄을 쓸 수 없습니다: {reason}.',
    hintEn: 'Lines are: surface,left id,right id,cost,features. Nouns may leave ids and cost empty.',
    hintKo: '형식: 표층형,좌문맥ID,우문맥ID,비용,품사정보. 명사는 ID와 비용을 비워 둘 수 있습니다.',
  },
  'tokenizer.cannot-write': {
    family: 'outside',
    en: 'The tokenizer cannot be written to {path}: {reason}',
    ko: '토크나이저를 {path}에 쓸 수 없습니다: {reason}',
    hintEn: 'Check the rights and the free space of the disk, then run the same command again.',
    hintKo: '권한과 디스크 여유 공간을 확인한 뒤 같은 명령을 다시 실행하세요.',
  },
  'tokenizer.not-one': {
    family: 'missing',
    en: 'There is no tokenizer in {path}: {reason}',
    ko: '{path}에 토크나이저가 없습니다: {reason}',
    hintEn: 'Name a folder that simsa tokenizer train wrote, or a vocab.txt.',
    hintKo: 'simsa tokenizer train이 만든 폴더나 vocab.txt를 지정하세요.',
  },
  'tokenizer.damaged': {
    family: 'input',
    en: 'The tokenizer in {path} is damaged: {reason}',
    ko: '{path}의 토크나이저가 손상되었습니다: {reason}',
    hintEn: 'Copy it again from where it came, or train it again.',
    hintKo: '원본에서 다시 복사하거나 다시 학습하세요.',
  },
  'tokenizer.other-version': {
    family: 'input',
    en: 'The tokenizer in {path} is of version {version}; this Simsa reads version {known}.',
    ko: '{path}의 토크나이저는 버전 {version}입니다. 이 Simsa는 버전 {known}을 읽습니다.',
    hintEn: 'Use the Simsa it was made with, or train it again.',
    hintKo: '그것을 만든 Simsa를 쓰거나 다시 학습하세요.',
  },
  'tokenizer.bad-vocabulary': {
    family: 'input',
    en: 'This vocabulary cannot be used: {reason}',
    ko: '이 어휘집을 쓸 수 없습니다: {reason}',
    hintEn: 'A vocabulary has one token a line, each once, and [UNK] among them.',
    hintKo: '어휘집은 한 줄에 토큰 하나씩, 중복 없이, [UNK]를 포함해야 합니다.',
  },
  'tokenizer.bad-text': {
    family: 'input',
    en: 'This text cannot be used for training: {reason}',
    ko: '이 텍스트로 학습할 수 없습니다: {reason}',
    hintEn: 'Give text files (.txt) or JSON lines with a field "text" (.jsonl), plain or as .gz or .zst.',
    hintKo: '텍스트 파일(.txt)이나 "text" 항목이 있는 JSON 줄 파일(.jsonl)을 그대로 또는 .gz, .zst로 지정하세요.',
  },
  'tokenizer.bad-terms': {
    family: 'input',
    en: '{path}, line {line}: this is no line of terms.',
    ko: '{path} {line}행: 용어 목록의 줄이 아닙니다.',
    hintEn: 'A line has a term, its score and its frequency, with tabs between them; docs/nouns.md lists all columns.',
    hintKo: '한 줄은 용어, 점수, 빈도를 탭으로 구분합니다. 모든 열은 docs/nouns.md에 있습니다.',
  },
  'tokenizer.no-text': {
    family: 'input',
    en: 'There is no text to learn from in what was given.',
    ko: '입력에 학습할 텍스트가 없습니다.',
    hintEn: 'Give text files (.txt) or JSON lines with a field "text" (.jsonl), plain or as .gz or .zst.',
    hintKo: '텍스트 파일(.txt)이나 "text" 항목이 있는 JSON 줄 파일(.jsonl)을 그대로 또는 .gz, .zst로 지정하세요.',
  },
  'tokenizer.too-small': {
    family: 'usage',
    en: 'A vocabulary of {size} tokens is too small: the five special tokens, 256 bytes and the characters of this text are {least}.',
    ko: '토큰 {size}개짜리 어휘집은 너무 작습니다. 특수 토큰 5개, 바이트 256개, 이 텍스트의 문자만 {least}개입니다.',
    hintEn: 'Ask for a larger vocabulary.',
    hintKo: '더 큰 어휘집을 지정하세요.',
  },
  'tokenizer.bad-ids': {
    family: 'input',
    en: 'These ids cannot be decoded: {reason}',
    ko: '이 id를 해독할 수 없습니다: {reason}',
    hintEn: 'Give one JSON a line with a field "ids": whole numbers below the size of the vocabulary.',
    hintKo: '한 줄에 JSON 하나씩, "ids" 항목에 어휘집 크기보다 작은 정수를 넣으세요.',
  },
} as const satisfies Record<string, Entry>;
