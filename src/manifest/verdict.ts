import type { Decided, EffectiveField, ImageCase, Start } from './explanation.ts';
import type { PodView } from './pod.ts';
import { MAX_ID } from './validate/container.ts';

/** What the runtime makes of an image's USER: a number, a name, or (both absent) nothing. */
export interface ImageUser {
  readonly uid?: bigint;
  readonly username?: string;
}

/**
 * The part before the first colon decides: a decimal 64-bit integer is a uid, anything else a name. The group part
 * never reaches the container (containerd getUserFromImage, cri-o the same).
 */
export function imageUser(user: string): ImageUser {
  const name = user.split(':', 1)[0] ?? '';
  if (name === '') return {};
  if (!/^[+-]?\d+$/.test(name)) return { username: name };
  const uid = BigInt(name.startsWith('+') ? name.slice(1) : name);
  return uid >= -(2n ** 63n) && uid < 2n ** 63n ? { uid } : { username: name };
}

/** The image users that are tried where nobody says what the image's USER is: none, root, a number, a name. */
const ASSUMED_USERS: readonly string[] = ['', '0', '1000', 'app'];

/** Of a name that any object can have, in characters. The API server refuses longer ones, so the kubelet sees none. */
const LONGEST_NAME = 253;

/** `name_namespace(uid)` as the kubelet prints a pod; what only the cluster knows stands in angle brackets. */
export function podLabel(pod: PodView): string {
  const namespace = pod.namespace ?? 'default';
  return `${generatedName(pod).slice(0, LONGEST_NAME)}_${namespace.slice(0, LONGEST_NAME)}(<uid>)`;
}

function generatedName(pod: PodView): string {
  const name = pod.name ?? (pod.generateName === undefined ? undefined : `${pod.generateName}xxxxx`);
  if (pod.kind === 'Pod') return name ?? '<pod>';
  if (pod.kind === 'StatefulSet' && name !== undefined) return `${name}-0`;
  return '<pod>';
}

/** What the check looks at, all of it effective. */
export interface Checked {
  readonly label: string;
  readonly container: string;
  readonly windows: boolean;
  readonly fields: Readonly<Record<string, EffectiveField>>;
  readonly unusable: string | undefined;
}

const STARTS: Decided = { verdict: 'starts' };

/** The kubelet's decision for one image USER: security_context_others.go and _windows.go verifyRunAsNonRoot. */
function decide(checked: Checked, user: ImageUser): Decided {
  const { fields } = checked;
  const where = `(pod: "${checked.label}", container: ${checked.container})`;
  const refuse = (code: string, reason: string): Decided => ({ verdict: 'refused', code, reason });
  if (fields.runAsNonRoot?.value === true) {
    const refused = checked.windows ? ofWindows() : ofLinux();
    if (refused !== undefined) return refused;
  }
  return checked.unusable === undefined ? STARTS : refuse('Config', checked.unusable);

  function ofLinux(): Decided | undefined {
    const set = fields.runAsUser;
    if (set !== undefined && (set.source === 'container' || set.source === 'pod')) {
      if (set.value !== 0) return undefined;
      return refuse('RunAsUserIsRoot', `container's runAsUser breaks non-root policy ${where}`);
    }
    if (user.username !== undefined) {
      return refuse(
        'ImageUserNotNumeric',
        `container has runAsNonRoot and image has non-numeric user (${user.username}), cannot verify user is non-root ${where}`,
      );
    }
    const uid = user.uid ?? 0n;
    if (uid === 0n) {
      return refuse('ImageRunsAsRoot', `container has runAsNonRoot and image will run as root ${where}`);
    }
    if (uid > 0n && uid <= BigInt(MAX_ID)) return undefined;
    return refuse(
      'ImageUserInvalid',
      `container has runAsNonRoot and image has an invalid user id (${uid}). (Must be 1-(${MAX_ID})): must be between 0 and ${MAX_ID}, inclusive ${where}`,
    );
  }

  function ofWindows(): Decided | undefined {
    const root = 'which will be regarded as root identity and will break non-root policy';
    const name = fields['windowsOptions.runAsUserName']?.value;
    if (typeof name === 'string') {
      if (!/^containeradministrator$/i.test(name)) return undefined;
      return refuse('WindowsRunAsUserNameIsAdmin', `container's runAsUserName (${name}) ${root} ${where}`);
    }
    if (user.username?.toLowerCase() !== 'containeradministrator') return undefined;
    return refuse('WindowsImageUserIsAdmin', `container's runAsUser (${user.username}) ${root} ${where}`);
  }
}

/** Whether the container starts; where the image's USER is unknown and matters, what happens for each kind of USER. */
export function start(checked: Checked, known: ImageUser | undefined): Start {
  if (known !== undefined) return decide(checked, known);
  if (checked.fields.runAsNonRoot?.value !== true) return decide(checked, {});
  const cases: ImageCase[] = ASSUMED_USERS.map((user) => ({
    imageUser: user,
    start: decide(checked, imageUser(user)),
  }));
  const [first] = cases;
  if (first !== undefined && cases.every((one) => sameDecision(one.start, first.start))) return first.start;
  return { verdict: 'depends-on-image', cases };
}

function sameDecision(a: Decided, b: Decided): boolean {
  if (a.verdict === 'starts' || b.verdict === 'starts') return a.verdict === b.verdict;
  return a.code === b.code && a.reason === b.reason;
}
