/** Who a container's process becomes: manifest/'s effective values, then what the runtime makes of them. */
import type { ContainerExplanation, EffectiveField } from '../../manifest/index.ts';
import { CAPABILITIES, type CapabilitySets, type Identity } from '../identity.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Account, Accounts } from './accounts.ts';

/** What containerd grants where nothing is said (pkg/oci/spec.go defaultUnixCaps). */
const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set([
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
]);

const inOrder = (names: ReadonlySet<string>): readonly string[] =>
  CAPABILITIES.filter((name) => names.has(name));

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Json[]).map(String) : [];

/**
 * The set a container gets (containerd internal/cri/opts/spec_opts.go WithCapabilities): ALL added, ALL dropped, then the
 * others added and dropped one by one. A name the kernel does not know (`CAP_NET_ADMIN` becomes `CAP_CAP_NET_ADMIN`) is
 * passed over by runc.
 */
function grantedCapabilities(capabilities: JsonObject | undefined): ReadonlySet<string> {
  const upper = (key: string): readonly string[] =>
    texts(capabilities?.[key]).map((name) => name.toUpperCase());
  const [add, drop] = [upper('add'), upper('drop')];
  let granted = new Set(add.includes('ALL') ? CAPABILITIES : DEFAULT_CAPABILITIES);
  if (drop.includes('ALL')) granted = new Set();
  for (const name of add) if (name !== 'ALL') granted.add(name);
  for (const name of drop) granted.delete(name);
  return granted;
}

/**
 * What execve leaves of a set: root keeps it, anybody else has it in the bounding set alone, since nothing is ambient
 * (capabilities(7)).
 */
function capabilitySets(granted: ReadonlySet<string>, uid: number): CapabilitySets {
  const all = inOrder(granted);
  const held = uid === 0 ? all : [];
  return { inheritable: [], permitted: held, effective: held, bounding: all, ambient: [] };
}

const value = (fields: Readonly<Record<string, EffectiveField>>, key: string): Json | undefined =>
  fields[key]?.value as Json | undefined;

/** Somebody the image's files do not know. */
export class UnknownUser extends Error {
  override readonly name = 'UnknownUser';
}

/** The image's line of the user that a container runs as. */
function accountOf({ fields, process }: ContainerExplanation, { users }: Accounts): Account | undefined {
  const uid = value(fields, 'runAsUser');
  if (typeof uid === 'number') return users.find((user) => user.uid === uid);
  const named = users.find((user) => user.name === process.username);
  if (named === undefined && process.username !== undefined) {
    throw new UnknownUser(`unable to find user ${process.username}: no matching entries in passwd file`);
  }
  return named;
}

/**
 * The identity of process 1. Groups: those of the image's /etc/group unless the policy is Strict, fsGroup and
 * supplementalGroups, the primary group; sorted, as containerd (mergeGids, ensureAdditionalGids) and the kernel
 * leave them. Throws UnknownUser.
 */
export function identityOf(
  container: ContainerExplanation,
  accounts: Accounts,
  userNamespaceBase: number,
): { readonly identity: Identity; readonly home: string } {
  const { fields } = container;
  const account = accountOf(container, accounts);
  const runAsUser = value(fields, 'runAsUser');
  const uid = typeof runAsUser === 'number' ? runAsUser : (account?.uid ?? 0);
  const runAsGroup = value(fields, 'runAsGroup');
  const gid = typeof runAsGroup === 'number' ? runAsGroup : (account?.gid ?? 0);
  const strict = value(fields, 'supplementalGroupsPolicy') === 'Strict';
  const ofImage =
    strict || account === undefined
      ? []
      : accounts.groups.filter(({ members }) => members.includes(account.name)).map((group) => group.gid);
  const asked = texts(value(fields, 'supplementalGroups')).map(Number);
  const groups = [...new Set([gid, ...ofImage, ...asked])].sort((a, b) => a - b);
  const privileged = value(fields, 'privileged') === true;
  const granted: ReadonlySet<string> = privileged
    ? new Set(CAPABILITIES)
    : grantedCapabilities(value(fields, 'capabilities') as JsonObject | undefined);
  const seccomp = (value(fields, 'seccompProfile') as JsonObject | undefined)?.type;
  return {
    identity: {
      uid,
      gid,
      groups,
      capabilities: capabilitySets(granted, uid),
      noNewPrivs: fields.allowPrivilegeEscalation?.noNewPrivs === true,
      seccomp: !privileged && (seccomp === 'RuntimeDefault' || seccomp === 'Localhost') ? 2 : 0,
      privileged,
      readOnlyRoot: value(fields, 'readOnlyRootFilesystem') === true,
      userNamespaceBase,
    },
    home: account?.home ?? '/',
  };
}
