import { z } from '@hono/zod-openapi';
import type { GeneratorSettings, Health, ImportReport } from '../../simsa.js';
import type { ImportJob } from '../jobs.js';
import { errorSchema, list, progressSchema } from './core.js';

export const generatorSchema = z
  .object({
    url: z.url({ protocol: /^https?$/ }),
    model: z.string().min(1).nullable(),
  })
  .openapi('Generator') satisfies z.ZodType<GeneratorSettings>;

export const settingsSchema = z.object({ generator: generatorSchema.nullable() }).openapi('Settings');

export const settingsStateSchema = settingsSchema
  .extend({ keySet: z.boolean().describe('Whether SIMSA_GENERATOR_KEY is set; the key itself is never shown') })
  .openapi('SettingsState');

export const healthSchema = z
  .object({
    publications: z.int(),
    paragraphs: z.int(),
    rejected: z.int(),
    versions: z.object({ simsa: z.string(), node: z.string() }),
    store: z.object({ path: z.string(), schema: z.int(), ok: z.boolean(), bytes: z.number() }),
    index: z.object({
      ok: z.boolean(),
      publications: z.int(),
      paragraphs: z.int(),
      behind: z.int(),
      reason: z.string().nullable(),
    }),
    generator: generatorSchema.nullable(),
    health: z.enum(['sound', 'index-behind', 'index-unusable', 'store-damaged']),
    healthy: z.boolean(),
  })
  .openapi('Health') satisfies z.ZodType<Health>;

export const rejectSchema = errorSchema.openapi('Reject');

export const rejectsSchema = z.object({ rejects: list(rejectSchema), total: z.int() }).openapi('Rejects');

const reportSchema = z.object({
  files: z.int(),
  records: z.int(),
  added: z.int(),
  merged: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  repaired: z.int().describe('Records that were read after their source was repaired'),
  bytes: z.number(),
  seconds: z.number(),
  interrupted: z.boolean(),
}) satisfies z.ZodType<ImportReport>;

export const importJobSchema = z
  .object({
    id: z.string(),
    names: list(z.string()),
    state: z.enum(['waiting', 'importing', 'indexing', 'done', 'failed', 'cancelled']),
    startedAt: z.string(),
    progress: progressSchema.nullable(),
    rejects: list(rejectSchema).describe('The first 100; all are listed by /api/rejects'),
    rejected: z.int(),
    report: reportSchema.nullable(),
    error: errorSchema.nullable(),
  })
  .openapi('ImportJob') satisfies z.ZodType<
  Omit<ImportJob, 'error' | 'rejects'> & { error: unknown; rejects: readonly unknown[] }
>;

export const importPathsSchema = z
  .object({ paths: list(z.string().min(1)).refine((paths) => paths.length > 0, 'at least one path') })
  .openapi('ImportPaths');
