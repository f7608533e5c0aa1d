import { z } from 'zod';
import type { Publication } from '../../../core/index.js';

/**
 * A {@link Publication} as JSON, field for field as `simsa read --json` prints it: the edge at which our own form is
 * checked. The type below makes sure that schema and record cannot drift apart.
 */
const text = z.string().nullable();

const localText = z.object({ language: z.string().min(1), text: z.string() });

const claim = z.object({
  number: z.number().int().positive(),
  text: z.string(),
  status: z.enum(['active', 'cancelled']),
  refersTo: z.array(z.number().int().positive()),
});

const paragraph = z.object({
  label: z.string().min(1),
  origin: z.enum(['office', 'order', 'split']),
  section: z.enum([
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
  ]),
  kind: z.enum(['text', 'heading']),
  text: z.string(),
});

const classSymbol = z.object({
  scheme: z.enum(['IPC', 'CPC', 'USPC', 'FI', 'F-TERM', 'LOCARNO', 'ECLA', 'OTHER']),
  symbol: z.string().min(1),
  position: z.enum(['first', 'later']).nullable(),
  value: z.enum(['inventive', 'additional']).nullable(),
  version: text,
});

const citation = z.object({
  document: text,
  text: z.string(),
  citedBy: z.enum(['examiner', 'search-report', 'applicant', 'third-party', 'opponent', 'other', 'unknown']),
  categories: z.array(z.string()),
  claims: text,
  passages: text,
  date: text,
});

const party = z.object({
  role: z.enum(['applicant', 'assignee', 'inventor', 'agent', 'examiner', 'opponent']),
  name: z.string().min(1),
  otherNames: z.array(localText),
  country: text,
  address: text,
});

export const publicationRecord = z.object({
  id: z.string().min(1),
  country: z.string().min(2),
  kind: text,
  type: z.enum(['patent', 'utility-model', 'design', 'plant', 'other']),
  numbers: z.object({ publication: text, application: text, registration: text }),
  dates: z.object({ filed: text, published: text, opened: text, granted: text }),
  language: z.string().min(1),
  titles: z.array(localText),
  abstracts: z.array(localText),
  parties: z.array(party),
  classes: z.array(classSymbol),
  priorities: z.array(z.object({ country: z.string(), number: z.string(), date: text })),
  related: z.array(z.object({ relation: z.string(), country: text, number: z.string(), date: text })),
  family: z.object({ simple: text, extended: text, members: z.array(z.string()) }),
  citations: z.array(citation),
  claims: z.array(claim),
  claimTranslations: z.array(z.object({ language: z.string().min(1), claims: z.array(claim) })),
  claimVersions: z.array(
    z.object({ version: z.string(), date: text, document: text, claims: z.array(claim.extend({ change: text })) }),
  ),
  description: z.array(paragraph),
  drawings: z.array(z.object({ number: z.string(), caption: text, file: text })),
  legalEvents: z.array(z.object({ date: text, code: text, text: z.string(), status: text })),
  status: text,
  sources: z.array(
    z.object({
      file: z.string(),
      offset: z.number().int().nonnegative(),
      hash: z.string(),
      format: z.string(),
      licence: text,
    }),
  ),
}) satisfies z.ZodType<Publication>;
