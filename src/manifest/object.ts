import { textAt } from './access.ts';
import { type Decoded, decode } from './decode.ts';
import {
  acceptedWith,
  certainErrors,
  type DocumentDoubts,
  levelWith,
  startWith,
  unknownIn,
  withBlanks,
} from './doubts.ts';
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
import type { Located } from './locate.ts';
import { type Mended, mendObject } from './mend/object.ts';
import { type ContainerView, type PodView, podView } from './pod.ts';
import { podSecurity } from './security.ts';
import { podRejection } from './sysctls.ts';
import type { ApiError } from './validate/api-error.ts';
import { MAX_ID } from './validate/container.ts';
import { fragmentErrors, objectErrors } from './validate/object.ts';
import { type ImageUser, imageUser, podLabel, start } from './verdict.ts';
import type { MapNode } from './yaml/node.ts';

/** One object with a pod spec, decoded, validated and worked out. */
export interface Judged {
  readonly located: Located;
  readonly decoded: Decoded;
  readonly pod: PodView;
  readonly errors: readonly ApiError[];
  readonly explanation: PodExplanation;
  /** What was mended, and the object as it is then. */
  readonly mend?: Mended;
  readonly after?: Judged;
}

const NOTHING_CHECKED: PodSecurity = { level: null, restricted: [], baseline: [] };

/**
 * Everything that follows from an object with a pod spec. One that cannot be decoded has no containers; what it would
 * be with its slips mended is judged beside it.
 */
export function judge(
  located: Located,
  type: string,
  line: LineOf,
  options: ExplainOptions,
  doubts?: DocumentDoubts,
): Judged {
  const { root, specPath = '' } = located;
  if (root.kind !== 'map') throw new TypeError('an object with a pod spec is a mapping');
  const judged = judgeRoot(located, root, type, line, options, doubts);
  const mend = mendObject(root, type, specPath);
  if (mend === undefined) return judged;
  const after = judgeRoot(located, mend.root, type, line, options, withBlanks(doubts, mend.blanks));
  return { ...judged, explanation: { ...judged.explanation, mended: after.explanation }, mend, after };
}

function judgeRoot(
  located: Located,
  root: MapNode,
  type: string,
  line: LineOf,
  options: ExplainOptions,
  doubts: DocumentDoubts | undefined,
): Judged {
  const { specPath = '' } = located;
  const decoded = decode(root, type);
  const pod = podView(root, located.kind ?? 'Pod', specPath);
  const head = {
    kind: pod.kind,
    name: pod.name ?? pod.generateName ?? null,
    namespace: pod.namespace ?? null,
    path: specPath,
    document: located.index,
    line: line(located.line),
  };
  if (decoded.fatal !== undefined) {
    const refused = { strict: false, ignore: false };
    const explanation = { ...head, accepted: refused, security: NOTHING_CHECKED, pod: {}, containers: [] };
    return { located, decoded, pod, errors: [], explanation };
  }
  const found = located.fragment === undefined ? objectErrors(pod) : fragmentErrors(pod, located.fragment);
  const errors = certainErrors(found, pod, line, doubts);
  const ignore = errors.length === 0;
  const rejected = podRejection(pod);
  const explanation: PodExplanation = {
    ...head,
    accepted: acceptedWith(
      { strict: ignore && decoded.unknown.length === 0, ignore },
      doubts,
      errors.length < found.length,
    ),
    security: levelWith(podSecurity(pod), pod, line, doubts),
    ...(rejected === undefined ? {} : { rejected }),
    pod: podWide(pod, line, unknownIn(doubts, line)),
    containers: containersOf(pod, line, options, doubts),
  };
  return { located, decoded, pod, errors, explanation };
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

function containersOf(
  pod: PodView,
  line: LineOf,
  options: ExplainOptions,
  doubts: DocumentDoubts | undefined,
): readonly ContainerExplanation[] {
  const level = podLevel(pod, line, unknownIn(doubts, line));
  refuseCrowd(level, pod);
  const label = podLabel(pod);
  const inherited = new Map<ImageUser | undefined, Outcome>();
  const users = new Map<string, ImageUser | undefined>();
  return pod.containers.map((container) => {
    if (!users.has(container.name)) users.set(container.name, imageUserOf(options, container.name));
    const known = users.get(container.name);
    const { node } = container;
    const own =
      pod.annotations !== undefined || node.kind !== 'map' || node.get('securityContext') !== undefined;
    const outcome =
      (own ? undefined : inherited.get(known)) ?? outcomeOf(level, container, known, pod.windows);
    if (!own) inherited.set(known, outcome);
    const { fields, unusable, process } = outcome;
    const decided = start(
      { label, container: container.name, windows: pod.windows, fields, unusable },
      known,
    );
    return {
      name: container.name,
      role: container.role,
      image: textAt(container.node, 'image') ?? null,
      path: container.path,
      line: line(container.node.line),
      fields,
      process,
      start: startWith(decided, fields, pod.windows, doubts),
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

/** Ids are 31 bits wide; with any other the object is refused, and nothing runs with it. */
const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_ID;

const ids = (field: EffectiveField | undefined): readonly number[] =>
  Array.isArray(field?.value) ? (field.value as readonly unknown[]).filter(isId) : [];

/** What `id` prints. The primary group is only known when runAsGroup says it: else it is the image's /etc/passwd. */
function processOf(fields: Readonly<Record<string, EffectiveField>>, windows: boolean): Process {
  if (windows) return { uid: null, gid: null, groups: [] };
  const { runAsUser } = fields;
  const uid = runAsUser?.value;
  const ofImage = runAsUser?.source === 'image' && typeof uid === 'number';
  const gid = fields.runAsGroup?.value;
  const primary = isId(gid) ? gid : null;
  const others = ids(fields.supplementalGroups);
  let groups: readonly number[] = others;
  if (others.length > 1 || (others.length === 1 && others[0] === primary)) {
    groups = [...new Set(others)].sort((a, b) => a - b).filter((group) => group !== primary);
  }
  const username = fields.runAsUser?.username;
  return {
    uid: isId(uid) || ofImage ? uid : null,
    gid: primary,
    groups: primary === null ? groups : [primary, ...groups],
    ...(username === undefined ? {} : { username }),
  };
}
