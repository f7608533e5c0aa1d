import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { SimsaError } from '../core/index.js';
import type { Simsa } from '../simsa.js';
import { errorResponse } from './errors.js';
import { loopbackHostOnly, rateLimit, requireToken, sameOriginWrites, securityHeaders } from './guard.js';
import type { ImportJobs } from './jobs.js';
import { adminRoutes } from './routes/admin.js';
import { askRoutes } from './routes/ask.js';
import { examineRoutes } from './routes/examine.js';
import { importRoutes } from './routes/imports.js';
import { addOverview } from './routes/overview.js';
import { runRoutes } from './routes/runs.js';
import { searchRoutes } from './routes/search.js';
import { staticPage } from './static.js';

export interface AppOptions {
  readonly simsa: Simsa;
  readonly jobs: ImportJobs;
  /** Whether only this machine can reach the server. */
  readonly loopback: boolean;
  readonly token?: string;
  /** Folders of training runs to watch. */
  readonly runs?: readonly string[];
  /** Folder of the built page. */
  readonly web?: string;
  /** Names a client for the rate limit: its address. */
  readonly clientOf: (c: Context) => string;
}

/** All routes behind their guards, without a socket. */
export function createApp(options: AppOptions): OpenAPIHono {
  const { simsa, jobs, loopback, token, web, runs = [] } = options;
  const app = new OpenAPIHono();
  app.onError((thrown, c) => errorResponse(c, fromHttpException(thrown)));
  app.notFound((c) =>
    errorResponse(c, new SimsaError('server.unknown-address', { method: c.req.method, path: c.req.path })),
  );
  addGuards(app, options);
  const routers = [
    searchRoutes(simsa),
    askRoutes(simsa),
    examineRoutes(simsa),
    importRoutes(simsa, jobs, loopback && token === undefined),
    adminRoutes(simsa),
    runRoutes(runs),
  ];
  for (const router of routers) app.route('/api', router);
  addOverview(app);
  if (web !== undefined) app.use('*', staticPage(web));
  return app;
}

function addGuards(app: OpenAPIHono, { loopback, token, clientOf }: AppOptions): void {
  app.use('*', securityHeaders());
  if (loopback) app.use('*', loopbackHostOnly());
  else app.use('/api/*', rateLimit({ burst: 60, perSecond: 20, clientOf }));
  app.use('*', sameOriginWrites());
  if (token !== undefined) app.use('*', requireToken(token));
}

/** Hono's own refusals (a body that is no JSON, for example) in our words. */
function fromHttpException(thrown: Error): Error {
  return thrown instanceof HTTPException && thrown.status < 500
    ? new SimsaError('server.bad-request', { reason: thrown.message })
    : thrown;
}
