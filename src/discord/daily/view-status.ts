import type { DailySettings, DailyStatus, DailyTrouble } from '../../store/store.ts';
import { clockTime } from '../../study/schedule/clock-time.ts';
import { ACCENT, container, linkButton, row, text } from '../platform/components.ts';
import { moment } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { shareRow, streakLine } from './view-answer.ts';

/** What is shown of a server's daily question to one person. */
export interface StatusView {
  readonly status: DailyStatus;
  /** The title of the deck that was chosen; null where none was, or it is gone. */
  readonly deckTitle: string | null;
  /** Something was just changed. */
  readonly saved: boolean;
  readonly mayManage: boolean;
}

/** Why a day had no question. */
export const WHY: Readonly<Record<DailyTrouble, string>> = {
  'channel-gone': 'the channel is gone, or I may not see it any more',
  'not-permitted': 'I may not send messages there any more',
  refused: 'Discord did not take the message there',
  unsure:
    'I was interrupted while I posted it, and without "Read Message History" I cannot see whether it is there',
  'no-card': 'no deck of this server has a question that can be answered with a button',
  'too-late': 'I was not running until the day was over',
  off: 'it was switched off',
};

/** When, where, from which deck, what comes next, what went wrong; and the reader's own streak. */
export function statusMessage({ status, deckTitle, saved, mayManage }: StatusView): OutgoingMessage {
  const { settings, last, streak } = status;
  const { active, trouble } = settings;
  const link =
    last?.state === 'open' && last.messageId !== null
      ? [row([linkButton(linkTo(last.guildId, last.channelId, last.messageId), 'To the open question')])]
      : [];
  const title = saved ? 'Saved. This is the daily question now' : 'The daily question';
  const lines = active
    ? [whenLine(settings, deckTitle), nextLine(settings), ...lastLines(status)]
    : ['It is off in this server.', ...(mayManage ? ['Switch it on with /daily set.'] : [])];
  const mine = streak.best > 0 ? [text(streakLine(streak)), shareRow(streak)] : [text(streakLine(streak))];
  const own = saved || !(active || streak.best > 0) ? [] : mine;
  const hint = mayManage && active ? [text('-# Change it with /daily set, end it with /daily off.')] : [];
  return {
    components: [
      container(trouble === null ? (saved ? ACCENT.right : ACCENT.neutral) : ACCENT.hint, [
        text(`## ${title}\n${lines.join('\n')}`),
        ...link,
        ...own,
        ...hint,
      ]),
    ],
  };
}

/** Where nobody has ever set one. */
export function neverSetMessage(mayManage: boolean): OutgoingMessage {
  const how = mayManage
    ? 'Switch it on with `/daily set`: choose a channel, a time and a time zone.'
    : 'Ask whoever manages the server to switch it on with /daily set.';
  return {
    components: [
      container(ACCENT.neutral, [text(`## The daily question\nThis server has none yet. ${how}`)]),
    ],
  };
}

/** After `/daily off`. */
export function offMessage(wasOn: boolean): OutgoingMessage {
  const said = wasOn
    ? 'The daily question is off. The right answer to the open one, if there is one, is shown in its message in a moment. Streaks are kept; `/daily set` switches it on again as it was.'
    : 'The daily question is off already. Switch it on with `/daily set`.';
  return { components: [container(ACCENT.neutral, [text(said)])] };
}

function whenLine({ minute, zone, channelId, deck }: DailySettings, deckTitle: string | null): string {
  const from =
    deck === null
      ? 'from **every deck** of this server'
      : deckTitle === null
        ? 'from **every deck**, because the deck that was chosen is gone'
        : `from **${sentence(deckTitle, 100).text}**`;
  return `Every day at **${clockTime(minute)}** (${zone}) in <#${channelId}>, ${from}.`;
}

function nextLine({ dueAt }: DailySettings): string {
  if (dueAt === null) return 'Next one: **none**. I have stopped trying until it is set anew.';
  return `Next one: ${moment(dueAt, 'f')} (${moment(dueAt, 'R')}).`;
}

function lastLines({ settings: { trouble, failed, dueAt }, last }: DailyStatus): readonly string[] {
  if (trouble !== null) {
    const days = failed === 1 ? 'The last question' : `The last ${failed} questions`;
    const then =
      dueAt === null
        ? 'Mend that and run /daily set again.'
        : 'I try again with the next one; /daily set chooses another channel.';
    return [`⚠️ **Paused:** ${days} could not be posted: ${WHY[trouble]}. ${then}`];
  }
  if (last?.state !== 'skipped' || last.why === null || last.why === 'off') return [];
  return [`The last one was skipped: ${WHY[last.why]}.`];
}

function linkTo(guildId: string, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}
