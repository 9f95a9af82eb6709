import { child, flagAt, itemsAt, lineOf, textAt } from './access.ts';
import { appArmorAnnotation, type Profile } from './annotations.ts';
import type { IsUnknown } from './doubts.ts';
import type { EffectiveField, Json, Source } from './explanation.ts';
import { fieldsAt, fields as table } from './fields.ts';
import type { ContainerView, PodView } from './pod.ts';
import type { ImageUser } from './verdict.ts';
import type { MapNode, Node } from './yaml/node.ts';

/** Maps a line of the text that was read to the line of the paste. */
export type LineOf = (line: number) => number;

/** The effective fields of one container, and what kept a profile from being understood. */
export interface Effective {
  readonly fields: Record<string, EffectiveField>;
  /** The kubelet's words when it cannot make a container configuration of them. */
  readonly unusable?: string;
}

const UNSET: EffectiveField = { value: null, source: 'unset' };
const NO_GROUPS: EffectiveField = { value: [], source: 'unset' };
const NOT: EffectiveField = { value: false, source: 'default' };
const ESCALATION: EffectiveField = { value: null, source: 'unset', noNewPrivs: false };
const UNCONFINED: EffectiveField = { value: { type: 'Unconfined' }, source: 'default' };

/** Where a value stands: the mapping and the key in it, and which level that is. */
interface Setting {
  readonly value: Json;
  readonly source: Source;
  readonly line: number;
  readonly unknown?: true;
}

function setting(
  holder: MapNode | undefined,
  key: string,
  source: Source,
  lineOfPaste: LineOf,
  isUnknown?: IsUnknown,
): Setting | undefined {
  if (isUnknown !== undefined) {
    const entry = holder?.get(key);
    // It wins or loses as any other value would.
    if (entry !== undefined && isUnknown(entry)) return notKnown(source, lineOfPaste(entry.keyLine));
  }
  const node = child(holder, key);
  if (node === undefined) return undefined;
  return { value: plain(node), source, line: lineOfPaste(lineOf(holder, key) ?? node.line) };
}

const notKnown = (source: Source, line: number): Setting => ({ value: null, source, line, unknown: true });

/** What a whole level is where nobody knows what stands under its `securityContext` (or in place of its holder). */
function hiddenLevel(
  holder: Node | undefined,
  source: Source,
  line: LineOf,
  isUnknown: IsUnknown | undefined,
): Setting | undefined {
  if (isUnknown === undefined || holder === undefined) return undefined;
  const entry = holder.kind === 'map' ? holder.get('securityContext') : undefined;
  if (entry === undefined) return holder.kind === 'map' ? undefined : notKnown(source, line(holder.line));
  return entry.value.kind === 'map' || !isUnknown(entry) ? undefined : notKnown(source, line(entry.keyLine));
}

/** A node as plain data, nulls left out of mappings (an explicit null is the same as leaving a field out). */
function plain(node: Node): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map((item) => plain(item) ?? 0);
  const entries = node.entries.filter((entry) => entry.value.kind !== 'scalar' || entry.value.value !== null);
  return Object.fromEntries(entries.map((entry) => [entry.key, plain(entry.value)]));
}

function winner(first: Setting | undefined, second: Setting | undefined): EffectiveField | undefined {
  if (first === undefined) return second;
  return second === undefined ? first : { ...first, overrides: second };
}

