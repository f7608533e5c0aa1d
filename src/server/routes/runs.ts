import { createRoute } from '@hono/zod-openapi';
import { viewRun } from '../../workshop.js';
import { list } from '../schemas/core.js';
import { runSchema } from '../schemas/runs.js';
import { answers, newRouter } from './route.js';

const runs = createRoute({
  method: 'get',
  path: '/runs',
  summary: 'Training runs that are watched, with their curves',
  responses: answers(list(runSchema), 'The runs that the server was started with; none by default.'),
});

/** Training runs, read anew each time: another process is writing them. */
export function runRoutes(folders: readonly string[]) {
  return newRouter().openapi(runs, (c) => c.json(folders.map(viewRun), 200));
}
