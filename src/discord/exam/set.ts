import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { ExamRules } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { isAbove } from '../platform/permissions.ts';
import { reply } from '../platform/respond.ts';
import type { ServerParts, ServerRole } from '../platform/servers.ts';
import { namedExam } from './named.ts';
import { changedMessage, rulesMessage } from './view-list.ts';

/** `/exam set`: what a server's managers say of exams. Without an option, what holds now. */
export async function setRules(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { store, exams, servers } = context;
  const guildId = managedServer(interaction);
  const { options } = interaction;
  const before = await store.examRules(guildId);
  const role = options.getRole('role');
  const noRole = options.getBoolean('no_role') ?? false;
  const typed = options.getString('exam');
  const days = options.getInteger('cool_down');
  if (role === null && !noRole && typed === null && days === null) {
    await reply(interaction, context, rulesMessage(exams.all, before), { ephemeral: true });
    return;
  }
  if (role !== null && noRole) throw refusal('role-twice', 'Choose a role, or `no_role:True`; not both.');
  if (role !== null) checkRole(interaction, (await servers.partsOf(guildId)) ?? notInstalled(), role.id);
  const roleId = noRole ? null : (role?.id ?? before.roleId);
  if (typed !== null && roleId === null)
    throw refusal('no-role', '`exam:` says which exam the role is for. Choose the `role:` with it.');
  const only = typed === null ? (role === null ? before.roleExam : null) : namedExam(exams, typed).id;
  const rules: ExamRules = {
    roleId,
    roleExam: roleId === null ? null : only,
    coolDays: days === null ? before.coolDays : Math.min(365, Math.max(0, days)),
  };
  await store.setExamRules(guildId, rules);
  await reply(interaction, context, changedMessage(exams.all, rules), { ephemeral: true });
}

/** The server of who may manage it. Throws UserError. */
function managedServer({
  guildId,
  memberPermissions,
  authorizingIntegrationOwners,
}: ChatInputCommandInteraction): string {
  if (guildId === null)
    throw refusal('only-in-servers', 'A role and a pause between exams are set in a server. Run this there.');
  if (authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] === undefined) notInstalled();
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true)
    throw refusal(
      'not-a-manager',
      'Only people who manage this server (permission "Manage Server") can set this. `/exam rules` shows what holds.',
    );
  return guildId;
}

function notInstalled(): never {
  throw refusal(
    'not-installed',
    'This server has not added me, so I keep no rules for it. Ask whoever manages it to add me.',
  );
}

/**
 * Whether the bot can give the role, and whether who asks could give it themselves: otherwise a manager would come by
 * it through an exam. Throws UserError. Discord: whoever gives a role needs Manage Roles and a role above it
 * (topics/permissions, "Permission Hierarchy").
 */
function checkRole(interaction: ChatInputCommandInteraction, server: ServerParts, roleId: string): void {
  const role = server.roles.get(roleId);
  const name = `<@&${roleId}>`;
  if (role === undefined)
    throw refusal('role-gone', `I do not see the role ${name} in this server. Try again in a moment.`);
  if (role.id === server.id)
    throw refusal('role-of-all', 'Everybody has @everyone already. Choose another role.');
  if (role.managed)
    throw refusal(
      'role-managed',
      `The role ${name} belongs to an integration, and Discord lets nobody give it. Choose another one.`,
    );
  if (!interaction.appPermissions.has(PermissionFlagsBits.ManageRoles))
    throw refusal(
      'not-permitted',
      'I lack the permission "Manage Roles", so I could not give the role. Give it to my role in the server settings, then set this again.',
    );
  const mine = highestOf(server, server.ownRoles);
  if (!isAbove(mine, role))
    throw refusal(
      'role-above-mine',
      `The role ${name} stands above mine${mine === undefined ? '' : ` (<@&${mine.id}>)`}, and Discord lets me give only roles below my own. Move my role above it in the server settings, then set this again.`,
    );
  checkWho(interaction, server, role);
}

function checkWho(
  { member, user, memberPermissions }: ChatInputCommandInteraction,
  server: ServerParts,
  role: ServerRole,
): void {
  if (server.ownerId === user.id) return;
  const ids =
    member === null || !('roles' in member)
      ? []
      : Array.isArray(member.roles)
        ? member.roles
        : [...member.roles.cache.keys()];
  const above = ids.some((id) => isAbove(server.roles.get(id), role));
  if (above && memberPermissions?.has(PermissionFlagsBits.ManageRoles) === true) return;
  throw refusal(
    'role-above-yours',
    `You could not give <@&${role.id}> yourself: that takes "Manage Roles" and a role above it. Ask somebody who can, or choose a role below yours.`,
  );
}

/** The one of these roles that stands above the others; undefined where there is none. */
function highestOf({ roles }: ServerParts, ids: readonly string[]): ServerRole | undefined {
  return ids
    .flatMap((id) => roles.get(id) ?? [])
    .reduce<ServerRole | undefined>(
      (best, role) => (best === undefined || isAbove(role, best) ? role : best),
      undefined,
    );
}

function refusal(identifier: string, message: string): UserError {
  return new UserError({ identifier, message });
}
