import type { ContainerExplanation } from '../../../manifest/index.ts';
import type { Scene } from './scene.ts';

/** Who the first process is; null where only the image knows and nothing was said of its files. */
export interface ImageProcess {
  readonly uid: number | null;
  readonly gid: number | null;
  /** The groups beside the primary one, ascending. */
  readonly others: readonly number[];
  /** Where the primary group comes from. */
  readonly gidFrom: 'manifest' | 'account' | 'nowhere';
}

/**
 * The process as the engine gives it, and what is left to the image by what its files say: the user that USER names,
 * the primary group of the user's line in /etc/passwd, else 0 (containerd pkg/oci/spec_opts.go WithUserID), and the
 * groups of /etc/group that list the user, unless the policy is Strict (internal/cri/server/container_create_linux.go).
 */
export function processOf({ files }: Scene, { process, fields }: ContainerExplanation): ImageProcess {
  const account = files?.account;
  const named = process.username !== undefined && process.username === account?.name;
  const uid = process.uid ?? (named ? (account?.uid ?? null) : null);
  const known = account !== undefined && account.uid === uid ? account : undefined;
  const gid = process.gid ?? (files === undefined || uid === null ? null : (known?.gid ?? 0));
  const listed = process.groups.filter((each) => each !== process.gid);
  const strict = fields.supplementalGroupsPolicy?.value === 'Strict';
  const ofImage = known === undefined || files?.group === undefined || strict ? [] : [files.group];
  const others = [...new Set([...listed, ...ofImage])].filter((each) => each !== gid).sort((a, b) => a - b);
  const gidFrom = process.gid !== null ? 'manifest' : known === undefined ? 'nowhere' : 'account';
  return { uid, gid, others, gidFrom };
}

/** One sentence: where the primary group comes from that no `runAsGroup` sets. */
export function gidSentence(
  { files }: Scene,
  { name }: ContainerExplanation,
  { uid, gidFrom }: ImageProcess,
): string {
  const nobody = `Neither \`${name}\` nor the pod sets \`runAsGroup\``;
  return gidFrom === 'account'
    ? `${nobody}, so the image's \`/etc/passwd\` decides: UID ${uid} has the primary group ${files?.account?.gid} there.`
    : `${nobody}, and the image's \`/etc/passwd\` has no group for UID ${uid}${uid === 0 ? ' but 0' : ''}: it is 0.`;
}
