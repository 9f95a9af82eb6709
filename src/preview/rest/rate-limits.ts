import { createHash } from 'node:crypto';
import type { Fault } from '../faults.ts';
import type { Json } from '../wire.ts';

export type Headers = Readonly<Record<string, string>>;

/** What a bucket of the preview says it holds. Discord's own numbers are not published and change. */
const LIMIT = 5;

/**
 * The headers of an answer that is within its limit (topics/rate-limits). The preview counts nothing, so that a bot
 * is never held up but by a fault that was ordered. `route` is the pattern that the request fitted; times in ms.
 */
export function withinLimit(route: string, now: number): Headers {
  return bucket(route, LIMIT - 1, 1, now);
}

/** A 429 with its headers and body, per route, for a shared resource, or of the whole bot. */
export function rateLimited(fault: Fault, route: string, now: number): { headers: Headers; body: Json } {
  const { retryAfter: seconds = 0.05, scope = 'user' } = fault;
  const global = scope === 'global';
  return {
    headers: {
      'Retry-After': String(Math.ceil(seconds)),
      'X-RateLimit-Scope': scope,
      ...(global
        ? { 'X-RateLimit-Global': 'true' }
        : bucket(route, scope === 'shared' ? LIMIT - 1 : 0, seconds, now)),
    },
    body: {
      message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
      retry_after: seconds,
      global,
    },
  };
}

function bucket(route: string, remaining: number, seconds: number, now: number): Headers {
  return {
    'X-RateLimit-Limit': String(LIMIT),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': (now / 1000 + seconds).toFixed(3),
    'X-RateLimit-Reset-After': String(seconds),
    'X-RateLimit-Bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
  };
}
