import { z } from '@hono/zod-openapi';
import type { ClaimSet } from '../../claims/index.js';
import type { Classification } from '../../classify/index.js';
import type { Examination } from '../../examine/index.js';
import { list, spanSchema } from './core.js';
import { hitSchema } from './search.js';

const element = z.object({
  label: z.string(),
  text: z.string(),
  role: z.enum(['preamble', 'element', 'wherein']),
  start: z.int(),
  end: z.int(),
});

const parsedClaim = z.object({
  number: z.int(),
  text: z.string(),
  kind: z.enum(['independent', 'dependent', 'cancelled']),
  category: z.enum(['product', 'process', 'use', 'composition', 'medium', 'unknown']),
  dependsOn: list(z.int()),
  refersTo: list(z.int()),
  multiple: z.boolean(),
  elements: list(element),
});

const issue = z.object({
  rule: z.string(),
  claim: z.int(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const claimSetSchema = z
  .object({ language: z.string(), claims: list(parsedClaim), issues: list(issue) })
  .openapi('ClaimSet') satisfies z.ZodType<ClaimSet>;

const symbol = z.object({
  scheme: z.enum(['IPC', 'CPC']),
  symbol: z.string(),
  level: z.enum(['section', 'class', 'subclass', 'group', 'subgroup']),
  score: z.number(),
  supporters: list(z.string()),
});

const neighbour = z.object({
  publication: z.string(),
  title: z.string(),
  score: z.number(),
  symbols: list(z.string()),
});

export const classificationSchema = z
  .object({ symbols: list(symbol), neighbours: list(neighbour) })
  .openapi('Classification') satisfies z.ZodType<Classification>;

export const examinationSchema = z
  .object({
    title: z.string(),
    subject: z
      .object({
        publication: z.string(),
        country: z.string(),
        applicants: list(z.string()),
        filed: z.string().nullable(),
      })
      .optional(),
    language: z.string(),
    effectiveDate: z.string().nullable(),
    claims: list(parsedClaim),
    issues: list(issue),
    elements: list(element.extend({ claim: z.int() })),
    priorArt: list(hitSchema),
    laidOpen: z.record(z.string(), z.string()).optional(),
    earlierApplications: list(hitSchema)
      .optional()
      .describe('Filed before and laid open after the effective date; only for Korean applications'),
    chart: list(
      z.object({
        claim: z.int(),
        element: z.string(),
        publication: z.string(),
        spans: list(spanSchema),
        coverage: z.number(),
      }),
    ),
    symbols: list(symbol),
    neighbours: list(neighbour),
  })
  .openapi('Examination') satisfies z.ZodType<Examination>;

export const applicationTextSchema = z
  .object({ name: z.string().max(255).optional(), text: z.string() })
  .openapi('ApplicationText');
