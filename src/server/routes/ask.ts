import { createRoute, z } from '@hono/zod-openapi';
import { answerToMarkdown, type Simsa } from '../../simsa.js';
import { LIMITS, limitBody } from '../limits.js';
import { askRequestSchema, askResultSchema } from '../schemas/answer.js';
import { eventStream, lastEvent, wantsJson } from '../sse.js';
import { jsonBody, newRouter, streams } from './route.js';

const ask = createRoute({
  method: 'post',
  path: '/ask',
  summary: 'Ask a question; every sentence of the answer cites paragraphs',
  middleware: [limitBody(LIMITS.json)] as const,
  request: { body: jsonBody(askRequestSchema) },
  responses: streams(
    askResultSchema,
    'Events of the four steps (AskEvent): step, documents, paragraphs, ground, sentence, notice, restart, done.',
  ),
});

const markdown = createRoute({
  method: 'post',
  path: '/ask/markdown',
  summary: 'An answer with its references as Markdown, under the same numbers',
  middleware: [limitBody(LIMITS.report)] as const,
  request: { body: jsonBody(askResultSchema) },
  responses: { 200: { description: 'The text.', content: { 'text/markdown': { schema: z.string() } } } },
});

/** Answers with citations. */
export function askRoutes(simsa: Simsa) {
  const router = newRouter();
  router.openapi(markdown, (c) => {
    const headers = { 'Content-Type': 'text/markdown; charset=utf-8' };
    return c.body(answerToMarkdown(c.req.valid('json')), 200, headers) as never;
  });
  return router.openapi(ask, async (c) => {
    const request = c.req.valid('json');
    if (!wantsJson(c)) return eventStream(c, (signal) => simsa.ask(request, { signal })) as never;
    const { result } = await lastEvent(simsa.ask(request, { signal: c.req.raw.signal }), 'done');
    return c.json(result, 200);
  });
}
