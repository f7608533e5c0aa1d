import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { SimsaError } from '../core/index.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Whether a host name means this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host.toLowerCase());
}

function hostName(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase();
}

/**
 * Refuses requests that name another host. A page that rebinds its own name to 127.0.0.1 would reach
 * a server without a token; such a request still carries the page's name in `Host`.
 */
export function loopbackHostOnly(): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!isLoopback(hostName(host))) throw new SimsaError('server.foreign-host', { host });
    await next();
  };
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes that a page of another origin sends. Browsers state the origin with every POST, PUT and DELETE. */
export function sameOriginWrites(): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (!SAFE_METHODS.has(c.req.method) && origin !== undefined && !isSameOrigin(origin, c.req.header('host'))) {
      throw new SimsaError('server.foreign-origin', { origin });
    }
    await next();
  };
}

function isSameOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

const COOKIE = 'simsa_session';

/**
 * Asks for the token: as `Authorization: Bearer`, as the cookie of the page, or once as `?token=`, which
 * sets that cookie and leads to the address without the token. The cookie is a digest with a salt of
 * this process, so that the token itself is not kept by browsers.
 */
export function requireToken(token: string): MiddlewareHandler {
  const salt = randomBytes(16);
  const session = createHash('sha256').update(salt).update(token).digest('hex');
  return async (c, next) => {
    const offered = c.req.query('token');
    if (offered !== undefined && c.req.method === 'GET' && isEqual(offered, token)) return startSession(c, session);
    const bearer = /^Bearer\s+(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const cookie = getCookie(c, COOKIE);
    const known =
      (bearer !== undefined && isEqual(bearer, token)) || (cookie !== undefined && isEqual(cookie, session));
    if (!known) throw new SimsaError('server.unauthorised');
    await next();
  };
}

function startSession(c: Context, session: string): Response {
  setCookie(c, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
  const url = new URL(c.req.url);
  url.searchParams.delete('token');
  return c.redirect(`${url.pathname}${url.search}`);
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function isEqual(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers that keep pages of this server from running or leaking anything foreign. */
export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
  };
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** A token bucket for each client: `burst` requests at once, `perSecond` in the long run. */
export function rateLimit(options: {
  readonly burst: number;
  readonly perSecond: number;
  readonly clientOf: (c: Context) => string;
  readonly now?: () => number;
}): MiddlewareHandler {
  const { burst, perSecond, clientOf, now = Date.now } = options;
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    const client = clientOf(c);
    const bucket = refill(buckets.get(client) ?? { tokens: burst, filledAt: now() }, now());
    if (buckets.size > 10_000) buckets.clear();
    buckets.set(client, bucket);
    if (bucket.tokens < 1) {
      throw new SimsaError('server.too-many-requests', { seconds: Math.ceil((1 - bucket.tokens) / perSecond) });
    }
    bucket.tokens -= 1;
    await next();
  };

  function refill(bucket: Bucket, time: number): Bucket {
    const tokens = Math.min(burst, bucket.tokens + ((time - bucket.filledAt) / 1000) * perSecond);
    return { tokens, filledAt: time };
  }
}
