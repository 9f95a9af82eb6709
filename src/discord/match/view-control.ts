import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { GivenInMatch } from '../../play/matches.ts';
import type { MatchView } from '../../store/store.ts';
import type { Answer, Question } from '../../study/question.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { shownAnswer, VALUE_INPUT } from '../platform/private-answer.ts';
import { numberModal, typedModal } from '../platform/typed-question.ts';
import { matchIds } from './ids.ts';

/** What a person can do in a match, for them alone: their own choices, and the host's. */
export function controlMessage(view: MatchView, userId: string, mayControl: boolean): OutgoingMessage {
  const { match, players } = view;
  const { id, state } = match;
  const player = players.find((one) => one.userId === userId);
  const running = state === 'asking' || state === 'revealed' || state === 'posting';
  const host = mayControl
    ? [
        ...(running ? [button(matchIds.pause.id(id), 'Pause')] : []),
        ...(state === 'paused' ? [button(matchIds.resume.id(id), 'Go on', 'primary')] : []),
        ...(state === 'asking' ? [button(matchIds.skip.id(id), 'Skip this round')] : []),
        ...(state === 'finished' ? [] : [button(matchIds.stop.id(id), 'Stop the match', 'danger')]),
      ]
    : [];
  const own =
    player === undefined
      ? []
      : [
          button(
            matchIds.share.id(id, player.shares ? 'off' : 'on'),
            player.shares ? 'Hide what I choose' : 'Let others see what I choose',
          ),
        ];
  const lines = [
    state === 'finished' ? 'This match is over.' : '**This match**',
    ...(player === undefined ? ['You are watching it.'] : [shareLine(player.shares)]),
    ...(mayControl || state === 'finished'
      ? []
      : ['Pausing, skipping and stopping are for whoever opened it and for who may manage messages here.']),
  ];
  const rows = [host, own].filter((each) => each.length > 0).map(row);
  return { components: [container(ACCENT.neutral, [text(lines.join('\n')), ...rows])] };
}

function shareLine(shares: boolean): string {
  return shares
    ? 'Once a round is over, others see what you chose in it.'
    : 'Nobody sees what you choose; only how many chose what.';
}

/** What became of an answer, for who gave it. */
export function takenMessage({ round, race, became }: GivenInMatch, answer: Answer): OutgoingMessage {
  const chose = shownAnswer(round.question, answer);
  const after = race
    ? 'In a race it stays as it is.'
    : became === 'taken'
      ? 'You can change it once.'
      : became === 'changed'
        ? 'That was your one change.'
        : 'That is what you had chosen before.';
  const gave = answer.kind === 'text' ? 'You gave' : 'You chose';
  return { content: `${gave} ${chose}. ${after} You will see whether it is right when the round closes.` };
}

/** What the number of a round is typed into. */
export function answerBox(
  matchId: number,
  round: number,
  question: Question,
): APIModalInteractionResponseCallbackData {
  if (question.kind !== 'number') return typedModal(question, matchIds.typed.id(matchId, round));
  const customId = matchIds.number.id(matchId, round);
  return numberModal(question, { title: `Round ${round + 1}`, customId, input: VALUE_INPUT });
}
