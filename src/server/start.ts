import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { SimsaError } from '../core/index.js';
import type { Simsa } from '../simsa.js';
import { createApp } from './app.js';
import { isLoopback } from './guard.js';
import { ImportJobs } from './jobs.js';

export interface ServerOptions {
  /** Stays the caller's: closing the server does not close it. */
  readonly simsa: Simsa;
  /** Default 127.0.0.1; any host that other machines reach needs a token. */
  readonly host?: string;
  /** Default 4170; the next free one is taken when it is in use. 0 takes any. */
  readonly port?: number;
  readonly token?: string;
  /** Folders of training runs to watch. */
  readonly runs?: readonly string[];
  /** Folder of the built page; without it only the interface is served. */
  readonly web?: string;
}

export interface RunningServer {
  /** `http://127.0.0.1:4170`, without a trailing slash. */
  readonly url: string;
  /** Ends streams and imports, then the server. */
  readonly close: () => Promise<void>;
}

const TRIED_PORTS = 20;

/**
 * Serves the interface and the workbench.
 * @throws SimsaError `server.token-required`, `server.no-free-port`
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { simsa, host = '127.0.0.1', port = 4170, token, web, runs } = options;
  const loopback = isLoopback(host);
  if (!loopback && !token) throw new SimsaError('server.token-required', { host });
  const jobs = new ImportJobs(simsa);
  const clientOf = (c: Parameters<typeof getConnInfo>[0]) => getConnInfo(c).remote.address ?? '';
  const app = createApp({ simsa, jobs, loopback, token, web, runs, clientOf });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  const taken = await listenOnFreePort(server, host, port);
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, close: () => shutDown(server, jobs) };
}

async function listenOnFreePort(server: Server, host: string, port: number): Promise<number> {
  const ports = port === 0 ? [0] : Array.from({ length: TRIED_PORTS }, (_, step) => port + step);
  for (const candidate of ports) {
    const taken = await listen(server, host, candidate);
    if (taken !== null) return taken;
  }
  throw new SimsaError('server.no-free-port', { host, port });
}

/** The port listened on, or null when it is in use. */
function listen(server: Server, host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function shutDown(server: Server, jobs: ImportJobs): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await jobs.close();
  await closed;
}
