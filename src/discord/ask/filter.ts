import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
} from 'discord.js';
import { topicsOf } from '../../play/filter.ts';
import type { Context } from '../context.ts';
import { suggest } from '../platform/respond.ts';

/** The options `deck` and `topic`, both completed by {@link completeFilter}. */
export function filterOptions(): APIApplicationCommandBasicOption[] {
  return [
    {
      name: 'deck',
      description: 'Only from this deck',
      type: ApplicationCommandOptionType.String,
      autocomplete: true,
      max_length: 100,
    },
    {
      name: 'topic',
      description: 'Only about this topic',
      type: ApplicationCommandOptionType.String,
      autocomplete: true,
      max_length: 100,
    },
  ];
}

/** Completes `deck`, and `topic` within the deck chosen. */
export async function completeFilter(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const typed = focused.value.trim().toLocaleLowerCase('en');
  const matches = (name: string): boolean => name.toLocaleLowerCase('en').includes(typed);
  const all = await context.shelf.decks({ userId: interaction.user.id, guildId: interaction.guildId });
  if (focused.name === 'deck') {
    const decks = all.filter((deck) => matches(deck.title) || matches(deck.id));
    await suggest(
      interaction,
      context,
      decks.map((deck) => ({ name: deck.title, value: deck.id })),
    );
    return;
  }
  const deck = interaction.options.getString('deck');
  const known = all.some((each) => each.id === deck) ? deck : null;
  const topics = topicsOf(all, known).filter(matches);
  await suggest(
    interaction,
    context,
    topics.map((topic) => ({ name: topic, value: topic })),
  );
}
