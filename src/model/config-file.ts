import type { z } from 'zod';
import { SimsaError } from '../core/index.js';

/**
 * Reads the text of a configuration file by its schema.
 * @param path named in errors only.
 * @throws `model.bad-config` with every field that is wrong
 */
export function parseConfigFile<Schema extends z.ZodType>(schema: Schema, text: string, path: string): z.infer<Schema> {
  const file = schema.safeParse(parseJson(text, path));
  if (!file.success) throw badConfig(path, file.error.issues.map(describeIssue).join('; '));
  return file.data;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badConfig(path, 'it is not JSON');
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}

function badConfig(path: string, reason: string): SimsaError {
  return new SimsaError('model.bad-config', { path, reason }, { file: path });
}
