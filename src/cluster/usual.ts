/**
 * What nearly every container has is kept by its name alone: a state is stored after each line, and most of what it
 * would hold of a container is the same in every other one. Anything that differs in any way is kept whole.
 */
import { same } from './api/equal.ts';
import type { Mount } from './files/tree.ts';
import { usualMounts } from './files/usual-mounts.ts';
import { pullImage } from './images/index.ts';
import type { Json } from './json.ts';
import type { ContainerRecord, KeptMount, KeptVariable } from './state.ts';

/** What the runtime sets where the image says nothing (containerd, pkg/cri). */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The service of the API server, as bootstrap.ts makes it. */
const API_SERVER: readonly (readonly [name: string, value: string])[] = [
  ['KUBERNETES_SERVICE_HOST', '10.96.0.1'],
  ['KUBERNETES_SERVICE_PORT', '443'],
  ['KUBERNETES_SERVICE_PORT_HTTPS', '443'],
  ['KUBERNETES_PORT', 'tcp://10.96.0.1:443'],
  ['KUBERNETES_PORT_443_TCP', 'tcp://10.96.0.1:443'],
  ['KUBERNETES_PORT_443_TCP_PROTO', 'tcp'],
  ['KUBERNETES_PORT_443_TCP_PORT', '443'],
  ['KUBERNETES_PORT_443_TCP_ADDR', '10.96.0.1'],
];

/** Stands for all of `API_SERVER` in their order. No variable's name holds an equals sign. */
const SERVICE = 'KUBERNETES_*=';

/** Stands for all of `usualMounts` in their order. No path is empty. */
const ALL = '';

type About = Pick<ContainerRecord, 'id' | 'podUid' | 'identity' | 'image' | 'hostname'>;

function usualVariables({ image, hostname }: About): ReadonlyMap<string, string> {
  const pulled = pullImage(image);
  return new Map([
    ['PATH', DEFAULT_PATH],
    ['HOSTNAME', hostname],
    ['TERM', 'xterm'],
    ['HOME', '/root'],
    ...(pulled.kind === 'image' ? pulled.image.env : []),
  ]);
}

/** An environment as a container's record keeps it. */
export function keptEnvironment(
  about: About,
  env: readonly (readonly [name: string, value: string])[],
): readonly KeptVariable[] {
  const usual = usualVariables(about);
  const kept: KeptVariable[] = [];
  for (let i = 0; i < env.length; i++) {
    const pair = env[i];
    if (pair === undefined) continue;
    if (API_SERVER.every(([name, value], at) => env[i + at]?.[0] === name && env[i + at]?.[1] === value)) {
      kept.push(SERVICE);
      i += API_SERVER.length - 1;
    } else kept.push(usual.get(pair[0]) === pair[1] ? pair[0] : pair);
  }
  return kept;
}

/** A container's environment, in the order in which the runtime sets it. */
export function environmentOf(
  container: ContainerRecord,
): readonly (readonly [name: string, value: string])[] {
  const usual = usualVariables(container);
  return container.env.flatMap((one) =>
    typeof one !== 'string' ? [one] : one === SERVICE ? API_SERVER : [[one, usual.get(one) ?? ''] as const],
  );
}

/** Mounts as a container's record keeps them. */
export function keptMounts(about: About, mounts: readonly Mount[]): readonly KeptMount[] {
  const usual = usualMounts(about, about.identity);
  const isUsual = (mount: Mount): boolean =>
    usual.some((one) => one.path === mount.path && same(asJson(one), asJson(mount)));
  const all = usual.every((one, at) => mounts[at] !== undefined && same(asJson(one), asJson(mounts[at])));
  const others = all ? mounts.slice(usual.length) : mounts;
  return [...(all ? [ALL] : []), ...others.map((mount) => (isUsual(mount) ? mount.path : mount))];
}

const asJson = (mount: Mount): Json => mount as unknown as Json;

/** Every mount of a container, `/` first. */
export function mountsOf(container: ContainerRecord): readonly Mount[] {
  const usual = usualMounts(container, container.identity);
  return container.mounts.flatMap((one) =>
    typeof one === 'string' ? usual.filter(({ path }) => one === ALL || path === one) : [one],
  );
}
