import { setTimeout as sleep } from 'node:timers/promises';
import type { RepliableInteraction } from 'discord.js';
import type { Context } from '../context.ts';
import { ackedState } from '../platform/ack.ts';
import { defer, deferUpdate } from '../platform/respond.ts';

/** Work that is not done by then is answered with "thinking" first: Discord waits 3 s for an answer, in ms. */
const SOON = 1_200;

/** What `work` gives. Most lines are done in a moment; where one is not, the person sees that it is worked on. */
export async function patiently<T>(
  interaction: RepliableInteraction,
  context: Context,
  work: Promise<T>,
): Promise<T> {
  const timer = new AbortController();
  const late = sleep(SOON, 'late' as const, { signal: timer.signal, ref: false }).catch(
    () => 'done' as const,
  );
  const first = await Promise.race([
    work.then(
      () => 'done' as const,
      () => 'done' as const,
    ),
    late,
  ]);
  timer.abort();
  if (first === 'late' && ackedState(interaction) === 'none') {
    const onMessage =
      interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
    if (onMessage) await deferUpdate(interaction, context);
    else await defer(interaction, context, { ephemeral: true });
  }
  return work;
}
