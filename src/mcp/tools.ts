import { z } from 'zod';
import { SimsaError } from '../core/index.js';
import type { Examination, Simsa } from '../simsa.js';
import { page, shortAnswer, shortClaims, shortExamination, shortSearch, shortSpan } from './shorten.js';

/** A tool as one value: to add one is to add it to {@link TOOLS}. */
export interface Tool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly description: string;
  readonly input: Shape;
  readonly run: (simsa: Simsa, input: z.infer<z.ZodObject<Shape>>) => Promise<unknown>;
}

/** Ties the shape of a tool's input to its function. */
function tool<Shape extends z.ZodRawShape>(value: Tool<Shape>): Tool {
  return { ...value, run: (simsa, input) => value.run(simsa, parsed(value, input)) };
}

function parsed<Shape extends z.ZodRawShape>({ name, input }: Tool<Shape>, values: unknown) {
  const result = z.strictObject(input).safeParse(values);
  if (result.success) return result.data as z.infer<z.ZodObject<Shape>>;
  const reason = result.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  throw new SimsaError('mcp.bad-arguments', { name, reason });
}

/** Calls a tool by its name. @throws SimsaError for an unknown name, for arguments of another form, and what the tool throws. */
export async function callTool(simsa: Simsa, name: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  const called = TOOLS.find((each) => each.name === name);
  if (!called) throw new SimsaError('mcp.unknown-tool', { name, tools: TOOLS.map((each) => each.name).join(', ') });
  return called.run(simsa, input);
}

const limit = z.number().int().min(1).max(50).default(10);
const number = z.string().describe('publication, application or registration number in any spelling');

export const TOOLS: readonly Tool[] = [
  tool({
    name: 'search',
    description:
      'Search patent publications. Words, "phrases", AND OR NOT, fields ti: ab: cl: ipc: pa: pd:, numbers, classes, 2015..2019.',
    input: {
      query: z.string(),
      classes: z.array(z.string()).optional().describe('IPC or CPC prefixes'),
      from: z.string().optional().describe('published from, e.g. 2015 or 2015-03-01'),
      to: z.string().optional().describe('published until'),
      countries: z.array(z.string()).optional(),
      limit,
    },
    run: async (simsa, { query, limit: most, ...filters }) =>
      shortSearch(await simsa.search({ query, filters, limit: most, spans: 2 })),
  }),
  tool({
    name: 'prior_art',
    description:
      'Closest earlier documents to a publication of the store, or to pasted text such as an abstract or a claim.',
    input: {
      number: number.optional(),
      text: z.string().optional(),
      before: z.string().optional().describe('nothing later than this date or year'),
      limit,
    },
    run: async (simsa, input) => {
      const publication = input.number === undefined ? undefined : found(simsa, input.number).id;
      const text = input.text === undefined ? undefined : { abstract: input.text };
      return shortSearch(
        await simsa.priorArt({ publication, text, before: input.before, limit: input.limit, spans: 1 }),
      );
    },
  }),
  tool({
    name: 'read',
    description: 'Read a publication: bibliography, abstract, claims, numbered paragraphs, a page at a time.',
    input: {
      number,
      from: z.number().int().min(0).default(0).describe('passage to start at, as `next` of the page before says'),
      offset: z
        .number()
        .int()
        .min(0)
        .default(0)
        .describe('where in that passage to start, for one too long for a page'),
      count: z.number().int().min(1).max(60).default(20).describe('passages at most; fewer come when they are long'),
    },
    run: async (simsa, input) => page(found(simsa, input.number), input),
  }),
  tool({
    name: 'ask',
    description:
      'Answer a question from the stored publications; every sentence comes with the paragraph it stands in. Refuses when nothing answers.',
    input: { question: z.string() },
    run: async (simsa, { question }) => shortAnswer(await simsa.answer({ question })),
  }),
  tool({
    name: 'claims',
    description: 'Read claims from text: independent and dependent claims, references, elements, faults of form.',
    input: { text: z.string() },
    run: async (simsa, { text }) => shortClaims(await simsa.claims(pasted(text))),
  }),
  tool({
    name: 'classify',
    description: 'Propose IPC and CPC symbols for a text, with the neighbours they come from.',
    input: { text: z.string() },
    run: async (simsa, { text }) => {
      const { symbols, neighbours } = await simsa.classify(pasted(text));
      const best = symbols.slice(0, 15);
      return {
        symbols: best.map(({ supporters, ...symbol }) => ({ ...symbol, supporters: supporters.slice(0, 3) })),
        neighbours: neighbours.slice(0, 5).map(({ symbols: own, ...each }) => ({ ...each, symbols: own.slice(0, 8) })),
      };
    },
  }),
  tool({
    name: 'examine',
    description:
      'Examine an application given as text: claims, classes, closest prior art, chart of claim elements against paragraphs.',
    input: { text: z.string(), before: z.string().optional().describe('effective date') },
    run: async (simsa, { text, before }) => {
      let examination: Examination | null = null;
      for await (const event of simsa.examine(pasted(text), { before }))
        if (event.type === 'done') examination = event.examination;
      return examination ? shortExamination(examination) : null;
    },
  }),
  tool({
    name: 'verify_citation',
    description: 'Check a quotation against a publication: does it stand there, and in which paragraph?',
    input: { number, quotation: z.string() },
    run: async (simsa, input) => {
      const check = simsa.verifyCitation({ publication: input.number, text: input.quotation });
      return { ...check, span: check.span && shortSpan(check.span) };
    },
  }),
  tool({
    name: 'health',
    description: 'What the store holds and whether the index is up to date.',
    input: {},
    run: (simsa) => simsa.doctor(),
  }),
];

function found(simsa: Simsa, text: string) {
  const publication = simsa.read(text);
  if (!publication) throw new SimsaError('input.no-publication', { number: text });
  return publication;
}

function pasted(text: string) {
  return { name: 'pasted text', bytes: new TextEncoder().encode(text) };
}
