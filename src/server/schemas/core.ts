import { z } from '@hono/zod-openapi';
import type { ErrorRecord, Passage, Progress, Publication, Span } from '../../core/index.js';

/** A readonly list, as every record of Simsa has them. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const part = z.enum(['title', 'abstract', 'claims', 'description']);

export const spanSchema = z
  .object({
    publication: z.string(),
    part,
    paragraph: z.string().optional(),
    claim: z.int().optional(),
    start: z.int().describe('UTF-16 units of the original text of the paragraph or claim'),
    end: z.int(),
    text: z.string(),
  })
  .openapi('Span') satisfies z.ZodType<Span>;

export const sectionSchema = z.enum([
  'technical-field',
  'background',
  'summary',
  'problem',
  'solution',
  'effects',
  'drawings',
  'embodiments',
  'examples',
  'industrial-applicability',
  'reference-signs',
  'sequence-listing',
  'related-applications',
  'government-interest',
  'citation-list',
  'other',
]);

const origin = z.enum(['office', 'order', 'split']).describe('Where the label of a paragraph comes from');

export const passageSchema = z
  .object({
    publication: z.string(),
    part,
    paragraph: z.string().optional(),
    claim: z.int().optional(),
    origin,
    section: sectionSchema.nullable(),
    heading: z.boolean(),
    language: z.string(),
    text: z.string(),
  })
  .openapi('Passage') satisfies z.ZodType<Passage>;

const whereSchema = z.object({
  file: z.string().optional(),
  offset: z.int().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
  record: z.int().optional(),
  publication: z.string().optional(),
  claim: z.int().optional(),
  paragraph: z.string().optional(),
});

export const errorSchema = z
  .object({
    code: z.string().describe('Stable; never renamed or used for something else'),
    message: z.string(),
    where: whereSchema,
    hint: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .openapi('Error') satisfies z.ZodType<Omit<ErrorRecord, 'code'> & { code: string }>;

export const progressSchema = z
  .object({
    stage: z.string(),
    done: z.number(),
    total: z.number().nullable(),
    unit: z.enum(['bytes', 'publications', 'paragraphs', 'records', 'steps']),
    note: z.string().optional(),
  })
  .openapi('Progress') satisfies z.ZodType<Progress>;

const localText = z.object({ language: z.string(), text: z.string() });
const nullable = z.string().nullable();

export const claimSchema = z.object({
  number: z.int(),
  text: z.string(),
  status: z.enum(['active', 'cancelled']),
  refersTo: list(z.int()),
});

export const paragraphSchema = z.object({
  label: z.string(),
  origin,
  section: sectionSchema,
  kind: z.enum(['text', 'heading']),
  text: z.string(),
});

const classSymbol = z.object({
  scheme: z.enum(['IPC', 'CPC', 'USPC', 'FI', 'F-TERM', 'LOCARNO', 'ECLA', 'OTHER']),
  symbol: z.string(),
  position: z.enum(['first', 'later']).nullable(),
  value: z.enum(['inventive', 'additional']).nullable(),
  version: nullable,
});

const party = z.object({
  role: z.enum(['applicant', 'assignee', 'inventor', 'agent', 'examiner', 'opponent']),
  name: z.string(),
  otherNames: list(localText),
  country: nullable,
  address: nullable,
});

const citation = z.object({
  document: nullable,
  text: z.string(),
  citedBy: z.enum(['examiner', 'search-report', 'applicant', 'third-party', 'opponent', 'other', 'unknown']),
  categories: list(z.string()),
  claims: nullable,
  passages: nullable,
  date: nullable,
});

const claimVersion = z.object({
  version: z.string(),
  date: nullable,
  document: nullable,
  claims: list(claimSchema.extend({ change: nullable })),
});

export const publicationSchema = z
  .object({
    id: z.string(),
    country: z.string(),
    kind: nullable,
    type: z.enum(['patent', 'utility-model', 'design', 'plant', 'other']),
    numbers: z.object({ publication: nullable, application: nullable, registration: nullable }),
    dates: z.object({ filed: nullable, published: nullable, opened: nullable, granted: nullable }),
    language: z.string(),
    titles: list(localText),
    abstracts: list(localText),
    parties: list(party),
    classes: list(classSymbol),
    priorities: list(z.object({ country: z.string(), number: z.string(), date: nullable })),
    related: list(z.object({ relation: z.string(), country: nullable, number: z.string(), date: nullable })),
    family: z.object({ simple: nullable, extended: nullable, members: list(z.string()) }),
    citations: list(citation),
    claims: list(claimSchema),
    claimTranslations: list(z.object({ language: z.string(), claims: list(claimSchema) })),
    claimVersions: list(claimVersion),
    description: list(paragraphSchema),
    drawings: list(z.object({ number: z.string(), caption: nullable, file: nullable })),
    legalEvents: list(z.object({ date: nullable, code: nullable, text: z.string(), status: nullable })),
    status: nullable,
    sources: list(
      z.object({ file: z.string(), offset: z.int(), hash: z.string(), format: z.string(), licence: nullable }),
    ),
  })
  .openapi('Publication') satisfies z.ZodType<Publication>;
