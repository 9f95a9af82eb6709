import { ChannelType } from 'discord-api-types/v10';
import type { DeckSummary } from '../../play/library.ts';
import {
  ACCENT,
  button,
  channelSelect,
  container,
  roleSelect,
  row,
  separator,
  text,
} from '../platform/components.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { deckSelect } from './deck-select.ts';
import { serverIds } from './ids.ts';
import type { ServerState } from './state.ts';

/** Where a match can run, itself or in a thread below it. */
export const MATCH_CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
] as const;
/** Discord: what may be chosen in one select. */
const MOST_CHANNELS = 25;
/** Of the decks that come first as many are named. */
const MOST_NAMED = 8;

/** The pages that the two selects of decks show, from 0. */
export interface DeckPages {
  readonly defaultDeck: number;
  readonly firstDeck: number;
}

const FIRST_PAGES: DeckPages = { defaultDeck: 0, firstDeck: 0 };

/** `/server`: what is set, each with what changes it. `saved` says what was changed a moment ago. */
export function serverMessage(
  state: ServerState,
  saved?: string,
  pages: DeckPages = FIRST_PAGES,
): OutgoingMessage {
  const { decks, defaultDeck, order, matchChannels, deckRole } = state;
  const chosen = defaultDeck === null || defaultDeck === 'gone' ? null : defaultDeck.id;
  const limited = matchChannels.there.length + matchChannels.gone.length > 0;
  const buttons = [
    ...(order.length === 0 ? [] : [button(serverIds.usualOrder.id(), 'Usual order of decks')]),
    ...(limited ? [button(serverIds.everywhere.id(), 'Matches everywhere')] : []),
  ];
  return {
    components: [
      container(saved === undefined ? ACCENT.neutral : ACCENT.right, [
        text(`## Settings of this server${saved === undefined ? '' : `\n**Saved.** ${saved}`}`),
        text(defaultDeckWords(state)),
        row([
          deckSelect(serverIds.defaultDeck.id, pages.defaultDeck, decks, {
            placeholder: 'Choose the default deck',
            chosen,
          }),
        ]),
        text(orderWords(order)),
        row([
          deckSelect(serverIds.firstDeck.id, pages.firstDeck, decks, {
            placeholder: 'Put a deck first',
          }),
        ]),
        text(channelWords(state)),
        row([
          channelSelect(serverIds.channels.id(), MATCH_CHANNELS, {
            placeholder: 'Choose channels for matches',
            most: MOST_CHANNELS,
            chosen: matchChannels.there,
          }),
        ]),
        text(roleWords(state)),
        row([
          roleSelect(serverIds.role.id(), {
            placeholder: 'Choose a role for the decks',
            most: 1,
            chosen: deckRole.there,
          }),
        ]),
        ...(buttons.length === 0 ? [] : [row(buttons)]),
        separator(),
        text(`-# ${elsewhereWords(state)}`),
      ]),
    ],
  };
}

/** The default deck as it is. */
export function defaultDeckWords({ defaultDeck }: ServerState): string {
  const now =
    defaultDeck === null
      ? 'none: questions come from every deck.'
      : defaultDeck === 'gone'
        ? 'none: the deck you had chosen is gone, so questions come from every deck.'
        : `${named(defaultDeck)}. \`/quiz\` and \`/match\` ask from it where nobody names a deck or a topic.`;
  return `**Default deck**: ${now}`;
}

/** The order of decks as it is. */
export function orderWords(order: readonly DeckSummary[]): string {
  const shown = order.slice(0, MOST_NAMED).map(named).join(', then ');
  const more = order.length > MOST_NAMED ? ` and ${order.length - MOST_NAMED} more` : '';
  const now =
    order.length === 0
      ? 'new cards in `/review` come by turns from this server’s own decks and along the course.'
      : `new cards in \`/review\` come from ${shown}${more} first, then from the others as usual.`;
  return `**Order of decks**: ${now}`;
}

/** Where matches may run as it is. */
export function channelWords({ matchChannels: { there, gone } }: ServerState): string {
  const shown = there.map((id) => `<#${id}>`).join(', ');
  if (there.length === 0 && gone.length === 0) return '**Matches**: may run in every channel.';
  if (there.length === 0)
    return '**Matches**: run nowhere now, because every channel you had chosen is gone. Choose others, or press **Matches everywhere**.';
  const lost =
    gone.length === 0
      ? ''
      : ` ${gone.length === 1 ? 'One channel' : `${gone.length} channels`} you had chosen ${gone.length === 1 ? 'is' : 'are'} gone and no longer ${gone.length === 1 ? 'counts' : 'count'}.`;
  return `**Matches**: may run only in ${shown}, threads included.${lost}`;
}

/** Who changes the decks as it is. */
export function roleWords({ deckRole: { there, gone } }: ServerState): string {
  const managers = 'people who manage this server';
  const [role] = there;
  const now =
    role !== undefined
      ? `people with <@&${role}>, and ${managers}.`
      : gone.length > 0
        ? `only ${managers}: the role you had chosen is gone.`
        : `only ${managers}.`;
  return `**Who imports, orders and removes decks**: ${now}`;
}

/** What else belongs to a server is set by the command that it is about. */
const ELSEWHERE: readonly (readonly [command: string, words: string])[] = [
  ['deck', '`/deck order` gives a deck an exact place'],
  ['daily', '`/daily set` posts a question a day'],
  ['exam', '`/exam set` names the role for passing and the pause between exams'],
  ['season', '`/season start` begins a season of the leaderboard'],
  ['group', '`/group exam` sets the day of your exam'],
  ['reports', '`/reports` shows the mistakes that people reported'],
];

function elsewhereWords({ commands }: ServerState): string {
  const lines = ELSEWHERE.filter(([command]) => commands.includes(command)).map(([, words]) => words);
  return `Set or shown elsewhere: ${lines.join('; ')}.`;
}

function named({ title }: DeckSummary): string {
  return `**${sentence(title, 60).text}**`;
}