/** What every container of a pod has in common, worked out once. */
export interface PodLevel {
  readonly pod: PodView;
  readonly line: LineOf;
  readonly isUnknown: IsUnknown | undefined;
  /** What its securityContext sets, of the fields that may stand there. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly groups: EffectiveField;
}

export function podLevel(pod: PodView, line: LineOf, isUnknown?: IsUnknown): PodLevel {
  const hidden = hiddenLevel(pod.spec, 'pod', line, isUnknown);
  const get = (key: string): Setting | undefined =>
    hidden ?? setting(pod.security, key, 'pod', line, isUnknown);
  const settings = settingsOf(AT_POD, get);
  const fsGroup = settings.get('fsGroup');
  const extra = settings.get('supplementalGroups');
  const listed = Array.isArray(extra?.value) ? (extra.value as readonly Json[]) : [];
  const all = [...(fsGroup === undefined ? [] : [fsGroup.value]), ...listed];
  const from = extra ?? fsGroup;
  const groups: EffectiveField =
    [extra, fsGroup].find((one) => one?.unknown === true) ??
    (all.length === 0 || from === undefined ? NO_GROUPS : { value: all, source: 'pod', line: from.line });
  return {
    pod,
    line,
    isUnknown,
    settings,
    groups,
  };
}

const AT_POD = fieldsAt('pod');
const AT_CONTAINER: ReadonlySet<string> = new Set(fieldsAt('container'));

function settingsOf(
  names: readonly string[],
  get: (name: string) => Setting | undefined,
): ReadonlyMap<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const name of names) {
    const found = get(name);
    if (found !== undefined) settings.set(name, found);
  }
  return settings;
}

/**
 * The value each field ends up with in one container: pkg/securitycontext/util.go DetermineEffectiveSecurityContext
 * and pkg/kubelet/kuberuntime/security_context.go. Fields merge one by one, container over pod; seLinuxOptions and
 * the two profiles are taken whole; windowsOptions merge inside.
 */
export function effectiveFields(
  level: PodLevel,
  container: ContainerView,
  image: ImageUser | undefined,
): Effective {
  const hidden = hiddenLevel(container.node, 'container', level.line, level.isUnknown);
  const own = (key: string): Setting | undefined =>
    (container.security === undefined && hidden === undefined) || !AT_CONTAINER.has(key)
      ? undefined
      : (hidden ?? setting(container.security, key, 'container', level.line, level.isUnknown));
  /** Container over pod, as far as the table lets the field stand there. */
  const merged = (key: string): EffectiveField | undefined => winner(own(key), level.settings.get(key));
  const nonRoot = merged('runAsNonRoot') ?? UNSET;
  const fields: Record<string, EffectiveField> = {};
  if (level.pod.onWindows) {
    fields.runAsNonRoot = nonRoot;
    windowsFields(fields, level, container);
    return { fields };
  }
  fields.runAsUser = merged('runAsUser') ?? ofImage(image);
  fields.runAsGroup = merged('runAsGroup') ?? UNSET;
  fields.runAsNonRoot = nonRoot;
  fields.fsGroup = merged('fsGroup') ?? UNSET;
  fields.supplementalGroups = level.groups;
  let unusable: string | undefined;
  const policy = merged('supplementalGroupsPolicy');
  const policyBad =
    policy !== undefined && policy.unknown !== true && policy.value !== 'Merge' && policy.value !== 'Strict';
  if (policy !== undefined && !policyBad) fields.supplementalGroupsPolicy = policy;
  fields.privileged = merged('privileged') ?? NOT;
  const escalation = merged('allowPrivilegeEscalation');
  fields.allowPrivilegeEscalation =
    escalation === undefined || escalation.unknown === true
      ? (escalation ?? ESCALATION)
      : { ...escalation, noNewPrivs: escalation.value === false };
  fields.readOnlyRootFilesystem = merged('readOnlyRootFilesystem') ?? NOT;

  const seccomp = merged('seccompProfile');
  if (seccomp === undefined) fields.seccompProfile = UNCONFINED;
  else if (seccomp.unknown === true) fields.seccompProfile = seccomp;
  else {
    const read = seccompValue(seccomp.value);
    if (typeof read === 'string') unusable ??= read;
    else fields.seccompProfile = { ...seccomp, value: read };
  }
  const capabilities = merged('capabilities');
  if (capabilities?.unknown === true) fields.capabilities = capabilities;
  else if (capabilities !== undefined)
    fields.capabilities = { ...capabilities, value: capabilityLists(container) };
  const apparmor = appArmorField(level, container);
  if (apparmor?.unknown === true) fields.appArmorProfile = apparmor;
  else if (apparmor !== undefined) {
    const read = appArmorValue(apparmor.value);
    if (typeof read === 'string') unusable ??= read;
    else fields.appArmorProfile = { ...apparmor, value: read };
  }
  const selinux = merged('seLinuxOptions');
  if (selinux?.unknown === true) fields.seLinuxOptions = selinux;
  else if (selinux !== undefined) {
    const labels = Object.fromEntries(SELINUX_LABELS.map((key) => [key, textOf(selinux.value, key) ?? '']));
    fields.seLinuxOptions = { ...selinux, value: labels };
  }
  const procMount = merged('procMount');
  if (procMount?.unknown === true) fields.procMount = procMount;
  else if (procMount !== undefined) {
    // ConvertToRuntimeMaskedPaths: whatever is not Unmasked is masked.
    fields.procMount = { ...procMount, value: procMount.value === 'Unmasked' ? 'Unmasked' : 'Default' };
  }
  windowsFields(fields, level, container);
  if (policyBad) unusable ??= `unsupported supplementalGroupsPolicy: ${policy?.value}`;
  return unusable === undefined ? { fields } : { fields, unusable };
}

function ofImage(image: ImageUser | undefined): EffectiveField {
  if (image === undefined) return { value: null, source: 'image' };
  if (image.username !== undefined) return { value: null, source: 'image', username: image.username };
  return image.uid === undefined
    ? { value: 0, source: 'default' }
    : { value: Number(image.uid), source: 'image' };
}

const textOf = (value: Json, key: string): string | undefined => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const found = (value as Readonly<Record<string, Json>>)[key];
  return typeof found === 'string' ? found : undefined;
};

