import type { ContainerExplanation, EffectiveField } from '../../manifest/explanation.ts';
import type { Identity } from './levels.ts';
import { valueWords } from './values.ts';

/** Who the process of a container is, as far as that is known. */
export function identityOf({ fields, process }: ContainerExplanation): Identity {
  const { runAsUser, runAsGroup, supplementalGroups } = fields;
  const { uid, gid, groups, username } = process;
  if (runAsUser === undefined && runAsGroup === undefined)
    return {
      user: 'user',
      uid: windowsUser(fields['windowsOptions.runAsUserName']),
      gid: null,
      groups: null,
    };
  return {
    user: 'UID',
    uid: uid === 0 ? '0 (root)' : number(uid, runAsUser, username),
    gid: number(gid, runAsGroup),
    groups: supplementalGroups?.unknown === true ? 'not known' : groupWords(groups, gid),
  };
}

function windowsUser(field: EffectiveField | undefined): string {
  if (field === undefined) return 'the image decides';
  return field.unknown === true ? 'not known' : valueWords(field.value);
}

function number(id: number | null, field: EffectiveField | undefined, username?: string): string {
  if (id !== null) return String(id);
  if (field?.unknown === true) return 'not known';
  if (typeof field?.value === 'number') return `none: ${field.value} is no id`;
  return username === undefined ? 'the image decides' : `that of ${username} in the image`;
}

function groupWords(groups: readonly number[], gid: number | null): string {
  if (gid === null) return groups.length === 0 ? 'the image decides' : `${groups.join(', ')} and the image’s`;
  return groups.length === 0 ? 'none' : groups.join(', ');
}

/** Who the process is, in a line. */
export function identityWords({ user, uid, gid, groups }: Identity): string {
  return [
    `${user} ${uid}`,
    ...(gid === null ? [] : [`GID ${gid}`]),
    ...(groups === null ? [] : [`groups ${groups}`]),
  ].join(' · ');
}
