import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Context, MiddlewareHandler } from 'hono';
import { SimsaError } from '../core/index.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/** Serves the built page from a folder; addresses of views, which have no ending, get its `index.html`. */
export function staticPage(folder: string): MiddlewareHandler {
  const root = normalize(folder + sep);
  return async (c, next) => {
    if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || c.req.path.startsWith('/api/')) return next();
    const path = decodedPath(c);
    const file = join(root, path);
    if (!file.startsWith(root)) return next();
    const found =
      (await serveFile(c, file)) ?? (extname(path) === '' ? await serveFile(c, join(root, 'index.html')) : null);
    return found ?? next();
  };
}

function decodedPath(c: Context): string {
  try {
    return decodeURIComponent(c.req.path);
  } catch {
    throw new SimsaError('server.bad-request', { reason: 'the address is not encoded properly' });
  }
}

async function serveFile(c: Context, file: string): Promise<Response | null> {
  const isFile = await stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (!isFile) return null;
  // Vite puts a hash of the content into the names below assets/, so they never change.
  const cache = file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
  const headers = { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Cache-Control': cache };
  return c.body(new Uint8Array(await readFile(file)), 200, headers);
}
