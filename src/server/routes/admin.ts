import { createRoute } from '@hono/zod-openapi';
import type { Simsa } from '../../simsa.js';
import { LIMITS, limitBody } from '../limits.js';
import { healthSchema, settingsSchema, settingsStateSchema } from '../schemas/admin.js';
import { answers, jsonBody, newRouter } from './route.js';

const health = createRoute({
  method: 'get',
  path: '/health',
  summary: 'Counts, versions, and whether store and index are whole',
  responses: answers(healthSchema, 'The same record as `simsa doctor --json`.'),
});

const getSettings = createRoute({
  method: 'get',
  path: '/settings',
  summary: 'The text generator in use',
  responses: answers(settingsStateSchema, 'Null when answers are extractive.'),
});

const putSettings = createRoute({
  method: 'put',
  path: '/settings',
  summary: 'Choose a text generator, or none',
  middleware: [limitBody(LIMITS.json)] as const,
  request: { body: jsonBody(settingsSchema) },
  responses: answers(settingsStateSchema, 'The settings now.'),
});

/** Health and settings. The generator's key is read from the environment and never leaves it. */
export function adminRoutes(simsa: Simsa) {
  const state = () => ({ generator: simsa.getGenerator(), keySet: Boolean(process.env.SIMSA_GENERATOR_KEY) });
  return newRouter()
    .openapi(health, async (c) => c.json(await simsa.doctor(), 200))
    .openapi(getSettings, (c) => c.json(state(), 200))
    .openapi(putSettings, (c) => {
      simsa.setGenerator(c.req.valid('json').generator);
      return c.json(state(), 200);
    });
}
