import type {
  ContainerExplanation,
  Decided,
  EffectiveField,
  ImageCase,
  Json,
  PodExplanation,
  Role,
  Source,
} from '../../manifest/explanation.ts';
import { type Fate, fateOf } from '../../manifest/fate.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { code, type Detail, valueText } from '../platform/markdown.ts';

/** Told in lines of their own: what `id` prints. */
const IDENTITY = new Set(['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups']);

const ROLES: Readonly<Record<Role, string>> = {
  container: '',
  init: 'Init container ',
  sidecar: 'Sidecar ',
  ephemeral: 'Ephemeral container ',
};

/**
 * One container as lines of Markdown, the answer first. `shared` are fields told once for the whole pod; `brief`
 * leaves out every other field.
 */
export function containerBlock(
  pod: PodExplanation,
  container: ContainerExplanation,
  detail: Detail,
  { shared = new Set<string>(), brief = false }: { shared?: ReadonlySet<string>; brief?: boolean } = {},
): Shown {
  const image = container.image === null ? 'no image' : code(container.image, detail.name);
  const others = otherFields(container, shared);
  const { text, cut } = joined(
    [
      said`### ${title(container, detail)}`,
      said`-# ${image} · line ${container.line}`,
      ...identityLines(container, detail),
      ...(brief ? [] : others.map(([name, field]) => fieldLine(name, field, detail))),
      ...startLines(fateOf(pod, container), detail),
    ],
    '\n',
  );
  return { text, cut: cut || (brief && others.length > 0) };
}

/** One line for lists: who it runs as and whether it starts. */
export function containerLine(pod: PodExplanation, container: ContainerExplanation, detail: Detail): Shown {
  return said`${MARK[fateOf(pod, container).verdict]} ${title(container, detail)}, ${gidWords(container)}`;
}

/** Who it runs as and what says so: `UID 2000 (container), GID 3000 (pod)`. */
export function identityWords(container: ContainerExplanation, detail: Detail): Shown {
  const from = (field: EffectiveField | undefined): string =>
    field === undefined || !isSet(field.source) ? '' : ` (${field.source})`;
  const { runAsUser, runAsGroup } = container.fields;
  return said`${userWords(container, detail)}${from(runAsUser)}, ${gidWords(container)}${from(runAsGroup)}`;
}

/** `UID 2000`, or in words where there is no number: for the summary of a reading. */
function userWords(container: ContainerExplanation, detail: Detail): Shown {
  const { uid, username } = container.process;
  const windowsUser = container.fields['windowsOptions.runAsUserName']?.value;
  if (typeof windowsUser === 'string') return code(windowsUser, detail.name);
  if (uid === 0) return said`root (UID 0)`;
  if (uid !== null) return said`UID ${uid}`;
  const { runAsUser } = container.fields;
  if (runAsUser?.unknown === true) return said`UID not known`;
  if (typeof runAsUser?.value === 'number') return said`nobody (${runAsUser.value} is no UID)`;
  return username === undefined
    ? said`the image’s USER`
    : said`the image’s user ${code(username, detail.name)}`;
}

/** `GID 3000`, or that the image decides. */
function gidWords(container: ContainerExplanation): string {
  const { gid } = container.process;
  if (gid !== null) return `GID ${gid}`;
  const { runAsGroup } = container.fields;
  if (runAsGroup?.unknown === true) return 'GID not known';
  return typeof runAsGroup?.value === 'number'
    ? `no GID (${runAsGroup.value} is none)`
    : 'GID from the image';
}

/** Fields that something in the manifest set, beyond those that make up the identity. */
export function otherFields(
  container: ContainerExplanation,
  shared: ReadonlySet<string> = new Set(),
): readonly (readonly [string, EffectiveField])[] {
  return Object.entries(container.fields).filter(
    ([name, field]) => !IDENTITY.has(name) && !shared.has(name) && isSet(field.source),
  );
}

