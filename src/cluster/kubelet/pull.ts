/** Images on the node: there, being pulled, or not to be had (pkg/kubelet/images/image_manager.go). */
import type { Container, Pod } from '../api/types.ts';
import { chance } from '../chance.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import { type Image, type Pulled, pullImage, UNKNOWN_IMAGE } from '../images/index.ts';
import { fieldPathOf } from './restart.ts';
import { change, sandboxOf } from './sandboxes.ts';

const FIRST_DELAY = 10_000;
const LONGEST_DELAY = 300_000;

/** What has become of a container's image. */
export type Ensured =
  | { readonly kind: 'ready'; readonly image: Image }
  | { readonly kind: 'pulling'; readonly until: number }
  /** The container waits for this reason; `retryAt`: the back-off ends then. */
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string; readonly retryAt?: number };

/** `name[:tag][@digest]` as distribution/reference has it: lower-case names, an optional host with a port. */
const REFERENCE =
  /^(?:[a-zA-Z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;
const LONGEST_REFERENCE = 512;

/** A reference in full, as the runtime stores it: `docker.io/library/nginx:latest`. */
export function fullReference(reference: string): string {
  const [name = '', digest] = reference.split('@');
  const slash = name.indexOf('/');
  const host = slash === -1 ? '' : name.slice(0, slash);
  const hasHost = /[.:]/.test(host) || host === 'localhost';
  const path = hasHost ? name : slash === -1 ? `docker.io/library/${name}` : `docker.io/${name}`;
  const tagged = path.slice(path.lastIndexOf('/')).includes(':') || digest !== undefined;
  return `${path}${tagged ? '' : ':latest'}${digest === undefined ? '' : `@${digest}`}`;
}

/** Makes sure that a container's image is there, and tells what the kubelet tells on the way. */
export function ensureImage(draft: Draft, pod: Pod, container: Container): Ensured {
  const reference = container.image;
  const tell = (type: 'Normal' | 'Warning', reason: string, message: string): void =>
    record(draft, pod, { source: 'kubelet', type, reason, message, fieldPath: fieldPathOf(pod, container) });
  const failed = (reason: string, message: string, retryAt?: number): Ensured => {
    tell('Warning', 'Failed', `Error: ${reason}`);
    return { kind: 'failed', reason, message, ...(retryAt === undefined ? {} : { retryAt }) };
  };
  if (reference.length > LONGEST_REFERENCE || !REFERENCE.test(reference)) {
    const message = `Failed to apply default image tag "${reference}": couldn't parse image name "${reference}": invalid reference format`;
    tell('Warning', 'InspectFailed', message);
    return failed('InvalidImageName', message);
  }
  const full = fullReference(reference);
  const present = draft.pulled[full] !== undefined;
  const policy = container.imagePullPolicy ?? 'IfNotPresent';
  if (!present && policy === 'Never') {
    const message = `Container image "${reference}" is not present with pull policy of Never`;
    tell('Warning', 'ErrImageNeverPull', message);
    return failed('ErrImageNeverPull', message);
  }
  const result = pulled(draft, reference);
  const sandbox = sandboxOf(draft, pod.metadata.uid);
  const { pulling } = sandbox ?? {};
  // A pull that has begun goes on to its end, also when another pod's pull of the same image ends first.
  const begun = pulling?.container === container.name;
  if (present && !begun && policy !== 'Always' && result.kind === 'image') {
    tell(
      'Normal',
      'Pulled',
      `Container image "${reference}" already present on machine and can be accessed by the pod`,
    );
    return { kind: 'ready', image: result.image };
  }
  const back = sandbox?.pullBackOff[reference];
  if (back !== undefined && draft.now < back.until) {
    tell('Normal', 'BackOff', `Back-off pulling image "${reference}"`);
    const message = `Back-off pulling image "${reference}": ErrImagePull: ${back.message}`;
    return failed('ImagePullBackOff', message, back.until);
  }
  if (pulling?.container !== container.name) {
    tell('Normal', 'Pulling', `Pulling image "${reference}"`);
    const took = present ? 300 + chance(draft, 500) : 900 + chance(draft, 2_000);
    const until = draft.now + took;
    change(draft, pod.metadata.uid, { pulling: { container: container.name, since: draft.now, until } });
    return { kind: 'pulling', until };
  }
  if (draft.now < pulling.until) return { kind: 'pulling', until: pulling.until };
  change(draft, pod.metadata.uid, { pulling: null });
  if (result.kind === 'absent') {
    const delay = back === undefined ? FIRST_DELAY : Math.min(LONGEST_DELAY, back.delay * 2);
    const pullBackOff = {
      ...sandbox?.pullBackOff,
      [reference]: { delay, until: draft.now + delay, message: result.message },
    };
    change(draft, pod.metadata.uid, { pullBackOff });
    tell('Warning', 'Failed', `Failed to pull image "${reference}": ${result.message}`);
    return failed('ErrImagePull', result.message);
  }
  draft.pulled[full] ??= draft.now;
  const took = seconds(pulling.until - pulling.since);
  const size = sizeOf(full);
  tell(
    'Normal',
    'Pulled',
    `Successfully pulled image "${reference}" in ${took} (${took} including waiting). Image size: ${size} bytes.`,
  );
  return { kind: 'ready', image: result.image };
}

/** The registry of the cluster's own is asked first. */
function pulled(draft: Draft, reference: string): Pulled {
  const own = Object.hasOwn(draft.registry, reference) ? draft.registry[reference] : undefined;
  return own === undefined
    ? pullImage(reference)
    : { kind: 'image', image: { ...UNKNOWN_IMAGE, user: own.user } };
}

/** Milliseconds as Go prints a duration: `843ms`, `1.234s`. */
const seconds = (ms: number): string => (ms < 1000 ? `${ms}ms` : `${Number((ms / 1000).toFixed(3))}s`);

/** A number that is the same for the same name: sizes and digests of simulated images follow from it. */
function nameSum(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return sum;
}

const sizeOf = (full: string): number => 2_000_000 + (nameSum(full) % 70_000_000);

/** The image's id as the runtime reports it: the repository and a digest. */
export function imageId(reference: string): string {
  const full = fullReference(reference);
  const [tagged = '', digest = ''] = full.split('@');
  const repository = tagged.replace(/:[^/:]*$/, '');
  if (digest.startsWith('sha256:')) return `${repository}@${digest}`;
  const parts = Array.from({ length: 8 }, (_, i) => nameSum(`${full} ${i}`).toString(16).padStart(8, '0'));
  return `${repository}@sha256:${parts.join('')}`;
}
