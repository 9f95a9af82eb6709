import { type REST, Routes } from 'discord.js';
import type { Exam } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { API_CODE, apiCode, loggableError } from '../platform/api-error.ts';
import { persist } from '../platform/post.ts';

/** Discord's codes (topics/opcodes-and-status-codes): Unknown Member, Unknown Role. */
const UNKNOWN_MEMBER = 10007;
const UNKNOWN_ROLE = 10011;

/**
 * Gives the role for passing, and keeps what came of it: a failed try leaves it owed. Never rejects for what Discord
 * says. Giving it twice is giving it once.
 */
export async function giveRole(rest: REST, { store, log }: Context, exam: Exam): Promise<void> {
  const { id: examId, guildId, userId, role } = exam;
  if (role?.state !== 'owed' || guildId === null) return;
  let trouble: string | null = null;
  try {
    await persist(() =>
      rest.put(Routes.guildMemberRole(guildId, userId, role.id), { reason: 'Passed a mock exam' }),
    );
  } catch (error) {
    trouble = troubleOf(error);
    log.warn({ exam: examId, trouble, error: loggableError(error) }, 'a role for passing could not be given');
  }
  await store.noteExamRole({ examId, userId, given: trouble === null, trouble });
}

function troubleOf(error: unknown): string {
  const code = apiCode(error);
  if (code === UNKNOWN_ROLE) return 'role-gone';
  if (code === UNKNOWN_MEMBER) return 'not-here';
  return code === API_CODE.missingPermissions || code === API_CODE.missingAccess ? 'not-permitted' : 'later';
}
