import { createHmac, timingSafeEqual } from 'node:crypto';
import type { World } from './world.ts';

/** How long an address is good for (announced in 2024, since then always 24 h). */
const DAY_S = 24 * 60 * 60;
const ON_THE_CDN = /^\/(ephemeral-)?attachments\//;

/** A path of the CDN as an address that is good from now on for a day: `ex` and `is` in hexadecimal seconds, `hm` signs them. */
export function signedAddress(world: World, path: string): string {
  const issued = Math.floor(world.now() / 1000);
  const times = `ex=${(issued + DAY_S).toString(16)}&is=${issued.toString(16)}`;
  return `${world.origin}${path}?${times}&hm=${signature(world, path, times)}&`;
}

/** Whether the CDN hands something over for this address: signed by it, and not yet expired. */
export function isGood(world: World, url: URL): boolean {
  const { ex = '', is = '', hm = '' } = Object.fromEntries(url.searchParams);
  const right = Buffer.from(signature(world, url.pathname, `ex=${ex}&is=${is}`));
  const given = Buffer.from(hm);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
  return world.now() <= Number.parseInt(ex, 16) * 1000;
}

/**
 * A copy in which every address of the CDN is signed anew: "when your app receives a payload with a signed URL, it
 * will be valid" (reference, "Signed Attachment CDN URLs"). Everything the preview sends goes through here.
 */
export function freshAddresses<T>(world: World, value: T): T {
  return fresh(world, value) as T;
}

function fresh(world: World, value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    const path = key.endsWith('url') ? cdnPath(world, value) : undefined;
    return path === undefined ? value : signedAddress(world, path);
  }
  if (Array.isArray(value)) return value.map((one) => fresh(world, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fresh(world, one, name)]));
}

/** The path of an address of the CDN; undefined for any other. */
export function cdnPath(world: World, url: string): string | undefined {
  if (!url.startsWith(`${world.origin}/`) || !URL.canParse(url)) return undefined;
  const { pathname } = new URL(url);
  return ON_THE_CDN.test(pathname) ? pathname : undefined;
}

function signature(world: World, path: string, times: string): string {
  return createHmac('sha256', world.signingKey).update(`${path}?${times}`).digest('hex');
}
