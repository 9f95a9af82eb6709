/** Seccomp and AppArmor profiles that a container names: whether the node has them. */
import type { ContainerExplanation } from '../../manifest/index.ts';
import type { Draft } from '../draft.ts';
import type { JsonObject } from '../json.ts';
import { nodeFile } from './node-files.ts';

/** Profiles that AppArmor has loaded on the node: containerd's own. */
const LOADED: ReadonlySet<string> = new Set(['cri-containerd.apparmor.d']);

/**
 * Why the runtime cannot create the container, in containerd's words; undefined where it can. A seccomp profile is a file
 * of the node (pkg/oci contrib/seccomp), an AppArmor profile has to be loaded (internal/cri/server/container_create_linux.go).
 */
export function profileProblem(draft: Draft, { fields }: ContainerExplanation): string | undefined {
  if (fields.privileged?.value === true) return undefined;
  const seccomp = fields.seccompProfile?.value as JsonObject | undefined;
  const path = seccomp?.localhostRef;
  if (typeof path === 'string' && nodeFile(draft, path)?.type !== 'file') {
    return `failed to create containerd container: cannot load seccomp profile "${path}": open ${path}: no such file or directory`;
  }
  const apparmor = fields.appArmorProfile?.value as JsonObject | undefined;
  const profile = apparmor?.localhostRef ?? apparmor?.localhostProfile;
  if (typeof profile === 'string' && !LOADED.has(profile)) {
    return `failed to get container spec opts: failed to generate apparmor spec opts: apparmor profile not found ${profile}`;
  }
  return undefined;
}
