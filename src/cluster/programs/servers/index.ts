/** The programs of the known images, as far as they say who may run them: what they write, bind and become. */
import type { Tool } from '../../tools/call.ts';
import { httpd } from './httpd.ts';
import { interpreter, nodeEntrypoint } from './interpreters.ts';
import { nginx } from './nginx.ts';
import { nginxEntrypoint } from './nginx-entrypoint.ts';
import { postgres } from './postgres.ts';
import { postgresEntrypoint } from './postgres-entrypoint.ts';
import { redis, redisEntrypoint } from './redis.ts';

/** The programs of images by the name in `RegularFile.program`. */
export const SERVERS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['nginx-entrypoint', nginxEntrypoint],
  ['nginx', nginx],
  ['redis-entrypoint', redisEntrypoint],
  ['redis', redis],
  ['postgres-entrypoint', postgresEntrypoint],
  ['postgres', postgres],
  ['httpd', httpd],
  // kubernetes build/pause/linux/pause.c: it waits for signals.
  ['pause', () => ({ forever: true })],
  ['node-entrypoint', nodeEntrypoint],
  ['python', interpreter],
  ['node', interpreter],
]);
