import { Seen } from './seen.ts';
import { Flag, type Modal } from './wire.ts';
import type { Interaction, World } from './world.ts';

/** How an act ended. `thinking`: it was deferred and not completed within the driver's patience. */
export interface Reply {
  readonly kind: 'message' | 'modal' | 'choices' | 'failed' | 'thinking';
  /** The answer, or the message whose component was used; null for modals, choices and failures. */
  readonly message: Seen | null;
  readonly followUps: readonly Seen[];
  readonly modal: Modal | null;
  readonly interaction: Interaction;
  /** From the event to the first response, by the preview's clock. */
  readonly ackMs: number | null;
}

/** An answer is complete when it is no longer deferred; a deferred update when something followed it. */
export function isSettled(world: World, interaction: Interaction): boolean {
  if (interaction.failed) return true;
  if (interaction.answer === null) return false;
  if (interaction.answer === 6) return interaction.steps > 0;
  const original = interaction.original === null ? undefined : world.messages.get(interaction.original);
  return interaction.answer !== 5 || !original || (original.message.flags & Flag.loading) === 0;
}

/** An interaction as the reply it has led to so far. */
export function replyOf(world: World, interaction: Interaction): Reply {
  const seen = (id: string | null) => {
    const stored = id === null ? undefined : world.messages.get(id);
    return stored ? new Seen(world, stored) : null;
  };
  return {
    kind: kindOf(world, interaction),
    message: seen(interaction.original),
    followUps: interaction.followUps.flatMap((id) => seen(id) ?? []),
    modal: interaction.modal,
    interaction,
    ackMs: interaction.ackMs,
  };
}

function kindOf(world: World, interaction: Interaction): Reply['kind'] {
  if (interaction.failed) return 'failed';
  if (!isSettled(world, interaction)) return 'thinking';
  if (interaction.modal) return 'modal';
  return interaction.choices ? 'choices' : 'message';
}
