import { textAt } from './access.ts';
import { type Decoded, decode } from './decode.ts';
import { decodePart } from './decode-part.ts';
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
import { mapOf } from './nodes.ts';
import type { Fragment } from './pieces.ts';
import { at, type ContainerView, type PodView, podView } from './pod.ts';
import { podSecurity } from './security.ts';
import { podRejection } from './sysctls.ts';
import type { ApiError } from './validate/api-error.ts';
import { MAX_ID } from './validate/container.ts';
import { restErrors } from './validate/container-rest.ts';
import { fragmentErrors, objectErrors, partErrors } from './validate/object.ts';
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

/** What is known beside the manifest, from whoever asks and from what stands around it. */
export interface JudgeOptions extends ExplainOptions {
  /** Paths of required values that whoever takes the manifest fills in. */
  readonly filled?: readonly string[];
  /** kubectl cannot read the paste as it stands. */
  readonly refused?: true;
}

const NOTHING_CHECKED: PodSecurity = {
  level: null,
  restricted: [],
  baseline: [],
  remedies: { restricted: [], baseline: [] },
};

/**
 * Everything that follows from an object with a pod spec. One that cannot be decoded has no containers; what it would
 * be with its slips mended is judged beside it.
 */
export function judge(
  located: Located,
  type: string,
  line: LineOf,
  options: JudgeOptions,
  doubts?: DocumentDoubts,
): Judged {
  const { root, specPath = '', part } = located;
  if (root.kind !== 'map') throw new TypeError('an object with a pod spec is a mapping');
  const decoding = part === undefined ? decode : decodePart;
  const judged = judgeRoot(located, root, decoding(root, type), line, options, doubts);
  const mend = mendObject(root, judged.decoded, (now) => decoding(now, type), specPath);
  if (mend === undefined) return judged;
  const known = withBlanks(doubts, mend.blanks);
  const after = judgeRoot(located, mend.root, decoding(mend.root, type), line, options, known);
  return { ...judged, explanation: { ...judged.explanation, mended: after.explanation }, mend, after };
}

function judgeRoot(
  located: Located,
  root: MapNode,
  decoded: Decoded,
  line: LineOf,
  options: JudgeOptions,
  doubts: DocumentDoubts | undefined,
): Judged {
  const { specPath = '', part } = located;
  const pod = podView(root, located.kind ?? 'Pod', specPath);
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
  const { filled } = options;
  const all = errorsOf(located, pod);
  const found = filled === undefined ? all : all.filter(({ path }) => !filled.includes(path));
  const errors = certainErrors(found, pod, line, doubts);
  const whole = pod.containers.length > 0 ? pod : withAnyContainer(pod);
  const judged = pod.containers.length > 0 && part?.whole !== false && !PIECES.has(located.fragment ?? 'pod');
  const security = podSecurity(pod, line);
  const rejected = podRejection(pod);
  const containers = containersOf(whole, line, options, doubts);
  const explanation: PodExplanation = {
    ...head,
    accepted: acceptedWith(
      accepted(located, {
        valid: options.refused !== true && errors.length === 0,
        known: decoded.unknown.length === 0,
        whole: judged || located.fragment === undefined,
      }),
      doubts,
      errors.length < found.length,
    ),
    security: levelWith(judged ? security : undecided(security), pod, line, doubts),
    ...(rejected === undefined ? {} : { rejected }),
    pod: podWide(pod, line, unknownIn(doubts, line)),
    containers:
      whole === pod && part === undefined
        ? containers
        : containers.map((one) => shownAs(one, whole !== pod, shown)),
  };
  return { located, decoded, pod, errors, explanation };
}

/** Pieces beside which the rest of the pod is missing, which decides its Pod Security level as well. */
const PIECES: ReadonlySet<Fragment> = new Set(['containers', 'container', 'security-context']);

function errorsOf({ part, fragment }: Located, pod: PodView): readonly ApiError[] {
  if (part !== undefined) {
    const rest = restErrors(pod).filter(({ type }) => type !== 'FieldValueRequired');
    return [...partErrors(pod), ...rest];
  }
  const errors = fragment === undefined ? objectErrors(pod) : fragmentErrors(pod, fragment);
  return [...errors, ...restErrors(pod)];
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
      (own ? undefined : inherited.get(known)) ?? outcomeOf(level, container, known, pod.onWindows);
    if (!own) inherited.set(known, outcome);
    const { fields, unusable, process } = outcome;
    const decided = start(
      { label, container: container.name, windows: pod.onWindows, fields, unusable },
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
      start: startWith(decided, fields, pod.onWindows, doubts),
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
