import { ERROR_CODES, type ErrorCode, type ErrorFamily, EXIT_CODES } from './error-codes/error-codes.js';

/** The place of a fault, as exact as it is known. */
export interface Where {
  readonly file?: string;
  /** Byte offset in the (unpacked) file. */
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
  /** Ordinal of the record in its file, from 1. */
  readonly record?: number;
  readonly publication?: string;
  readonly claim?: number;
  readonly paragraph?: string;
}

/** An error as a plain record: the same in process, in JSON, over HTTP. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly where: Where;
  readonly hint: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** The one error type of Simsa. Its sentences are made from its code and details, so that every face can speak its reader's language. */
export class SimsaError extends Error {
  override readonly name = 'SimsaError';

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    readonly where: Where = {},
    options?: { readonly cause?: unknown },
  ) {
    super(describe(code, details, 'en').message, options);
  }

  get family(): ErrorFamily {
    return ERROR_CODES[this.code].family;
  }

  get exitCode(): number {
    return EXIT_CODES[this.family];
  }

  get hint(): string {
    return describe(this.code, this.details, 'en').hint;
  }

  toJSON(): ErrorRecord {
    return this.toRecord('en');
  }

  toRecord(language: 'en' | 'ko'): ErrorRecord {
    const { message, hint } = describe(this.code, this.details, language);
    return { code: this.code, message, where: this.where, hint, details: this.details };
  }
}

/** The message and hint of a code in a language, with its details filled in. */
export function describe(
  code: ErrorCode,
  details: ErrorDetails,
  language: 'en' | 'ko',
): { message: string; hint: string } {
  const entry = ERROR_CODES[code];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
  return language === 'ko'
    ? { message: fill(entry.ko), hint: fill(entry.hintKo) }
    : { message: fill(entry.en), hint: fill(entry.hintEn) };
}

/** Any thrown value as a SimsaError: its own kind unchanged, everything else as our fault. */
export function toSimsaError(thrown: unknown): SimsaError {
  if (thrown instanceof SimsaError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new SimsaError('internal', { reason }, {}, { cause: thrown });
}
