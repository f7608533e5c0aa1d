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

/** A code in both languages. Texts may name details as `{detail}`. */
export interface Entry {
  readonly family: ErrorFamily;
  readonly en: string;
  readonly ko: string;
  readonly hintEn: string;
  readonly hintKo: string;
}
