import { z } from 'zod';
import { SimsaError } from '../../../core/index.js';

/** @throws SimsaError `gazette.bad-field` naming the first field that is not as it should be */
export function parseFields<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new SimsaError('gazette.bad-field', { field: path.join('.') || '(record)', reason: message });
}

/** Sources write an absent value as null, as an empty string, or not at all, and numbers sometimes without quotes. */
export const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));

export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

export const optionalTexts = listOf(z.string());

/** Where a collection says it took a record from, as it goes into the licence note of the record's source. */
export function sourceNote(source: string | null): string | null {
  return source ? `collected from ${source}` : null;
}
