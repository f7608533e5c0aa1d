import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ErrorCode, type ErrorFamily, type ErrorRecord, type SimsaError, toSimsaError } from '../core/index.js';

const FAMILY_STATUS: Readonly<Record<ErrorFamily, ContentfulStatusCode>> = {
  usage: 400,
  input: 422,
  missing: 404,
  store: 503,
  outside: 502,
  internal: 500,
};

const CODE_STATUS: Readonly<Partial<Record<ErrorCode, ContentfulStatusCode>>> = {
  'server.unauthorised': 401,
  'server.foreign-host': 403,
  'server.foreign-origin': 403,
  'server.paths-not-allowed': 403,
  'server.too-large': 413,
  'server.too-many-requests': 429,
};

/** The HTTP status of an error: that of its code where HTTP has a word for it, else that of its family. */
export function statusOf(error: SimsaError): ContentfulStatusCode {
  return CODE_STATUS[error.code] ?? FAMILY_STATUS[error.family];
}

/** The language the reader prefers, by Accept-Language (RFC 9110 §12.5.4): Korean or, by default, English. */
export function languageOf(c: Context): 'en' | 'ko' {
  const header = c.req.header('accept-language') ?? '';
  const ranges = header.split(',').map((part) => {
    const [tag = '', quality] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return { language: tag.split('-')[0], quality: Number(quality ?? 1) };
  });
  const qualityOf = (language: string) =>
    Math.max(0, ...ranges.filter((range) => range.language === language).map((range) => range.quality));
  return qualityOf('ko') > qualityOf('en') ? 'ko' : 'en';
}

/** Any thrown value as the record the reader gets. */
export function recordOf(c: Context, thrown: unknown): ErrorRecord {
  return toSimsaError(thrown).toRecord(languageOf(c));
}

/** Any thrown value as an answer with status and record. */
export function errorResponse(c: Context, thrown: unknown): Response {
  const error = toSimsaError(thrown);
  return c.json(error.toRecord(languageOf(c)), statusOf(error));
}
