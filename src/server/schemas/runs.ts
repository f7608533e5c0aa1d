import { z } from '@hono/zod-openapi';
import type { RunView } from '../../workshop.js';
import { list } from './core.js';

const figures = z.record(z.string(), z.number());

const metricSchema = z
  .object({
    step: z.int(),
    tokens: z.int().describe('Tokens of text read so far'),
    loss: z.number().describe('Mean since the line before, nats'),
    losses: figures.optional(),
    norm: z.number(),
    rate: z.number(),
    tokensPerSecond: z.number(),
    held: z.record(z.string(), figures).optional().describe('Figures of held-out text, by its name'),
  })
  .openapi('Metric');

export const runSchema = z
  .object({
    name: z.string(),
    objective: z.string(),
    steps: z.int().describe('Steps at the end of the run'),
    curve: list(metricSchema),
    changed: z.iso.datetime().nullable(),
  })
  .openapi('Run') satisfies z.ZodType<RunView>;