const SELINUX_LABELS = ['level', 'role', 'type', 'user'];

/** Directory the kubelet keeps a node's seccomp profiles in. */
const SECCOMP_ROOT = '/var/lib/kubelet/seccomp';

/** A pod's own profile is that of each of its containers, and its path may be long: it is made once. */
const seccompValues = new WeakMap<object, Json | string>();

function seccompValue(profile: Json): Json | string {
  if (profile === null || typeof profile !== 'object') return freshSeccompValue(profile);
  const value = seccompValues.get(profile) ?? freshSeccompValue(profile);
  seccompValues.set(profile, value);
  return value;
}

/** Rules of kuberuntime helpers.go fieldSeccompProfile; a string is its refusal. */
function freshSeccompValue(profile: Json): Json | string {
  const type = textOf(profile, 'type') ?? '';
  const local = textOf(profile, 'localhostProfile') ?? '';
  if (type === 'Localhost') {
    if (local === '') return 'localhostProfile must be set if seccompProfile type is Localhost.';
    return { type, localhostRef: joinPath(SECCOMP_ROOT, local) };
  }
  return { type: type === 'RuntimeDefault' ? type : 'Unconfined' };
}

/** Go's filepath.Join for a fixed root. */
function joinPath(root: string, rest: string): string {
  const parts: string[] = [];
  for (const part of `${root}/${rest}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function appArmorField(level: PodLevel, container: ContainerView): EffectiveField | undefined {
  const own =
    hiddenLevel(container.node, 'container', level.line, level.isUnknown) ??
    setting(container.security, 'appArmorProfile', 'container', level.line, level.isUnknown);
  if (own !== undefined) return winner(own, level.settings.get('appArmorProfile'));
  const asked = appArmorAnnotation(level.pod, container);
  if (asked === undefined || same(asked, level.settings.get('appArmorProfile')?.value))
    return level.settings.get('appArmorProfile');
  const key = `container.apparmor.security.beta.kubernetes.io/${container.name}`;
  const line = level.line(lineOf(level.pod.annotations, key) ?? 1);
  return winner({ value: { ...asked }, source: 'annotation', line }, level.settings.get('appArmorProfile'));
}

function same(profile: Profile, value: Json | undefined): boolean {
  return (
    value !== undefined &&
    textOf(value, 'type') === profile.type &&
    textOf(value, 'localhostProfile') === profile.localhostProfile
  );
}

/**
 * Rules of pkg/security/apparmor and kuberuntime helpers.go getAppArmorProfile; a string is the refusal. Only a
 * name that is not there is refused there, an empty one is passed on.
 */
function appArmorValue(profile: Json): Json | string {
  const type = textOf(profile, 'type') ?? '';
  if (type === 'RuntimeDefault' || type === 'Unconfined') return { type };
  if (type !== 'Localhost') return `unknown apparmor profile type: ${JSON.stringify(type)}`;
  const local = textOf(profile, 'localhostProfile');
  if (local === undefined) return 'missing localhost apparmor profile name';
  return local === '' ? { type } : { type, localhostRef: local };
}

/** As written: neither normalised nor freed of repeats. */
function capabilityLists(container: ContainerView): Json {
  const node = child(container.security, 'capabilities');
  const lists: Record<string, Json> = {};
  for (const key of ['add', 'drop']) {
    lists[key] = itemsAt(node, key).map((item) => plain(item));
  }
  return lists;
}

const GMSA = ['gmsaCredentialSpecName', 'gmsaCredentialSpec'];

function windowsFields(
  fields: Record<string, EffectiveField>,
  level: PodLevel,
  container: ContainerView,
): void {
  const hiddenOwn = hiddenOptions(container.node, container.security, 'container', level);
  const hiddenPod = hiddenOptions(level.pod.spec, level.pod.security, 'pod', level);
  const ofPod = child(level.pod.security, 'windowsOptions');
  const own = child(container.security, 'windowsOptions');
  if ((ofPod ?? own ?? hiddenOwn ?? hiddenPod) === undefined) return;
  const pair = GMSA.some((key) => child(own, key) !== undefined);
  for (const key of [...GMSA, 'runAsUserName', 'hostProcess']) {
    const mine = hiddenOwn ?? optionOf(own, key, 'container', level);
    const theirs = hiddenPod ?? optionOf(ofPod, key, 'pod', level);
    const field = GMSA.includes(key) && pair ? mine && winner(mine, theirs) : winner(mine, theirs);
    if (field !== undefined) fields[`windowsOptions.${key}`] = field;
  }
}

function optionOf(
  options: Node | undefined,
  key: string,
  source: Source,
  level: PodLevel,
): Setting | undefined {
  return options?.kind === 'map' ? setting(options, key, source, level.line, level.isUnknown) : undefined;
}

/** All of the windowsOptions of a level, where nobody knows what they are. */
function hiddenOptions(
  holder: Node | undefined,
  security: MapNode | undefined,
  source: Source,
  { line, isUnknown }: PodLevel,
): Setting | undefined {
  const entry = security?.get('windowsOptions');
  if (entry !== undefined && entry.value.kind !== 'map' && isUnknown?.(entry) === true)
    return notKnown(source, line(entry.keyLine));
  return hiddenLevel(holder, source, line, isUnknown);
}

const POD_WIDE = table.filter(({ podWide }) => podWide === true);

/** Pod-wide settings that are set; a plain `false` of a host namespace says nothing. */
export function podWide(pod: PodView, line: LineOf, isUnknown?: IsUnknown): Record<string, EffectiveField> {
  const found: Record<string, EffectiveField> = {};
  for (const { name: key, levels } of POD_WIDE) {
    const holder = levels.includes('spec') ? pod.spec : pod.security;
    const set = holder?.kind === 'map' ? setting(holder, key, 'pod', line, isUnknown) : undefined;
    if (set === undefined) continue;
    if (set.unknown === true) {
      found[key] = set;
      continue;
    }
    if (key.startsWith('host') && key !== 'hostUsers' && flagAt(holder, key) !== true) continue;
    if (key === 'os') found.os = { ...set, value: textAt(child(holder, 'os'), 'name') ?? '' };
    else found[key] = set;
  }
  return found;
}
