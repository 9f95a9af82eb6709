import type {
  ContainerExplanation,
  Decided,
  EffectiveField,
  Explanation,
  Json,
  PodExplanation,
  Role,
  Source,
} from '../../manifest/explanation.ts';
import { asMeant, type Fate, fateOf } from '../../manifest/fate.ts';
import { type Deciders, decidersOf, identityOf, openFor } from '../../manifest/identity.ts';
import { type StoppedBy, type Stopper, stoppers } from '../../manifest/urgency.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { code, type Detail, valueText } from '../platform/markdown.ts';
import { imageWords, linesWords, unlessWords, whoOf } from './view-who.ts';

/** Told in lines of their own: what `id` prints. */
const IDENTITY = new Set(['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups']);

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  container: '',
  init: 'init',
  sidecar: 'sidecar',
  ephemeral: 'ephemeral',
};

/** What the view of one reading looks things up in. */
export interface Scene {
  readonly deciders: Deciders;
  readonly stoppedBy: StoppedBy;
  /** Whether the kubelet starts the container, and its program is known to fail. */
  readonly fails: (pod: PodExplanation, container: ContainerExplanation) => boolean;
}

/** Looked up in the findings of the reading. */
export function sceneOf({ findings }: Explanation): Scene {
  const failing = new Set(
    findings
      .filter((finding) => finding.code === 'program-fails')
      .map(({ document, path }) => `${document} ${path}`),
  );
  return {
    deciders: decidersOf(findings),
    stoppedBy: stoppers(findings),
    fails: ({ document }, { path }) => failing.has(`${document} ${path}`),
  };
}

/**
 * One container as lines of Markdown: every value with its level and line. `titled` puts its name and whether it starts
 * around them, where no headline says so; `all` tells the system's defaults, too.
 */
export function containerBlock(
  written: PodExplanation,
  container: ContainerExplanation,
  scene: Scene,
  detail: Detail,
  { titled = true, all = false }: { titled?: boolean; all?: boolean } = {},
): Shown {
  const image = container.image === null ? 'no image' : code(container.image, detail.name);
  return joined(
    [
      ...(titled
        ? [said`### ${title(written, container, scene, detail)}`, said`-# ${image} · line ${container.line}`]
        : []),
      ...identityLines(container, scene, detail),
      ...otherFields(container, all).map(([name, field]) => fieldLine(name, field, detail)),
      ...startLines(written, container, scene, detail, titled),
    ],
    '\n',
  );
}

