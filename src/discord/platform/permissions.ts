import { type APIOverwrite, OverwriteType, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import type { ServerParts, ServerRole } from './servers.ts';

/**
 * What a member with these roles may do in a channel with these overwrites (topics/permissions, "Permission Overwrites"):
 * the roles together, then what the channel takes and gives: to @everyone, to the roles together, to the member.
 * The owner, and who is an administrator, may do everything. A thread has the overwrites of the channel above it.
 */
export function permissionsIn(
  { id, ownerId, roles, ownRoles }: Pick<ServerParts, 'id' | 'ownerId' | 'roles' | 'ownRoles'>,
  memberId: string,
  overwrites: readonly APIOverwrite[],
): Readonly<PermissionsBitField> {
  const base = [id, ...ownRoles].reduce((bits, role) => bits | BigInt(roles.get(role)?.permissions ?? 0), 0n);
  if (memberId === ownerId || (base & PermissionFlagsBits.Administrator) !== 0n)
    return new PermissionsBitField(PermissionsBitField.All).freeze();
  const ofRoles = overwrites.filter(
    (one) => one.type === OverwriteType.Role && one.id !== id && ownRoles.includes(one.id),
  );
  const steps = [
    overwrites.filter((one) => one.type === OverwriteType.Role && one.id === id),
    ofRoles,
    overwrites.filter((one) => one.type === OverwriteType.Member && one.id === memberId),
  ];
  const bits = steps.reduce((before, step) => (before & ~joined(step, 'deny')) | joined(step, 'allow'), base);
  return new PermissionsBitField(bits).freeze();
}

function joined(overwrites: readonly APIOverwrite[], what: 'allow' | 'deny'): bigint {
  return overwrites.reduce((bits, one) => bits | BigInt(one[what]), 0n);
}

/** Whether one role stands above another (topics/permissions, "Permission Hierarchy"); of two at one height the older. */
export function isAbove(one: ServerRole | undefined, other: ServerRole): boolean {
  if (one === undefined) return false;
  return one.position === other.position ? BigInt(one.id) < BigInt(other.id) : one.position > other.position;
}