/** `` `runAsNonRoot` **true** · pod, line 9 · overrides false (container, line 3)``. */
export function fieldLine(name: string, field: EffectiveField, detail: Detail): Shown {
  return said`${code(name)} ${fieldValue(field, detail)} · ${origin(field)}${overridden(field, detail, ' · ')}`;
}

const MARK: Readonly<Record<Fate['verdict'], string>> = {
  starts: '✅',
  refused: '⛔',
  'pod-refused': '⛔',
  'not-created': '⛔',
  'depends-on-image': '❔',
  'not-known': '❔',
};

/** Its name; `containers[0]` for one that has none. */
export function nameOf(container: ContainerExplanation): string {
  if (container.assumed === true) return 'any container';
  return container.name.trim() === ''
    ? container.path.slice(container.path.lastIndexOf('.') + 1)
    : container.name;
}

function title(container: ContainerExplanation, detail: Detail): Shown {
  return said`${ROLES[container.role]}${code(nameOf(container), detail.name)} runs as **${userWords(container, detail)}**`;
}

/** Pods of Windows have no UID: their user is a field like any other. */
function identityLines(container: ContainerExplanation, detail: Detail): readonly Shown[] {
  const { runAsUser, runAsGroup } = container.fields;
  return [
    ...(runAsUser === undefined ? [] : [uidLine(container, runAsUser, detail)]),
    ...(runAsGroup === undefined ? [] : [gidLine(container, runAsGroup, detail)]),
    ...(runAsUser === undefined && runAsGroup === undefined ? [] : groupLines(container, detail)),
  ];
}

function uidLine(container: ContainerExplanation, field: EffectiveField, detail: Detail): Shown {
  const { uid, username } = container.process;
  const lost = overridden(field, detail, '\n-# ↳ ');
  if (field.unknown === true) return said`**UID** not known · ${origin(field)}${lost}`;
  if (uid === null && typeof field.value === 'number')
    return said`**UID** none: ${field.value} is no UID · ${origin(field)}${lost}`;
  if (uid === null && username === undefined) return said`**UID** left to the image’s USER${lost}`;
  if (uid === null)
    return said`**UID** that of ${code(username ?? '', detail.name)} in the image’s \`/etc/passwd\`${lost}`;
  const from = field.source === 'default' ? 'the image sets no USER' : origin(field);
  return said`**UID ${uid}** · ${from}${lost}`;
}

function gidLine(container: ContainerExplanation, field: EffectiveField, detail: Detail): Shown {
  const { gid } = container.process;
  const lost = overridden(field, detail, '\n-# ↳ ');
  if (field.unknown === true) return said`**GID** not known · ${origin(field)}${lost}`;
  if (gid === null && typeof field.value === 'number')
    return said`**GID** none: ${field.value} is no GID · ${origin(field)}${lost}`;
  if (gid === null) return said`**GID** left to the image’s \`/etc/passwd\`${lost}`;
  return said`**GID ${gid}** · ${field.value === null ? 'the image’s USER' : origin(field)}${lost}`;
}

/** The list, then where each added group came from; the primary one was told above. */
function groupLines(container: ContainerExplanation, detail: Detail): readonly Shown[] {
  const { groups } = container.process;
  if (container.fields.supplementalGroups?.unknown === true) return [said`**Groups** not known`];
  const list = groups.length === 0 ? 'only the primary one' : clipList(groups, detail);
  return [said`**Groups** ${list}`, ...addedGroups(container, detail).map((each) => said`-# ↳ ${each}`)];
}

