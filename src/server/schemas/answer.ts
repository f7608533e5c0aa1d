import { z } from '@hono/zod-openapi';
import type { AskRequest, AskResult } from '../../answer/index.js';
import { list, spanSchema } from './core.js';
import { filtersSchema, hitSchema, passageHitSchema } from './search.js';

export const askRequestSchema = z
  .object({
    question: z.string(),
    filters: filtersSchema.optional(),
    documents: z.int().min(1).max(50).optional(),
    language: z.string().optional(),
  })
  .openapi('AskRequest') satisfies z.ZodType<AskRequest>;

const answerSchema = z.object({
  language: z.string(),
  sentences: list(z.object({ text: z.string(), citations: list(spanSchema), numbers: list(z.int()) })),
  references: list(
    z.object({
      number: z.int(),
      publication: z.string(),
      title: z.string(),
      address: z.string(),
      span: spanSchema,
    }),
  ),
  writtenBy: z.string(),
  cut: z.int(),
  fellBack: z.object({ code: z.string(), en: z.string(), ko: z.string() }).nullable(),
});

export const askResultSchema = z
  .object({
    question: z.string(),
    answer: answerSchema,
    documents: list(hitSchema),
    paragraphs: list(passageHitSchema),
    grounds: list(
      z.object({ publication: z.string(), title: z.string(), sentences: list(spanSchema), summary: z.string() }),
    ),
    refused: z.boolean(),
  })
  .openapi('AskResult') satisfies z.ZodType<AskResult>;
