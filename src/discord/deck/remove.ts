import type { ChatInputCommandInteraction } from 'discord.js';
import { deckNamed, findDeck } from '../../play/filter.ts';
import { serverDeckId } from '../../play/shelf.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { managedServer } from '../platform/deck-rights.ts';
import { sentence } from '../platform/markdown.ts';
import { reply } from '../platform/respond.ts';
import { confirmRemoval } from './view.ts';

/** `/deck remove` asks once more. */
export async function askToRemove(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const guildId = await managedServer(interaction, context);
  const own = await context.store.serverDecks(guildId);
  const typed = interaction.options.getString('deck', true);
  const decks = own.map((each) => ({ ...each, id: serverDeckId(guildId, each.id) }));
  const ours = deckNamed(context.questions.decks, typed);
  if (ours !== undefined && deckNamed(decks, typed) === undefined) {
    throw new UserError({
      identifier: 'deck-of-podium',
      message: `**${sentence(ours.title, 80).text}** comes with me and cannot be removed. To be asked from other decks, choose one with \`/quiz deck:\` and \`/review deck:\`; to have others come first in this server, use \`/deck order deck: place:\`.`,
    });
  }
  if (decks.length === 0) {
    throw new UserError({
      identifier: 'no-server-decks',
      message:
        'This server has imported no deck, so there is none to remove. The decks that come with me stay.',
    });
  }
  const chosen = findDeck(decks, typed);
  const deck = own.find(({ id }) => serverDeckId(guildId, id) === chosen.id);
  if (deck === undefined) throw new RangeError('a deck that was found is not there');
  await reply(interaction, context, confirmRemoval(deck), { ephemeral: true });
}
