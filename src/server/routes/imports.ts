import { isAbsolute, resolve, sep } from 'node:path';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { SimsaError } from '../../core/index.js';
import type { Simsa } from '../../simsa.js';
import { languageOf } from '../errors.js';
import { type ImportJobs, rejectRecord } from '../jobs.js';
import { importJobSchema, importPathsSchema, rejectsSchema } from '../schemas/admin.js';
import { list } from '../schemas/core.js';
import { eventStream, wantsJson } from '../sse.js';
import { isForm, receiveUpload, safeName } from '../uploads.js';
import { answers, jsonBody, newRouter, streams } from './route.js';

const params = z.object({ id: z.string() });

const start = createRoute({
  method: 'post',
  path: '/import',
  summary: 'Import files, then index them',
  responses: answers(importJobSchema, 'The job that was started.'),
});

const index = createRoute({
  method: 'post',
  path: '/index',
  summary: 'Bring the index up to date, or make it anew',
  request: { body: jsonBody(z.object({ rebuild: z.boolean().optional() })) },
  responses: answers(importJobSchema, 'The job that was started; it is followed like an import.'),
});

const jobList = createRoute({
  method: 'get',
  path: '/import/jobs',
  summary: 'Imports since the server started, newest first',
  responses: answers(list(importJobSchema), 'The jobs.'),
});

const jobEvents = createRoute({
  method: 'get',
  path: '/import/jobs/{id}',
  summary: 'Follow one import',
  request: { params },
  responses: streams(importJobSchema, 'The job after every change, until it is finished.'),
});

const cancel = createRoute({
  method: 'delete',
  path: '/import/jobs/{id}',
  summary: 'Stop an import; what it has stored stays',
  request: { params },
  responses: answers(importJobSchema, 'The job.'),
});

const rejects = createRoute({
  method: 'get',
  path: '/rejects',
  summary: 'Records that could not be read, with place and reason',
  request: {
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
  },
  responses: answers(rejectsSchema, 'Rejects in the order they were met.'),
});

const importBody = {
  required: true,
  content: {
    'multipart/form-data': { schema: z.object({ files: z.array(z.string().openapi({ format: 'binary' })) }) },
    'application/json': { schema: importPathsSchema },
  },
};

async function startPaths(c: Context, jobs: ImportJobs): Promise<string> {
  const parsed = importPathsSchema.safeParse(await c.req.json().catch(() => null));
  if (!parsed.success)
    throw new SimsaError('server.bad-request', { reason: 'a form with files, or JSON with paths, is expected' });
  const { paths } = parsed.data;
  return jobs.start({ names: paths, paths: paths.map((path) => (isAbsolute(path) ? path : resolve(path))) });
}

async function startUpload(c: Context, jobs: ImportJobs): Promise<string> {
  const { folder, paths, remove } = await receiveUpload(c);
  return jobs.start({ names: paths.map(safeName), paths, base: `${folder}${sep}`, cleanUp: remove });
}

/** Imports and what they could not read. `allowPaths`: whether clients sit at this machine. */
export function importRoutes(simsa: Simsa, jobs: ImportJobs, allowPaths: boolean) {
  const router = newRouter();
  // A form or JSON, which one schema cannot validate; forms are streamed to disk, not held.
  router.openAPIRegistry.registerPath({ ...start, request: { body: importBody } });
  router.post('/import', async (c) => {
    if (!isForm(c) && !allowPaths) throw new SimsaError('server.paths-not-allowed');
    const id = await (isForm(c) ? startUpload(c, jobs) : startPaths(c, jobs));
    return c.json(jobs.get(id, languageOf(c)));
  });
  return router
    .openapi(index, (c) => {
      const id = jobs.start({ names: [], paths: [], rebuild: c.req.valid('json').rebuild });
      return c.json(jobs.get(id, languageOf(c)), 200);
    })
    .openapi(jobList, (c) => c.json(jobs.list(languageOf(c)), 200))
    .openapi(jobEvents, (c) => {
      const { id } = c.req.valid('param');
      const language = languageOf(c);
      const job = jobs.get(id, language);
      if (wantsJson(c)) return c.json(job, 200);
      return eventStream(c, (signal) => jobs.watch(id, language, signal)) as never;
    })
    .openapi(cancel, (c) => {
      const { id } = c.req.valid('param');
      jobs.cancel(id);
      return c.json(jobs.get(id, languageOf(c)), 200);
    })
    .openapi(rejects, async (c) => {
      const page = simsa.rejects(c.req.valid('query'));
      const { rejected } = await simsa.doctor();
      return c.json({ rejects: page.map((reject) => rejectRecord(reject, languageOf(c))), total: rejected }, 200);
    });
}
