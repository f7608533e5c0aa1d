import { createRoute, z } from '@hono/zod-openapi';
import { SimsaError } from '../../core/index.js';
import type { Simsa } from '../../simsa.js';
import { LIMITS, limitBody } from '../limits.js';
import { list, passageSchema, publicationSchema } from '../schemas/core.js';
import { priorArtRequestSchema, searchRequestSchema, searchResultSchema } from '../schemas/search.js';
import { published } from '../source-names.js';
import { answers, jsonBody, newRouter } from './route.js';

const search = createRoute({
  method: 'post',
  path: '/search',
  summary: 'Search publications',
  middleware: [limitBody(LIMITS.json)] as const,
  request: { body: jsonBody(searchRequestSchema) },
  responses: answers(searchResultSchema, 'Hits, facets, and how the query was understood.'),
});

const priorArt = createRoute({
  method: 'post',
  path: '/prior-art',
  summary: 'Find what came before a publication or a text',
  middleware: [limitBody(LIMITS.application)] as const,
  request: { body: jsonBody(priorArtRequestSchema) },
  responses: answers(searchResultSchema, 'Earlier publications, closest first.'),
});

const publication = createRoute({
  method: 'get',
  path: '/publications/{number}',
  summary: 'Read a publication by a number in any spelling',
  request: { params: z.object({ number: z.string() }) },
  responses: answers(publicationSchema, 'The whole record.'),
});

const passages = createRoute({
  method: 'get',
  path: '/publications/{number}/passages',
  summary: 'The citable units of a publication in reading order',
  request: { params: z.object({ number: z.string() }) },
  responses: answers(list(passageSchema), 'Titles, abstracts, claims and paragraphs.'),
});

/** Searching and reading. */
export function searchRoutes(simsa: Simsa) {
  const read = (number: string) => {
    const found = simsa.read(number);
    if (!found) throw new SimsaError('server.unknown-publication', { number });
    return found;
  };
  return newRouter()
    .openapi(search, async (c) => c.json(await simsa.search(c.req.valid('json')), 200))
    .openapi(priorArt, async (c) => c.json(await simsa.priorArt(c.req.valid('json')), 200))
    .openapi(publication, (c) => c.json(published(read(c.req.valid('param').number)), 200))
    .openapi(passages, (c) => c.json(simsa.passages(read(c.req.valid('param').number).id), 200));
}
