import { z } from 'zod';

/** The records that `--json` prints, as they are documented: these fields and no weaker. */

const place = { publication: z.string(), start: z.number().int(), end: z.number().int(), text: z.string() };

export const Span = z.union([
  z.strictObject({ ...place, part: z.enum(['title', 'abstract', 'description']), paragraph: z.string() }),
  z.strictObject({ ...place, part: z.literal('claims'), claim: z.number().int() }),
]);

export const Hit = z.object({
  publication: z.string(),
  title: z.string(),
  score: z.number(),
  spans: z.array(Span),
  explain: z.array(z.object({ name: z.string(), value: z.number() })),
});

export const SearchResult = z.object({
  hits: z.array(Hit),
  total: z.number().int(),
  facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number() }))),
});

export const AskResult = z.object({
  answer: z.object({ sentences: z.array(z.object({ text: z.string(), citations: z.array(Span).min(1) })) }),
  documents: z.array(Hit),
  paragraphs: z.array(z.object({ span: Span })),
  grounds: z.array(z.object({ publication: z.string(), sentences: z.array(Span) })),
  refused: z.boolean(),
});

const ProposedSymbol = z.object({
  scheme: z.enum(['IPC', 'CPC']),
  symbol: z.string(),
  level: z.enum(['section', 'class', 'subclass', 'group', 'subgroup']),
  score: z.number(),
});

export const Classification = z.object({
  symbols: z.array(ProposedSymbol).min(1),
  neighbours: z.array(z.object({ publication: z.string(), score: z.number() })).min(1),
});

const Element = z.object({ label: z.string(), start: z.number(), end: z.number(), text: z.string() });

const ParsedClaim = z.object({
  number: z.number().int(),
  kind: z.enum(['independent', 'dependent', 'cancelled']),
  category: z.string(),
  dependsOn: z.array(z.number()),
  refersTo: z.array(z.number()),
  elements: z.array(Element),
});

export const ClaimSet = z.object({ claims: z.array(ParsedClaim).min(1) });

export const Examination = z.object({
  claims: z.array(ParsedClaim).min(1),
  elements: z.array(Element).min(1),
  priorArt: z.array(Hit).min(1),
  chart: z
    .array(z.object({ claim: z.number(), element: z.string(), publication: z.string(), spans: z.array(Span) }))
    .min(1),
  symbols: z.array(ProposedSymbol).min(1),
});

export const Health = z.object({
  publications: z.number().int(),
  paragraphs: z.number().int(),
  rejected: z.number().int(),
  versions: z.object({ simsa: z.string(), node: z.string() }),
  health: z.enum(['sound', 'index-behind', 'index-unusable', 'store-damaged']),
  healthy: z.boolean(),
});

export const ErrorRecord = z.strictObject({
  code: z.string().regex(/^[a-z]+(\.[a-z-]+)?$/),
  message: z.string(),
  where: z.object({}).loose(),
  hint: z.string(),
  details: z.object({}).loose(),
});
