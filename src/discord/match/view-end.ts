import type { Picture } from '../../pictures/index.ts';
import { standings } from '../../play/match-standings.ts';
import type { MatchEnding, MatchView, MissedRound } from '../../store/store.ts';
import type { Question } from '../../study/question.ts';
import { ACCENT, button, clip, container, picture, row, text } from '../platform/components.ts';
import { quizEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { matchIds } from './ids.ts';
import { standingLines } from './view-standings.ts';

const BOARD = 15;
const FILE = 'podium.png';
const POINTS =
  '-# Points of this match alone. /leaderboard counts what you know: each card once a day, whatever the clock says.';

const ENDINGS: Readonly<Record<MatchEnding, string>> = {
  played: 'That was the last round.',
  stopped: 'The match was stopped; these are the standings so far.',
  'not-started': 'Nobody started the match, so it was called off.',
  'left-paused': 'The match stayed paused for an hour, so it ended; these are the standings so far.',
};

/** How the match came out, with a podium where there is one to draw. */
export function endMessage(view: MatchView, podium: Picture | null): OutgoingMessage {
  const { match } = view;
  const board = match.rounds === 0 ? '' : standingLines(standings(view), BOARD);
  return {
    components: [
      container(ACCENT.right, [
        text(`## The match is over\n${ENDINGS[match.ending ?? 'played']}`),
        ...(podium === null ? [] : [picture(FILE, podium.alt)]),
        ...(board === '' ? [] : [text(`${board}\n${POINTS}`)]),
        row([
          ...(match.rounds === 0 ? [] : [button(matchIds.missed.id(match.id), 'What I missed', 'primary')]),
          button(matchIds.rematch.id(match.id), match.rounds === 0 ? 'Open it again' : 'Rematch'),
        ]),
      ]),
    ],
    files: podium === null ? [] : [{ name: FILE, data: podium.png, description: podium.alt }],
  };
}

/** The cards one player did not get right, each with its right answer, for them alone. */
export function missedMessage(matchId: number, missed: readonly MissedRound[]): OutgoingMessage {
  if (missed.length === 0) {
    return {
      components: [
        container(ACCENT.right, [text('You missed nothing: every round you could play was right.')]),
      ],
    };
  }
  const lines = missed.map(({ round, question, answer }) => {
    const given = answer === null ? 'no answer' : 'wrong';
    return `**Round ${round + 1}** · ${given}\n${clip(question.prompt, 250).text}\n→ ${clip(rightOf(question), 300).text}`;
  });
  return {
    components: [
      container(ACCENT.neutral, [
        text(`## What you missed\n${clip(lines.join('\n\n'), 3200).text}`),
        row([button(quizEntries.missed.id(matchId), 'Review my missed cards now', 'primary')]),
        text(
          '-# The button asks exactly these cards. They also come back in /review: what you answered wrong within minutes, what you left out on another day.',
        ),
      ]),
    ],
  };
}

function rightOf(question: Question): string {
  if (question.kind === 'number') return String(question.number ?? '');
  const right = (question.options ?? []).filter(({ correct }) => correct);
  return right
    .map((option) =>
      question.kind === 'locate' ? `line ${option.key}: \`${option.text.trim()}\`` : option.text,
    )
    .join('; ');
}
