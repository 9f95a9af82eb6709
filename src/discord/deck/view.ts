import { ComponentType } from 'discord.js';
import type { ServerDeck } from '../../store/store.ts';
import type { Deck } from '../../study/index.ts';
import { ACCENT, button, container, row, separator, text } from '../platform/components.ts';
import { counted, moment } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { deckIds } from './ids.ts';

export interface DeckListInput {
  /** The server's; null in a direct message. */
  readonly own: readonly ServerDeck[] | null;
  /** `drawn`: its cards are drills, each another question every time. */
  readonly ours: readonly { readonly title: string; readonly cards: number; readonly drawn: boolean }[];
}

const TITLE = 60;

/** `/deck list` */
export function deckList({ own, ours }: DeckListInput): OutgoingMessage {
  const server = (own ?? []).map(
    ({ title, cards, importedAt }) =>
      `**${sentence(title, TITLE).text}** · ${counted(cards, 'card')} · imported ${moment(importedAt, 'd')}`,
  );
  const shipped = ours.map(
    ({ title, cards, drawn }) =>
      `**${title}** · ${drawn ? `${cards} kinds, drawn afresh each time` : counted(cards, 'card')}`,
  );
  const none = 'None yet. Who may manage this server can bring one: `/deck import`.';
  return {
    components: [
      container(ACCENT.neutral, [
        ...(own === null
          ? []
          : [
              text(`**Decks of this server**\n${server.length === 0 ? none : server.join('\n')}`),
              separator(),
            ]),
        text(`**Decks that come with me**\n${shipped.join('\n')}`),
        text(
          '-# `/quiz deck:` asks from one, `/review deck:` brings its cards back, `/deck info` tells more.',
        ),
      ]),
    ],
  };
}

/** `/deck order`: the decks that come first, by their titles. */
export function deckOrderMessage(titles: readonly string[]): OutgoingMessage {
  const lines = titles.map((title, index) => `${index + 1}. **${sentence(title, TITLE).text}**`);
  const said =
    lines.length === 0
      ? 'This server has not chosen an order. New cards in `/review` come by turns from its own decks and along the path of the course.'
      : `New cards in \`/review\` come from these decks first:\n${lines.join('\n')}\nAfter them come, by turns, this server’s other decks and the rest along the path of the course.`;
  return {
    components: [
      container(ACCENT.neutral, [
        text(said),
        text(
          '-# Who may manage this server can change that: `/deck order deck: place:` gives a deck a place; without `place` it goes back to the path.',
        ),
      ]),
    ],
  };
}

/** `/deck export`: the deck as a file. */
export function exportedDeck(deck: Deck, name: string, data: string): OutgoingMessage {
  return {
    components: [
      text(
        `**${sentence(deck.title, TITLE).text}**, ${counted(deck.cards.length, 'card')}. \`/deck import\` takes this file back.`,
      ),
      { type: ComponentType.File, file: { url: `attachment://${name}` } },
    ],
    files: [{ name, data }],
  };
}

/** `/deck remove` asks once more. */
export function confirmRemoval(deck: ServerDeck): OutgoingMessage {
  return {
    components: [
      container(ACCENT.wrong, [
        text(
          `## Remove ${sentence(deck.title, TITLE).text}?\nIts ${counted(deck.cards, 'card')} will no longer be asked. What people have learned is kept in case you import the deck again. Nothing else keeps the cards themselves: \`/deck export\` gives you a copy.`,
        ),
        row([
          button(deckIds.remove.id(deck.id), 'Remove it', 'danger'),
          button(deckIds.keep.id(), 'Keep it'),
        ]),
      ]),
    ],
  };
}

/** `cards` were in the deck; undefined when it was gone already. */
export function removedDeck(cards: number | undefined): OutgoingMessage {
  const said =
    cards === undefined
      ? 'That deck has already been removed.'
      : `Done: the deck and its ${counted(cards, 'card')} are removed from this server.`;
  return { components: [container(ACCENT.neutral, [text(said)])] };
}

export function keptDeck(): OutgoingMessage {
  return { components: [container(ACCENT.neutral, [text('The deck stays.')])] };
}
