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
  internal: {
    family: 'internal',
    en: 'Simsa itself failed: {reason}',
    ko: '심사 내부 오류: {reason}',
    hintEn: 'Please report this with the command you ran.',
    hintKo: '실행한 명령과 함께 알려 주세요.',
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof ERROR_CODES;
