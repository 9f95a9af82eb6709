/**
 * Who a process is: what the kernel looks at when it decides whether something is allowed. kubelet/ works it out from
 * manifest/'s effective values and the image; shell/, tools/ and files/ decide by it.
 */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** As the kernel lists them: what getgroups() gives. containerd puts the primary group among them. */
  readonly groups: readonly number[];
  readonly capabilities: CapabilitySets;
  /** no_new_privs: a set-uid bit or file capability gains nothing. */
  readonly noNewPrivs: boolean;
  /** `Seccomp:` in /proc/PID/status: 0 without a filter, 2 with one. */
  readonly seccomp: 0 | 2;
  readonly privileged: boolean;
  /** The container's root file system is mounted read-only. (Its mount says so too.) */
  readonly readOnlyRoot: boolean;
  /** First UID and GID of the node that 0 inside stands for; 0 where the pod shares the node's users. */
  readonly userNamespaceBase: number;
  /** Permission bits that its new files do not get; `USUAL_UMASK` where it never called umask. */
  readonly umask?: number;
}

/** What a container's processes, and login shells, begin with. */
export const USUAL_UMASK = 0o022;

/** Capabilities by name, without CAP_, in the kernel's order (see `CAPABILITIES`). */
export interface CapabilitySets {
  readonly inheritable: readonly string[];
  readonly permitted: readonly string[];
  readonly effective: readonly string[];
  readonly bounding: readonly string[];
  readonly ambient: readonly string[];
}

/** Every capability of Linux 5.9 and later, by its number (include/uapi/linux/capability.h). */
export const CAPABILITIES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_ADMIN',
  'NET_RAW',
  'IPC_LOCK',
  'IPC_OWNER',
  'SYS_MODULE',
  'SYS_RAWIO',
  'SYS_CHROOT',
  'SYS_PTRACE',
  'SYS_PACCT',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_NICE',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'MKNOD',
  'LEASE',
  'AUDIT_WRITE',
  'AUDIT_CONTROL',
  'SETFCAP',
  'MAC_OVERRIDE',
  'MAC_ADMIN',
  'SYSLOG',
  'WAKE_ALARM',
  'BLOCK_SUSPEND',
  'AUDIT_READ',
  'PERFMON',
  'BPF',
  'CHECKPOINT_RESTORE',
] as const;

const BITS: ReadonlyMap<string, bigint> = new Map(CAPABILITIES.map((name, bit) => [name, 1n << BigInt(bit)]));

/** A set of capabilities as /proc/PID/status prints it: 16 hexadecimal digits. */
export function capabilityMask(names: readonly string[]): string {
  let mask = 0n;
  for (const name of names) mask |= BITS.get(name) ?? 0n;
  return mask.toString(16).padStart(16, '0');
}
