import type {
  ContainerExplanation,
  Decided,
  EffectiveField,
  ImageCase,
  Json,
  Role,
  Source,
} from '../../manifest/explanation.ts';
import { code, type Detail, valueText } from './explanation-markdown.ts';

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
  container: ContainerExplanation,
  detail: Detail,
  { shared = new Set<string>(), brief = false }: { shared?: ReadonlySet<string>; brief?: boolean } = {},
): string {
  const image = container.image === null ? 'no image' : code(container.image, detail.name);
  return [
    `### ${title(container, detail)}`,
    `-# ${image} · line ${container.line}`,
    ...identityLines(container, detail),
    ...(brief ? [] : otherFields(container, shared).map(([name, field]) => fieldLine(name, field, detail))),
    ...startLines(container, detail),
  ].join('\n');
}

/** One line for lists: who it runs as and whether it starts. */
export function containerLine(container: ContainerExplanation, detail: Detail): string {
  return `${MARK[container.start.verdict]} ${title(container, detail)}, ${gidWords(container)}`;
}

/** Who it runs as and what says so: `UID 2000 (container), GID 3000 (pod)`. */
export function identityWords(container: ContainerExplanation): string {
  const from = (field: EffectiveField | undefined): string =>
    field === undefined || !isSet(field.source) ? '' : ` (${field.source})`;
  const { runAsUser, runAsGroup } = container.fields;
  return `${userWords(container)}${from(runAsUser)}, ${gidWords(container)}${from(runAsGroup)}`;
}

/** `UID 2000`, or in words where there is no number: for the summary of a reading. */
export function userWords(container: ContainerExplanation): string {
  const { uid, username } = container.process;
  const windowsUser = container.fields['windowsOptions.runAsUserName']?.value;
  if (typeof windowsUser === 'string') return code(windowsUser, 60);
  if (uid === 0) return 'root (UID 0)';
  if (uid !== null) return `UID ${uid}`;
  return username === undefined ? 'the image’s USER' : `the image’s user ${code(username, 60)}`;
}

/** `GID 3000`, or that the image decides. */
export function gidWords(container: ContainerExplanation): string {
  const { gid } = container.process;
  return gid === null ? 'GID from the image' : `GID ${gid}`;
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
export function fieldLine(name: string, field: EffectiveField, detail: Detail): string {
  return `${code(name)} ${shownValue(field.value, detail)} · ${origin(field)}${overridden(field, detail, ' · ')}`;
}

const MARK = { starts: '✅', refused: '⛔', 'depends-on-image': '❔' } as const;

/** Its name; `containers[0]` for one that has none. */
export function nameOf(container: ContainerExplanation): string {
  return container.name.trim() === ''
    ? container.path.slice(container.path.lastIndexOf('.') + 1)
    : container.name;
}

function title(container: ContainerExplanation, detail: Detail): string {
  return `${ROLES[container.role]}${code(nameOf(container), detail.name)} runs as **${userWords(container)}**`;
}

/** Pods of Windows have no UID: their user is a field like any other. */
function identityLines(container: ContainerExplanation, detail: Detail): readonly string[] {
  const { runAsUser, runAsGroup } = container.fields;
  return [
    ...(runAsUser === undefined ? [] : [uidLine(container, runAsUser, detail)]),
    ...(runAsGroup === undefined ? [] : [gidLine(container, runAsGroup, detail)]),
    ...(runAsUser === undefined && runAsGroup === undefined ? [] : groupLines(container, detail)),
  ];
}

function uidLine(container: ContainerExplanation, field: EffectiveField, detail: Detail): string {
  const { uid, username } = container.process;
  const lost = overridden(field, detail, '\n-# ↳ ');
  if (uid === null && username === undefined) return `**UID** left to the image’s USER${lost}`;
  if (uid === null)
    return `**UID** that of ${code(username ?? '', detail.name)} in the image’s \`/etc/passwd\`${lost}`;
  const from = field.source === 'default' ? 'the image sets no USER' : origin(field);
  return `**UID ${uid}** · ${from}${lost}`;
}

function gidLine(container: ContainerExplanation, field: EffectiveField, detail: Detail): string {
  const { gid } = container.process;
  const lost = overridden(field, detail, '\n-# ↳ ');
  if (gid === null) return `**GID** left to the image’s \`/etc/passwd\`${lost}`;
  return `**GID ${gid}** · ${field.value === null ? 'the image’s USER' : origin(field)}${lost}`;
}

/** The list, then where each added group came from; the primary one was told above. */
function groupLines(container: ContainerExplanation, detail: Detail): readonly string[] {
  const { groups } = container.process;
  const list = groups.length === 0 ? 'only the primary one' : clipList(groups, detail);
  return [`**Groups** ${list}`, ...addedGroups(container, detail).map((each) => `-# ↳ ${each}`)];
}

/** The kubelet hands fsGroup to the runtime as the first of the supplemental groups: it is told by its own name. */
function addedGroups(container: ContainerExplanation, detail: Detail): readonly string[] {
  const { fsGroup, supplementalGroups: added } = container.fields;
  const hasFsGroup = fsGroup !== undefined && isSet(fsGroup.source) && fsGroup.value !== null;
  const all = added !== undefined && isSet(added.source) && Array.isArray(added.value) ? added.value : [];
  const others = hasFsGroup && all[0] === fsGroup.value ? all.slice(1) : all;
  return [
    ...(hasFsGroup ? [`${shownValue(fsGroup.value, detail)} \`fsGroup\`, ${origin(fsGroup)}`] : []),
    ...(added !== undefined && others.length > 0
      ? [`${shownValue(others, detail)} \`supplementalGroups\`, ${origin(added)}`]
      : []),
  ];
}

function clipList(groups: readonly number[], detail: Detail): string {
  const most = detail.value === Infinity ? groups.length : 16;
  const more = groups.length - most;
  return `${groups.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function startLines(container: ContainerExplanation, detail: Detail): readonly string[] {
  const { start } = container;
  if (start.verdict === 'starts') return ['✅ Starts'];
  if (start.verdict === 'refused')
    return ['⛔ **The kubelet refuses to start it:**', `> ${code(start.reason, detail.sentence)}`];
  return [
    '❔ **Starting depends on the image’s USER:**',
    ...start.cases.map((each) => `- ${imageWords(each)}: ${decidedWords(each.start, detail)}`),
  ];
}

function imageWords({ imageUser }: ImageCase): string {
  if (imageUser === '') return 'no USER';
  if (/^0+(:|$)/.test(imageUser)) return 'root';
  return /^\d+(:|$)/.test(imageUser) ? `a number (${code(imageUser)})` : `a name (${code(imageUser)})`;
}

function decidedWords(start: Decided, detail: Detail): string {
  return start.verdict === 'starts' ? '✅ starts' : `⛔ ${code(start.reason, detail.sentence)}`;
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

function overridden(field: EffectiveField, detail: Detail, before: string): string {
  const lost = field.overrides;
  if (lost === undefined) return '';
  return `${before}overrides ${shownValue(lost.value, detail)} (${origin(lost)})`;
}

function shownValue(value: Json, detail: Detail): string {
  return code(valueText(value), detail.value);
}
