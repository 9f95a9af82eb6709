import type { ChatInputCommandInteraction } from 'discord.js';
import { DECK_EXTENSIONS, isDeckFormat, writeDeck } from '../../decks/index.ts';
import { findDeck } from '../../play/filter.ts';
import type { DeckSummary } from '../../play/library.ts';
import { UserError } from '../../runtime/user-error.ts';
import { type Deck, DRILL_DECK } from '../../study/index.ts';
import type { Context } from '../context.ts';
import { reply } from '../platform/respond.ts';
import { deckList, exportedDeck } from './view.ts';
import { deckInfo, drillInfo } from './view-info.ts';

/** `/deck list` */
export async function showDecks(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { guildId } = interaction;
  const own = guildId === null ? [] : await context.store.serverDecks(guildId);
  const ours = context.questions.decks.map(({ id, title }) => ({
    title,
    drawn: id === DRILL_DECK.id,
    cards: context.questions.count({ deck: id, topic: null }),
  }));
  await reply(interaction, context, deckList({ own: guildId === null ? null : own, ours }), {
    ephemeral: true,
  });
}

/** `/deck info` */
export async function showDeck(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const id = await chosen(interaction, context);
  if (id === DRILL_DECK.id) {
    const drills = context.questions.pool({ deck: id, topic: null }).map(({ card }) => card);
    const card = drillInfo(await context.store.itemStats(drills), await retiredOf(drills));
    await reply(interaction, context, card, { ephemeral: true });
    return;
  }
  const deck = await wholeDeck(id, context);
  const stats = await context.store.itemStats(deck.cards.map(({ key }) => key));
  const retired = await retiredOf(deck.cards.map(({ key }) => key));
  await reply(interaction, context, deckInfo(deck, stats, retired), { ephemeral: true });

  /** How many of these cards are retired where the command was run. */
  async function retiredOf(cards: readonly string[]): Promise<number> {
    const { guildId } = interaction;
    const retired = new Set(guildId === null ? [] : await context.store.retiredCards(guildId));
    return cards.filter((card) => retired.has(card)).length;
  }
}

/** `/deck export` */
export async function exportDeck(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const wanted = interaction.options.getString('format') ?? 'yaml';
  const format = isDeckFormat(wanted) ? wanted : 'yaml';
  const id = await chosen(interaction, context);
  if (id === DRILL_DECK.id) {
    throw new UserError({
      identifier: 'drills-have-no-file',
      message:
        'Drills draw a fresh question each time, so there are no cards to export. Choose another deck.',
    });
  }
  const deck = await wholeDeck(id, context);
  const text = writeDeck(deck, format);
  await reply(interaction, context, exportedDeck(deck, `${deck.id}.${DECK_EXTENSIONS[format]}`, text), {
    ephemeral: true,
  });
}

/** The deck named in the option, by its id on the shelf. Throws UserError where there is none. */
async function chosen(interaction: ChatInputCommandInteraction, { shelf }: Context): Promise<string> {
  const { user, guildId } = interaction;
  const decks = await shelf.decks({ userId: user.id, guildId });
  return findDeck(ofThisPlace(decks), interaction.options.getString('deck', true)).id;
}

/** Without the decks of other servers: somebody has met cards of them, and not the decks themselves. */
export function ofThisPlace(decks: readonly DeckSummary[]): readonly DeckSummary[] {
  return decks.filter(({ from }) => from === undefined);
}

/** A deck of ours or of a server with all its cards, by its id on the shelf. */
async function wholeDeck(id: string, { questions, store }: Context): Promise<Deck> {
  const dot = id.indexOf('.');
  const deck =
    dot < 0
      ? questions.whole.find((each) => each.id === id)
      : await store.serverDeck(id.slice(0, dot), id.slice(dot + 1));
  if (deck !== undefined) return deck;
  throw new UserError({
    identifier: 'deck-gone',
    message: 'That deck was removed a moment ago. Run /deck list to see the others.',
  });
}
