import { createRoute } from '@hono/zod-openapi';
import type { Simsa } from '../../simsa.js';
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

/** Answers with citations. */
export function askRoutes(simsa: Simsa) {
  return newRouter().openapi(ask, async (c) => {
    const request = c.req.valid('json');
    if (!wantsJson(c)) return eventStream(c, (signal) => simsa.ask(request, { signal })) as never;
    const { result } = await lastEvent(simsa.ask(request, { signal: c.req.raw.signal }), 'done');
    return c.json(result, 200);
  });
}
