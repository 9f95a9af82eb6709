import type { RepliableInteraction, StringSelectMenuInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { ServerSettings } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { EVERY_DECK, MORE_DECKS } from './deck-select.ts';
import { serverIds } from './ids.ts';
import { ownServer } from './rights.ts';
import { type ServerState, serverState } from './state.ts';
import {
  channelWords,
  type DeckPages,
  defaultDeckWords,
  MATCH_CHANNELS,
  orderWords,
  roleWords,
  serverMessage,
} from './view.ts';

/** What stands below `/server`: each is saved at once, and the message says what holds now. */
export const serverRoutes: readonly Route[] = [
  serverIds.defaultDeck.leadsTo(async (interaction, [page], context) => {
    const guildId = ownServer(interaction);
    const [chosen = ''] = interaction.values;
    if (chosen === MORE_DECKS)
      return show(interaction, context, guildId, { defaultDeck: page + 1, firstDeck: 0 });
    const defaultDeck = chosen === EVERY_DECK ? null : await deckOf(interaction, context, guildId, chosen);
    await save(interaction, context, { defaultDeck }, defaultDeckWords);
  }),
  serverIds.firstDeck.leadsTo(async (interaction, [page], context) => {
    const guildId = ownServer(interaction);
    const [chosen = ''] = interaction.values;
    if (chosen === MORE_DECKS)
      return show(interaction, context, guildId, { defaultDeck: 0, firstDeck: page + 1 });
    await context.store.placeDeck(guildId, await deckOf(interaction, context, guildId, chosen), 1);
    await saved(interaction, context, guildId, ({ order }) => orderWords(order));
  }),
  serverIds.usualOrder.leadsTo(async (interaction, _args, context) => {
    const guildId = ownServer(interaction);
    for (const deck of await context.store.deckOrder(guildId))
      await context.store.placeDeck(guildId, deck, null);
    await saved(interaction, context, guildId, ({ order }) => orderWords(order));
  }),
  serverIds.channels.leadsTo(async (interaction, _args, context) => {
    const types: readonly number[] = MATCH_CHANNELS;
    const chosen = [...interaction.channels.values()].filter(({ type }) => types.includes(type));
    await save(interaction, context, { matchChannels: chosen.map(({ id }) => id) }, channelWords);
  }),
  serverIds.everywhere.leadsTo((interaction, _args, context) =>
    save(interaction, context, { matchChannels: [] }, channelWords),
  ),
  serverIds.role.leadsTo(async (interaction, _args, context) => {
    const [deckRole = null] = [...interaction.roles.keys()];
    // The role @everyone has the id of its server.
    if (deckRole === ownServer(interaction))
      throw new UserError({
        identifier: 'everyone',
        message:
          'With @everyone, anybody here could remove this server’s decks. Choose a role that only some people have; nothing was changed.',
      });
    await save(interaction, context, { deckRole }, roleWords);
  }),
];

async function save(
  interaction: RepliableInteraction,
  context: Context,
  change: Partial<ServerSettings>,
  words: (state: ServerState) => string,
): Promise<void> {
  const guildId = ownServer(interaction);
  await context.store.saveServerSettings(guildId, change);
  await saved(interaction, context, guildId, words);
}

async function saved(
  interaction: RepliableInteraction,
  context: Context,
  guildId: string,
  words: (state: ServerState) => string,
): Promise<void> {
  const state = await serverState(interaction, context, guildId);
  await update(interaction, context, serverMessage(state, words(state)));
}

async function show(
  interaction: RepliableInteraction,
  context: Context,
  guildId: string,
  pages: DeckPages,
): Promise<void> {
  const state = await serverState(interaction, context, guildId);
  await update(interaction, context, serverMessage(state, undefined, pages));
}

/** A deck that was chosen, which may be gone since the select was shown. Throws UserError. */
async function deckOf(
  { user }: StringSelectMenuInteraction,
  { shelf }: Context,
  guildId: string,
  id: string,
): Promise<string> {
  const decks = await shelf.decks({ userId: user.id, guildId });
  if (decks.some((deck) => deck.id === id)) return id;
  throw new UserError({
    identifier: 'deck-gone',
    message: 'That deck was removed a moment ago. Run /server again to see the others.',
  });
}
