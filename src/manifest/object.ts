import { textAt } from './access.ts';
import { type Decoded, decode } from './decode.ts';
import { effectiveFields, type LineOf, type PodLevel, podLevel, podWide } from './effective.ts';
import {
  type ContainerExplanation,
  type EffectiveField,
  type ExplainOptions,
  ManifestError,
  type PodExplanation,
  type PodSecurity,
  type Process,
} from './explanation.ts';
import { fieldSpelledLike } from './fields.ts';
import type { Located } from './locate.ts';
import { mapOf } from './nodes.ts';
import type { Fragment } from './pieces.ts';
import { at, type ContainerView, meantPod, type PodView, podView } from './pod.ts';
import { podSecurity } from './security.ts';
import type { ApiError } from './validate/api-error.ts';
import { fragmentErrors, objectErrors, partErrors } from './validate/object.ts';
import { type ImageUser, imageUser, podLabel, start } from './verdict.ts';

/** One object with a pod spec, decoded, validated and worked out. */
export interface Judged {
  readonly located: Located;
  readonly decoded: Decoded;
  readonly pod: PodView;
  readonly errors: readonly ApiError[];
  readonly explanation: PodExplanation;
}

/** What is known beside the manifest, from whoever asks and from what stands around it. */
export interface JudgeOptions extends ExplainOptions {
  /** Paths of required values that whoever takes the manifest fills in. */
  readonly filled?: readonly string[];
  /** kubectl cannot read the paste as it stands. */
  readonly refused?: true;
}

const NOTHING_CHECKED: PodSecurity = { level: null, restricted: [], baseline: [] };

/** Everything that follows from an object with a pod spec. One that cannot be decoded has no containers. */
export function judge(located: Located, type: string, line: LineOf, options: JudgeOptions): Judged {
  const { root, specPath = '' } = located;
  if (root.kind !== 'map') throw new TypeError('an object with a pod spec is a mapping');
  const { part } = located;
  const decoded = part === undefined ? decode(root, type) : ofKubernetes(decode(root, type));
  const written = podView(root, located.kind ?? 'Pod', specPath);
  const pod = meantPod(written);
  const shown = part?.shown ?? ((path: string) => path);
  const readFrom = part?.readFrom ?? (located.fragment === undefined ? undefined : 'piece');
  const head = {
    kind: pod.kind,
    ...(readFrom === undefined ? {} : { readFrom }),
    name: (part === undefined ? (pod.name ?? pod.generateName) : part.name) ?? null,
    namespace: (part === undefined ? pod.namespace : part.namespace) ?? null,
    path: shown(specPath),
    document: located.index,
    line: line(located.line),
  };
  if (decoded.fatal !== undefined) {
    const refused = { strict: false, ignore: false };
    const explanation = { ...head, accepted: refused, security: NOTHING_CHECKED, pod: {}, containers: [] };
    return { located, decoded, pod, errors: [], explanation };
  }
  const found = errorsOf(located, part === undefined && located.fragment === undefined ? written : pod);
  const { filled } = options;
  const errors = filled === undefined ? found : found.filter(({ path }) => !filled.includes(path));
  const whole = pod.containers.length > 0 ? pod : withAnyContainer(pod);
  const judged = pod.containers.length > 0 && part?.whole !== false && !PIECES.has(located.fragment ?? 'pod');
  const explanation: PodExplanation = {
    ...head,
    accepted: accepted(located, {
      valid: options.refused !== true && errors.length === 0 && (pod === written || part !== undefined),
      known: decoded.unknown.length === 0,
      whole: judged || located.fragment === undefined,
    }),
    security: judged ? podSecurity(pod) : undecided(podSecurity(pod)),
    pod: podWide(pod, line),
    containers:
      whole === pod && part === undefined
        ? containersOf(pod, line, options)
        : containersOf(whole, line, options).map((one) => shownAs(one, whole !== pod, shown)),
  };
  return { located, decoded, pod, errors, explanation };
}

/** Pieces beside which the rest of the pod is missing, which decides its Pod Security level as well. */
const PIECES: ReadonlySet<Fragment> = new Set(['containers', 'container', 'security-context']);

function errorsOf({ part, fragment }: Located, pod: PodView): readonly ApiError[] {
  if (part !== undefined) return partErrors(pod);
  return fragment === undefined ? objectErrors(pod) : fragmentErrors(pod, fragment);
}

/** What kubectl does not send is never accepted; whether a part is, is known only where it cannot be. */
function accepted(
  { part, refused, troubles = [] }: Located,
  { valid, known, whole }: { readonly valid: boolean; readonly known: boolean; readonly whole: boolean },
): PodExplanation['accepted'] {
  if (refused !== undefined || troubles.length > 0 || !valid) return { strict: false, ignore: false };
  if (part !== undefined) return { strict: null, ignore: null };
  if (!whole) return { strict: known ? null : false, ignore: null };
  return { strict: known, ignore: true };
}

/** Types below which every key is Kubernetes' own, whoever's kind is around them. */
const SECURITY_TYPES = new Set([
  'v1.SecurityContext',
  'v1.PodSecurityContext',
  'v1.Capabilities',
  'v1.SeccompProfile',
  'v1.AppArmorProfile',
  'v1.SELinuxOptions',
  'v1.WindowsSecurityContextOptions',
]);

