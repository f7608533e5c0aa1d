import { z } from '@hono/zod-openapi';
import type { Filters, Hit, PassageHit, PriorArtRequest, SearchRequest, SearchResult } from '../../search/index.js';
import { list, sectionSchema, spanSchema } from './core.js';

export const dateSchema = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date such as 2019, 2019-08 or 2019-08-19');

export const filtersSchema = z
  .object({
    classes: list(z.string()).optional().describe('IPC or CPC prefixes, any of them'),
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    countries: list(z.string()).optional(),
    kinds: list(z.string()).optional(),
    applicant: z.string().optional(),
    status: z.string().optional(),
    languages: list(z.string()).optional(),
  })
  .openapi('Filters') satisfies z.ZodType<Filters>;

export const searchRequestSchema = z
  .object({
    query: z.string(),
    filters: filtersSchema.optional(),
    limit: z.int().min(1).max(1000).optional(),
    offset: z.int().min(0).optional(),
    spans: z.int().min(0).max(50).optional(),
    collapse: z.boolean().optional(),
    facets: z.boolean().optional(),
  })
  .openapi('SearchRequest') satisfies z.ZodType<SearchRequest>;

export const priorArtRequestSchema = z
  .object({
    publication: z.string().optional(),
    text: z
      .object({
        title: z.string().optional(),
        abstract: z.string().optional(),
        claim: z.string().optional(),
        description: z.string().optional(),
      })
      .optional(),
    before: dateSchema.optional(),
    limit: z.int().min(1).max(1000).optional(),
    spans: z.int().min(0).max(50).optional(),
    collapse: z.boolean().optional(),
    filters: filtersSchema.optional(),
  })
  .refine((request) => request.publication !== undefined || request.text !== undefined, {
    message: 'publication or text is needed',
  })
  .openapi('PriorArtRequest') satisfies z.ZodType<PriorArtRequest>;

export const hitSchema = z
  .object({
    publication: z.string(),
    title: z.string(),
    score: z.number(),
    spans: list(spanSchema),
    matches: list(spanSchema).describe('The words of the query inside the spans'),
    explain: list(z.object({ name: z.string(), value: z.number() })).describe('The parts sum to the score'),
    facts: z.object({
      country: z.string(),
      kind: z.string().nullable(),
      published: z.string().nullable(),
      filed: z.string().nullable(),
      applicants: list(z.string()),
      classes: list(z.string()),
      status: z.string().nullable(),
      language: z.string(),
    }),
    collapsed: list(z.string()),
  })
  .openapi('Hit') satisfies z.ZodType<Hit>;

const facets = list(z.object({ value: z.string(), count: z.int() })).optional();

export const searchResultSchema = z
  .object({
    hits: list(hitSchema),
    total: z.int(),
    totalIsExact: z.boolean(),
    facets: z.object({
      section: facets,
      subclass: facets,
      country: facets,
      year: facets,
      applicant: facets,
      status: facets,
      language: facets,
    }),
    understood: z.string(),
    relaxed: z.boolean(),
  })
  .openapi('SearchResult') satisfies z.ZodType<SearchResult>;

export const passageHitSchema = z
  .object({
    span: spanSchema,
    section: sectionSchema.nullable(),
    title: z.string(),
    score: z.number(),
    matches: list(spanSchema),
  })
  .openapi('PassageHit') satisfies z.ZodType<PassageHit>;
