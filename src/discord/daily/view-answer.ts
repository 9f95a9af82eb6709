import type { GivenDaily } from '../../play/daily.ts';
import type { DailyStreak } from '../../store/store.ts';
import type { Answer } from '../../study/question.ts';
import { ACCENT, type ActionRow, button, container, row, text } from '../platform/components.ts';
import { moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { shownAnswer } from '../platform/private-answer.ts';
import { dailyIds } from './ids.ts';

const AFTER: Readonly<Record<GivenDaily['became'], string>> = {
  taken: 'You can change it once, until then.',
  changed: 'That was your one change.',
  same: 'That is what you had chosen before.',
};

/** What became of an answer, for who gave it. The right one is not among it. */
export function takenMessage(
  { question, became, toldAt, streak }: GivenDaily,
  answer: Answer,
): OutgoingMessage {
  const when = toldAt === null ? '' : ` (${moment(toldAt, 'R')})`;
  return {
    components: [
      container(ACCENT.neutral, [
        text(
          `You chose ${shownAnswer(question, answer)}. Whether it is right is told with the next question${when}, in the question's own message. ${AFTER[became]}\n${streakLine(streak)}`,
        ),
        shareRow(streak),
      ]),
    ],
  };
}

/** After the button for it: whether the server may see a person's streak. */
export function sharedMessage(streak: DailyStreak): OutgoingMessage {
  const seen = streak.shares
    ? 'From now on your name and your streak are shown when a question is over, as long as you keep it.'
    : 'Your name is not shown any more; you are only counted.';
  return {
    components: [container(ACCENT.neutral, [text(`${seen}\n${streakLine(streak)}`), shareRow(streak)])],
  };
}

/** `🔥 Your streak: **4** questions in a row (your longest: 9).` */
export function streakLine({ streak, best }: DailyStreak): string {
  if (streak === 0) {
    const longest = best > 1 ? ` Your longest: **${best}** in a row.` : '';
    return `You have no streak here yet: answer the daily question to begin one.${longest}`;
  }
  const longest = best > streak ? ` Your longest: **${best}**.` : '';
  return streak === 1
    ? `🔥 Your streak begins: answer the next daily question to keep it.${longest}`
    : `🔥 Your streak: **${streak}** daily questions in a row.${longest}`;
}

export function shareRow({ shares }: DailyStreak): ActionRow {
  return row([
    shares
      ? button(dailyIds.share.id('off'), 'Hide my streak')
      : button(dailyIds.share.id('on'), 'Let others see my streak'),
  ]);
}