/** Somebody else's kind may have keys of its own beside those of a pod spec; a security field has only one place. */
function ofKubernetes(decoded: Decoded): Decoded {
  const unknown = decoded.unknown.filter(
    ({ type, entry }) =>
      SECURITY_TYPES.has(type) ||
      entry.key.toLowerCase() === 'securitycontext' ||
      fieldSpelledLike(entry.key) !== undefined,
  );
  return { ...decoded, unknown };
}

/** What is said against the level stands; that nothing is said for it decides nothing. */
function undecided(security: PodSecurity): PodSecurity {
  return { ...security, level: security.baseline.length > 0 ? 'privileged' : null };
}

/** The pod with a container that sets nothing: what any container of it gets. Only where the pod's level sets something. */
function withAnyContainer(pod: PodView): PodView {
  const { spec, security } = pod;
  if (security === undefined || spec?.kind !== 'map') return pod;
  const path = `${at(pod.specPath, 'containers')}[0]`;
  const node = mapOf(security, []);
  const any: ContainerView = {
    role: 'container',
    list: 'containers',
    index: 0,
    node,
    path,
    name: '',
    security: undefined,
  };
  return { ...pod, containers: [any] };
}

function shownAs(
  one: ContainerExplanation,
  assumed: boolean,
  shown: (path: string) => string,
): ContainerExplanation {
  const path = shown(one.path);
  return { ...one, path, ...(assumed ? { assumed } : {}) };
}

/** What is said of a container's image: by its name, or for all the rest by `*`. */
function imageUserOf(options: ExplainOptions, container: string): ImageUser | undefined {
  const users = options.imageUsers;
  if (users === undefined) return undefined;
  const said = Object.hasOwn(users, container)
    ? users[container]
    : Object.hasOwn(users, '*')
      ? users['*']
      : undefined;
  return said === undefined ? undefined : imageUser(said);
}

function containersOf(pod: PodView, line: LineOf, options: ExplainOptions): readonly ContainerExplanation[] {
  const level = podLevel(pod, line);
  refuseCrowd(level, pod);
  const label = podLabel(pod);
  const inherited = new Map<ImageUser | undefined, Outcome>();
  const users = new Map<string, ImageUser | undefined>();
  return pod.containers.map((container) => {
    if (!users.has(container.name)) users.set(container.name, imageUserOf(options, container.name));
    const known = users.get(container.name);
    const own = container.security !== undefined || pod.annotations !== undefined;
    const outcome =
      (own ? undefined : inherited.get(known)) ?? outcomeOf(level, container, known, pod.onWindows);
    if (!own) inherited.set(known, outcome);
    const { fields, unusable, process } = outcome;
    return {
      name: container.name,
      role: container.role,
      image: textAt(container.node, 'image') ?? null,
      path: container.path,
      line: line(container.node.line),
      fields,
      process,
      start: start({ label, container: container.name, windows: pod.onWindows, fields, unusable }, known),
    };
  });
}

/** Groups of all containers together, above which no more than the pod's own list could be held. */
const MOST_GROUPS = 1_000_000;

/** Every container has every group of the pod: thousands of both would be millions. */
function refuseCrowd({ groups }: PodLevel, { containers }: PodView): void {
  const count = Array.isArray(groups.value) ? groups.value.length : 0;
  if (count * containers.length <= MOST_GROUPS) return;
  throw new ManifestError(
    'too-many-groups',
    `Its ${containers.length} containers would have ${count} supplemental groups each, and more than ${MOST_GROUPS} are not listed: paste it with fewer containers.`,
  );
}

interface Outcome {
  readonly fields: Readonly<Record<string, EffectiveField>>;
  readonly unusable: string | undefined;
  readonly process: Process;
}

/** Containers that set nothing of their own share one outcome for each image user. */
function outcomeOf(
  level: PodLevel,
  container: ContainerView,
  known: ImageUser | undefined,
  windows: boolean,
): Outcome {
  const { fields, unusable } = effectiveFields(level, container, known);
  return { fields, unusable, process: processOf(fields, windows) };
}

const numbers = (field: EffectiveField | undefined): readonly number[] =>
  Array.isArray(field?.value)
    ? (field.value as readonly unknown[]).filter((one) => typeof one === 'number')
    : [];

/** What `id` prints. The primary group is only known when runAsGroup says it: else it is the image's /etc/passwd. */
function processOf(fields: Readonly<Record<string, EffectiveField>>, windows: boolean): Process {
  if (windows) return { uid: null, gid: null, groups: [] };
  const uid = fields.runAsUser?.value;
  const gid = fields.runAsGroup?.value;
  const primary = typeof gid === 'number' ? gid : null;
  const others = numbers(fields.supplementalGroups);
  let groups: readonly number[] = others;
  if (others.length > 1 || (others.length === 1 && others[0] === primary)) {
    groups = [...new Set(others)].sort((a, b) => a - b).filter((group) => group !== primary);
  }
  const username = fields.runAsUser?.username;
  return {
    uid: typeof uid === 'number' ? uid : null,
    gid: primary,
    groups: primary === null ? groups : [primary, ...groups],
    ...(username === undefined ? {} : { username }),
  };
}
