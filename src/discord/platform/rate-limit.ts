/** What of an HTTP answer says how long to wait. Header names are in lower case. */
export interface LimitedAnswer {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

export interface RateLimit {
  readonly waitMs: number;
  /** True: no request of this bot is taken until then, not only this one. */
  readonly global: boolean;
  /** `user`, `global` or `shared`, as Discord names it. */
  readonly scope: string;
}

/** Where a 429 does not say how long (a proxy's, for instance). */
const UNKNOWN_WAIT_MS = 1000;

/**
 * Reads a 429 (topics/rate-limits, "Exceeding a rate limit"): `retry_after` of the body, in seconds with a fraction,
 * or where there is no such body (Cloudflare's answers are pages) the `Retry-After` header, in whole seconds.
 */
export function readRateLimit({ headers, text }: LimitedAnswer): RateLimit {
  const body = readBody(text);
  const seconds = [body.retry_after, headers['retry-after']]
    .filter((value) => value !== undefined && value !== null && value !== '')
    .map(Number)
    .find((value) => Number.isFinite(value) && value >= 0);
  const global = body.global === true || headers['x-ratelimit-global'] === 'true';
  return {
    waitMs: seconds === undefined ? UNKNOWN_WAIT_MS : Math.ceil(seconds * 1000),
    global,
    scope: headers['x-ratelimit-scope'] ?? (global ? 'global' : 'user'),
  };
}

function readBody(text: string): { readonly retry_after?: unknown; readonly global?: unknown } {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
