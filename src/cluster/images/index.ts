/** What images hold, as far as Podium knows them. */
import { distance } from '../distance.ts';
import type { Directory, Tree } from '../files/tree.ts';
import { directory } from './build.ts';
import { KNOWN_NAMES, known } from './catalogue.ts';
import type { Image, Pulled } from './image.ts';
import { MACHINE_FILES } from './machine.ts';
import { NODE_FILES } from './node.ts';
import { OFFICIAL } from './official.ts';

export type { Image, Pulled } from './image.ts';

/** An image of which nothing is known: it starts and sleeps. */
export const UNKNOWN_IMAGE: Image = {
  known: false,
  user: '',
  entrypoint: [],
  cmd: ['sleep', 'infinity'],
  env: [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']],
  workingDir: '/',
  volumes: [],
  stopSignal: 'TERM',
  unknownEnv: [],
  files: directory(),
};

/** A reference taken apart, with Docker's defaults: `nginx` is docker.io/library/nginx:latest. */
function parts(reference: string): {
  readonly registry: string;
  readonly name: string;
  readonly tag: string;
  readonly digest: boolean;
} {
  const [named = '', digest] = reference.split('@', 2);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const path = tagged ? named.slice(0, colon) : named;
  const slash = path.indexOf('/');
  const first = slash === -1 ? '' : path.slice(0, slash);
  const host = first.includes('.') || first.includes(':') || first === 'localhost';
  const registry = host ? first.replace(/^(index|registry-1)\.docker\.io$/, 'docker.io') : 'docker.io';
  const rest = host ? path.slice(slash + 1) : path;
  const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
  return { registry, name, tag: tagged ? named.slice(colon + 1) : 'latest', digest: digest !== undefined };
}

const pulledBefore = new Map<string, Pulled>();

/**
 * What a registry gives for an image as a pod spec names it (`nginx`, `docker.io/library/busybox:1.37`). What Podium has
 * no entry for is there and unknown, but for misspelt names of the known images (Docker Hub has nothing under a bare
 * name that is no official image) and tags that they do not have; the words are containerd's.
 */
export function pullImage(reference: string): Pulled {
  const before = pulledBefore.get(reference);
  if (before !== undefined) return before;
  const pulled = pull(reference);
  if (pulledBefore.size < 200) pulledBefore.set(reference, pulled);
  return pulled;
}

/** A bare name that is no official image, and by at most two letters not that of a known one: `ngnix`, `busybx`. */
function isMisspelt(name: string): boolean {
  return !OFFICIAL.has(name) && KNOWN_NAMES.some((one) => one.length > 4 && distance(one, name) <= 2);
}

function pull(reference: string): Pulled {
  const { registry, name, tag, digest } = parts(reference);
  const full = `${registry}/${name}:${tag}`;
  const official = name.startsWith('library/') ? name.slice('library/'.length) : null;
  if (registry === 'docker.io' && official !== null && isMisspelt(official)) {
    return {
      kind: 'absent',
      message: `failed to pull and unpack image "${full}": failed to resolve reference "${full}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    };
  }
  const found = known(registry, name, digest && tag === 'latest' ? 'latest' : tag);
  if (found === null)
    return {
      kind: 'absent',
      message: `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`,
    };
  return { kind: 'image', image: found ?? UNKNOWN_IMAGE };
}

/** The files that a tree's layer lies over, or null. */
export function filesBelow(tree: Tree): Directory | null {
  const { base } = tree;
  if (base === undefined) return null;
  if ('machine' in base) return MACHINE_FILES;
  if ('node' in base) return NODE_FILES;
  const pulled = pullImage(base.image);
  return pulled.kind === 'image' ? pulled.image.files : null;
}
