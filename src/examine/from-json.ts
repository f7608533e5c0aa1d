import { z } from 'zod';
import { splitClaims } from '../claims/index.js';
import { type Claim, type Paragraph, parseDate, SimsaError } from '../core/index.js';
import { detectLanguage } from '../text/index.js';
import type { Application } from './types.js';

const claim = z.union([
  z.string(),
  z.object({
    number: z.int().positive().optional(),
    text: z.string(),
    status: z.enum(['active', 'cancelled']).optional(),
    refersTo: z.array(z.int()).optional(),
  }),
]);

const paragraph = z.union([
  z.string(),
  z.object({ label: z.string().optional(), text: z.string(), kind: z.enum(['text', 'heading']).optional() }),
]);

const application = z.object({
  title: z.string().default(''),
  language: z.string().optional(),
  abstract: z.string().nullish(),
  claims: z.union([z.string(), z.array(claim)]),
  description: z.union([z.string(), z.array(paragraph)]).default([]),
  effectiveDate: z.string().nullish(),
  publication: z.null().optional(),
});

type ApplicationJson = z.infer<typeof application>;

/** Keys of the records of offices and collections; our own form has none of them. */
const RECORD_KEYS = ['numbers', 'number', 'applicationNumber', 'id', 'biblioSummaryInfo'];

/** Whether parsed JSON has the look of our own form: a list or text of claims, and none of the numbers of a record. */
export function isApplicationJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('claims' in value)) return false;
  const { claims } = value;
  return (typeof claims === 'string' || Array.isArray(claims)) && !RECORD_KEYS.some((key) => key in value);
}

/**
 * Reads our own form: `{ title, abstract, claims: [text | { number, text }], description: [text | { label, text }],
 * language, effectiveDate }`; only `claims` must be there.
 * @throws SimsaError `examine.bad-json`
 */
export function applicationFromJson(name: string, value: unknown): Application {
  const parsed = application.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const reason = `${issue?.path.join('.') || 'the whole'}: ${issue?.message}`;
    throw new SimsaError('examine.bad-json', { name, reason }, { file: name });
  }
  const { title, abstract, effectiveDate } = parsed.data;
  const claims = claimsOf(parsed.data.claims);
  const language = parsed.data.language ?? detectLanguage(claims[0]?.text ?? abstract ?? title);
  const description = paragraphsOf(parsed.data.description);
  return {
    title,
    language,
    abstract: abstract || null,
    claims,
    description,
    effectiveDate: parseDate(effectiveDate),
    publication: null,
  };
}

function claimsOf(claims: ApplicationJson['claims']): Claim[] {
  if (typeof claims === 'string') return splitClaims(claims);
  return claims.map((one, index) => {
    const { text, number, status = 'active', refersTo = [] } = typeof one === 'string' ? { text: one } : one;
    const own = /^\s*(\d{1,4})\s*[.)]\s+/.exec(text);
    if (number === undefined && own) {
      return { number: Number(own[1]), text: text.slice(own[0].length), status, refersTo };
    }
    return { number: number ?? index + 1, text, status, refersTo };
  });
}

function paragraphsOf(description: ApplicationJson['description']): Paragraph[] {
  const texts = typeof description === 'string' ? description.split(/\n\s*\n/) : description;
  const taken = new Set<string>();
  return texts.map((one, index) => {
    const { text, label, kind = 'text' } = typeof one === 'string' ? { text: one } : one;
    const own = label !== undefined && !label.startsWith('#') && !taken.has(label);
    const shown = own ? label : `#${index + 1}`;
    taken.add(shown);
    return { label: shown, origin: own ? 'office' : 'order', section: 'other', kind, text };
  });
}
