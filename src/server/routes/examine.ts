import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { SimsaError } from '../../core/index.js';
import type { ApplicationInput, Simsa } from '../../simsa.js';
import { LIMITS, limitBody } from '../limits.js';
import { applicationTextSchema, claimSetSchema, classificationSchema, examinationSchema } from '../schemas/examine.js';
import { dateSchema } from '../schemas/search.js';
import { eventStream, lastEvent, wantsJson } from '../sse.js';
import { isForm, receiveApplication } from '../uploads.js';
import { answers, jsonBody, newRouter, streams } from './route.js';

const application = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: z.object({ file: z.string().openapi({ type: 'string', format: 'binary' }) }),
    },
    'application/json': { schema: applicationTextSchema },
  },
};

const examine = createRoute({
  method: 'post',
  path: '/examine',
  summary: 'Examine an application: claims, classes, prior art, chart',
  request: { query: z.object({ before: dateSchema.optional() }) },
  responses: streams(examinationSchema, 'Events of the four steps (ExamineEvent): step, done.'),
});

const claims = createRoute({
  method: 'post',
  path: '/claims',
  summary: 'Read claims: kinds, categories, dependencies, elements',
  request: {},
  responses: answers(claimSetSchema, 'The claims and what is wrong with their form.'),
});

const classify = createRoute({
  method: 'post',
  path: '/classify',
  summary: 'Propose IPC and CPC symbols for a text or an application',
  request: {},
  responses: answers(classificationSchema, 'Symbols with their neighbours.'),
});

const REPORT_TYPES = { markdown: 'text/markdown; charset=utf-8', html: 'text/html; charset=utf-8' } as const;
const format = z.enum(['markdown', 'html']);

const report = createRoute({
  method: 'post',
  path: '/examine/report',
  summary: 'An examination as a report',
  middleware: [limitBody(LIMITS.report)] as const,
  request: { body: jsonBody(z.object({ examination: examinationSchema, format })) },
  responses: {
    200: {
      description: 'The report, as a file.',
      content: { 'text/markdown': { schema: z.string() }, 'text/html': { schema: z.string() } },
    },
  },
});

/** What a client may send: a form with one file, or JSON with the text. */
async function readInput(c: Context): Promise<ApplicationInput> {
  if (isForm(c)) return receiveApplication(c);
  const body = await c.req.json().catch(() => null);
  const parsed = applicationTextSchema.safeParse(body);
  if (!parsed.success) {
    throw new SimsaError('server.bad-request', { reason: 'a form with a file, or JSON with a text, is expected' });
  }
  return { name: parsed.data.name ?? 'pasted.txt', bytes: new TextEncoder().encode(parsed.data.text) };
}

/** Claims, classes and examinations. */
export function examineRoutes(simsa: Simsa) {
  const router = newRouter();
  // These take a form or JSON, which one schema cannot validate: they are read by `readInput`.
  for (const route of [examine, claims, classify]) {
    router.use(route.path, limitBody(LIMITS.application));
    router.openAPIRegistry.registerPath({ ...route, request: { ...route.request, body: application } });
  }
  router.post('/examine', async (c) => {
    const before = readDate(c.req.query('before'));
    const input = await readInput(c);
    if (!wantsJson(c)) return eventStream(c, (signal) => simsa.examine(input, { signal, before }));
    const events = simsa.examine(input, { signal: c.req.raw.signal, before });
    return c.json((await lastEvent(events, 'done')).examination);
  });
  router.post('/claims', async (c) => c.json(await simsa.claims(await readInput(c))));
  router.post('/classify', async (c) => c.json(await simsa.classify(await readInput(c))));
  return router.openapi(report, (c) => {
    const { examination, format } = c.req.valid('json');
    const name = format === 'html' ? 'examination.html' : 'examination.md';
    c.header('Content-Disposition', `attachment; filename="${name}"`);
    return c.body(simsa.report(examination, format), 200, { 'Content-Type': REPORT_TYPES[format] }) as never;
  });
}

function readDate(text: string | undefined): string | undefined {
  const parsed = dateSchema.optional().safeParse(text);
  if (!parsed.success) throw new SimsaError('server.bad-request', { reason: 'before: a date such as 2019-08-19' });
  return parsed.data;
}