/** The kubelet hands fsGroup to the runtime as the first of the supplemental groups: it is told by its own name. */
function addedGroups(container: ContainerExplanation, detail: Detail): readonly Shown[] {
  const { fsGroup, supplementalGroups: added } = container.fields;
  const hasFsGroup = fsGroup !== undefined && isSet(fsGroup.source) && fsGroup.value !== null;
  const all = added !== undefined && isSet(added.source) && Array.isArray(added.value) ? added.value : [];
  const others = hasFsGroup && all[0] === fsGroup.value ? all.slice(1) : all;
  return [
    ...(hasFsGroup ? [said`${shownValue(fsGroup.value, detail)} \`fsGroup\`, ${origin(fsGroup)}`] : []),
    ...(added !== undefined && others.length > 0
      ? [said`${shownValue(others, detail)} \`supplementalGroups\`, ${origin(added)}`]
      : []),
  ];
}

function clipList(groups: readonly number[], detail: Detail): Shown {
  const most = detail.value === Infinity ? groups.length : 16;
  const more = groups.length - most;
  return { text: `${groups.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`, cut: more > 0 };
}

/** That the kubelet starts a container does not say that its program goes on running. */
function startLines(fate: Fate, detail: Detail): readonly Shown[] {
  switch (fate.verdict) {
    case 'starts':
      return [said`✅ The kubelet starts it`];
    case 'refused':
      return [said`⛔ **The kubelet refuses to start it:**`, said`> ${code(fate.reason, detail.sentence)}`];
    case 'pod-refused':
      return [said`⛔ **The kubelet refuses the whole pod:**`, said`> ${code(fate.reason, detail.sentence)}`];
    case 'not-created':
      return [
        said`⛔ Not created: ${fate.by === 'kubectl' ? '`kubectl`' : 'the API server'} refuses the manifest`,
      ];
    case 'not-known':
      return [notKnownLine(fate)];
    case 'depends-on-image':
      return [
        said`❔ **Starting depends on the image’s USER:**`,
        ...fate.cases.map((each) => said`- ${imageWords(each)}: ${decidedWords(each.start, detail)}`),
      ];
  }
}

/** Which field it hangs on, or where the lines stand that may change it. */
function notKnownLine({ field, lines }: Extract<Fate, { verdict: 'not-known' }>): Shown {
  const where = `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, MOST_PLACES).join(', ')}`;
  if (field !== undefined)
    return said`❔ **Not known whether it starts:** it depends on ${code(field)} (${where}), whose value is not known`;
  return said`❔ **Not known whether it starts:** ${where} may change it`;
}

/** So many lines are named that a verdict hangs on. */
const MOST_PLACES = 5;

function imageWords({ imageUser }: ImageCase): Shown {
  if (imageUser === '') return said`no USER`;
  if (/^0+(:|$)/.test(imageUser)) return said`root`;
  return /^\d+(:|$)/.test(imageUser)
    ? said`a number (${code(imageUser)})`
    : said`a name (${code(imageUser)})`;
}

function decidedWords(start: Decided, detail: Detail): Shown {
  return start.verdict === 'starts' ? said`✅ starts` : said`⛔ ${code(start.reason, detail.sentence)}`;
}

function isSet(source: Source): boolean {
  return source === 'container' || source === 'pod' || source === 'annotation';
}

/** `container, line 13`, or where a value comes from that stands nowhere in the manifest. */
function origin({ source, line }: Pick<EffectiveField, 'source' | 'line'>): string {
  const words: Readonly<Record<Source, string>> = {
    container: 'container',
    pod: 'pod',
    annotation: 'annotation',
    image: 'the image’s USER',
    default: 'default',
    unset: 'set nowhere',
  };
  return line === undefined ? words[source] : `${words[source]}, line ${line}`;
}

function overridden(field: EffectiveField, detail: Detail, before: string): Shown {
  const lost = field.overrides;
  if (lost === undefined) return said``;
  return said`${before}overrides ${fieldValue(lost, detail)} (${origin(lost)})`;
}

/** A value, or that nobody knows it. */
function fieldValue({ value, unknown }: Pick<EffectiveField, 'value' | 'unknown'>, detail: Detail): Shown {
  return unknown === true ? said`**not known**` : shownValue(value, detail);
}

function shownValue(value: Json, detail: Detail): Shown {
  return code(valueText(value), detail.value);
}
