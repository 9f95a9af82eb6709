import type { RepliableInteraction } from 'discord.js';
import type { Context } from '../context.ts';
import { replyWithLevels } from '../platform/levels-picture.ts';
import { PATIENT_MS, pasteOf } from '../platform/pasted.ts';
import { defer } from '../platform/respond.ts';

/** What **Show as picture** leads to: the paste in the message's own file drawn, for whoever pressed it. */
export async function replyWithPicture(
  interaction: RepliableInteraction,
  imageUsers: string,
  context: Context,
): Promise<void> {
  await defer(interaction, context, { ephemeral: true });
  const paste = await pasteOf(interaction, context, PATIENT_MS);
  await replyWithLevels(interaction, { paste, imageUsers }, context);
}