/** Who it runs as and what says so: `UID 2000 (container), GID 3000 (pod)`. */
export function identityWords(container: ContainerExplanation, { deciders }: Scene, detail: Detail): Shown {
  const { user, but } = whoOf(container, deciders, detail);
  const from = (field: EffectiveField | undefined): string =>
    field === undefined || !isSet(field.source) ? '' : ` (${field.source})`;
  const { runAsUser, runAsGroup } = container.fields;
  return said`${user}${but === '' ? from(runAsUser) : `: ${but}`}, ${gidWords(container)}${from(runAsGroup)}`;
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

/** Fields that something in the manifest set, beyond those that make up the identity; with `all` the defaults, too. */
function otherFields(
  container: ContainerExplanation,
  all: boolean,
): readonly (readonly [string, EffectiveField])[] {
  return Object.entries(container.fields).filter(
    ([name, { source }]) => !IDENTITY.has(name) && (isSet(source) || (all && source === 'default')),
  );
}

/** `` `runAsNonRoot` **true** · pod, line 9 · overrides false (container, line 3)``. */
export function fieldLine(name: string, field: EffectiveField, detail: Detail): Shown {
  return said`${code(name)} ${fieldValue(field, detail)} · ${origin(field)}${overridden(field, detail, ' · ')}`;
}

/** Its name; `containers[0]` for one that has none. */
export function nameOf(container: ContainerExplanation): string {
  if (container.assumed === true) return 'any container';
  return container.name.trim() === ''
    ? container.path.slice(container.path.lastIndexOf('.') + 1)
    : container.name;
}

function title(
  written: PodExplanation,
  container: ContainerExplanation,
  { deciders, stoppedBy }: Scene,
  detail: Detail,
): Shown {
  const role = ROLE_WORDS[container.role];
  const { user, but, runs } = whoOf(container, deciders, detail);
  const name = said`${code(nameOf(container), detail.name)}${role === '' ? '' : ` (${role})`}`;
  const rest = but === '' ? '' : `${runs ? ',' : ':'} ${but}`;
  const verb = stoppedBy(written) === undefined ? 'runs as' : 'would run as';
  return said`${name}${runs ? ` ${verb} ` : ' · '}**${user}**${rest}`;
}

/** Pods of Windows have no UID: their user is a field like any other. */
function identityLines(container: ContainerExplanation, scene: Scene, detail: Detail): readonly Shown[] {
  const { runAsUser, runAsGroup } = container.fields;
  return [
    ...(runAsUser === undefined ? [] : [uidLine(container, runAsUser, scene, detail)]),
    ...(runAsGroup === undefined ? [] : [gidLine(container, runAsGroup, scene, detail)]),
    ...(runAsUser === undefined && runAsGroup === undefined ? [] : groupLines(container, scene, detail)),
  ];
}

function uidLine(
  container: ContainerExplanation,
  field: EffectiveField,
  { deciders }: Scene,
  detail: Detail,
): Shown {
  const identity = identityOf(container, deciders);
  const lost = overridden(field, detail, '\n-# ↳ ');
  const { but } = whoOf(container, deciders, detail);
  const rest = but === '' ? '' : `, ${but}`;
  switch (identity.who) {
    case 'uid': {
      const from = field.source === 'default' ? 'the image sets no USER' : origin(field);
      return said`**UID ${identity.uid}** · ${from}${rest}${lost}`;
    }
    case 'no-id':
      return said`**UID** none: ${but} · ${origin(field)}${lost}`;
    case 'not-known':
      return said`**UID** not known${but === '' ? '' : `: ${but}`}${isSet(field.source) && but === '' ? ` · ${origin(field)}` : ''}${lost}`;
    case 'image-user':
      return said`**UID** that of ${code(identity.name, detail.name)} in the image’s \`/etc/passwd\`${rest}${lost}`;
    case 'image':
      return said`**UID** left to the image’s USER${rest}${lost}`;
    case 'windows-user':
      return said`**UID** none on Windows${lost}`;
  }
}

function gidLine(
  container: ContainerExplanation,
  field: EffectiveField,
  { deciders }: Scene,
  detail: Detail,
): Shown {
  const { gid } = container.process;
  const unless = unlessWords(openFor(field, container, deciders));
  const lost = said`${unless === '' ? '' : `, ${unless}`}${overridden(field, detail, '\n-# ↳ ')}`;
  if (field.unknown === true) return said`**GID** not known · ${origin(field)}${lost}`;
  if (gid === null && typeof field.value === 'number')
    return said`**GID** none: ${field.value} is no GID · ${origin(field)}${lost}`;
  if (gid === null) return said`**GID** left to the image’s \`/etc/passwd\`${lost}`;
  return said`**GID ${gid}** · ${field.value === null ? 'the image’s USER' : origin(field)}${lost}`;
}

/** The list, then where each added group came from; the primary one was told above. */
function groupLines(container: ContainerExplanation, { deciders }: Scene, detail: Detail): readonly Shown[] {
  const { groups } = container.process;
  if (container.fields.supplementalGroups?.unknown === true) return [said`**Groups** not known`];
  const list = groups.length === 0 ? 'only the primary one' : clipList(groups, detail);
  const open = openFor(undefined, container, deciders);
  const rest = open === undefined ? '' : ` and what ${linesWords(open.lines)} may add`;
  return [
    said`**Groups** ${list}${rest}`,
    ...addedGroups(container, detail).map((each) => said`-# ↳ ${each}`),
  ];
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
function startLines(
  written: PodExplanation,
  container: ContainerExplanation,
  scene: Scene,
  detail: Detail,
  titled: boolean,
): readonly Shown[] {
  const stopper = scene.stoppedBy(written);
  if (stopper !== undefined) return titled ? [said`⛔ Not created: ${STOPS[stopper]}`] : [];
  const fate = fateOf(asMeant(written), container);
  if (fate.verdict === 'not-known') return [notKnownLine(fate)];
  if (!titled) return [];
  switch (fate.verdict) {
    case 'starts':
      return [
        scene.fails(written, container)
          ? said`⚠️ The kubelet starts it, and its program then fails`
          : said`✅ The kubelet starts it`,
      ];
    case 'refused':
      return [said`⛔ **The kubelet refuses to start it:**`, said`> ${code(fate.reason, detail.sentence)}`];
    case 'pod-refused':
      return [said`⛔ **The kubelet refuses the whole pod:**`, said`> ${code(fate.reason, detail.sentence)}`];
    case 'not-created':
      return [said`⛔ Not created: ${STOPS[fate.by === 'kubectl' ? 'strict-validation' : 'api-server']}`];
    case 'depends-on-image':
      return [
        said`❔ **Starting depends on the image’s USER:**`,
        ...fate.cases.map((each) => said`- ${imageWords(each)}: ${decidedWords(each.start, detail)}`),
      ];
  }
}

const STOPS: Readonly<Record<Stopper, string>> = {
  kubectl: '`kubectl` cannot send the manifest as it stands',
  'strict-validation': '`kubectl apply` refuses the manifest for its unknown fields',
  'api-server': 'the API server refuses the manifest',
};

/** Which field it hangs on, or where the lines stand that may change it. */
function notKnownLine({ field, lines }: Extract<Fate, { verdict: 'not-known' }>): Shown {
  const where = linesWords(lines);
  if (field !== undefined)
    return said`❔ **Not known whether it starts:** it depends on ${code(field)} (${where}), whose value is not known`;
  return said`❔ **Not known whether it starts:** ${where} may change it`;
}

function decidedWords(start: Decided, detail: Detail): Shown {
  return start.verdict === 'starts' ? said`✅ starts` : said`⛔ ${code(start.reason, detail.sentence)}`;
}

/** Whether something in the manifest sets it. */
export function isSet(source: Source): boolean {
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
