import type { MatchView } from '../../store/store.ts';
import { ACCENT, button, clip, container, row, text } from '../platform/components.ts';
import { counted } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { matchIds } from './ids.ts';
import { named, rulesOf, subjectOf, teamName } from './words.ts';

/** Who waits to play; once it has begun or was called off, that, and no buttons. */
export function lobbyMessage(view: MatchView, deckTitle: string | null): OutgoingMessage {
  const { match } = view;
  const { id, options } = match;
  const open = match.state === 'lobby';
  const head = `## ${open ? 'A match is about to begin' : 'Match'}\n${subjectOf(options, deckTitle)}\n-# ${rulesOf(match)}`;
  const buttons = row([
    button(matchIds.join.id(id), 'Join', 'success'),
    button(matchIds.start.id(id), 'Start', 'primary'),
    button(matchIds.leave.id(id), 'Leave'),
    button(matchIds.stop.id(id), 'Call off'),
  ]);
  return {
    components: [
      container(ACCENT.neutral, [
        text(head),
        text(clip(playerLines(view), 2500).text),
        ...(open ? [buttons] : []),
        text(`-# ${lastLine(view)}`),
      ]),
    ],
  };
}

function playerLines({ match, players }: MatchView): string {
  if (players.length === 0) return '**Nobody has joined yet**';
  const count = `**${counted(players.length, 'player')}**`;
  if (match.options.teams === 0) return `${count}: ${players.map(named).join(', ')}`;
  const teams = Array.from({ length: match.options.teams }, (_, team) => {
    const members = players.filter((one) => one.team === team).map(named);
    return `${teamName(team)}: ${members.length === 0 ? 'nobody yet' : members.join(', ')}`;
  });
  return [count, ...teams].join('\n');
}

function lastLine({ match }: MatchView): string {
  if (match.state === 'lobby') {
    const host = match.hostId === null ? 'Who may manage messages here' : `<@${match.hostId}>`;
    return `${host} presses Start. Your answers stay private: others see only how many people chose each option.`;
  }
  if (match.ending === 'not-started')
    return 'It was called off: nobody started it. Open another one with /match.';
  if (match.state === 'finished') return 'It is over.';
  return 'It has begun: the rounds follow below.';
}
