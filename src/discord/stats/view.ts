import { count, counted, type Picture, trueRetention } from '../../pictures/index.ts';
import { weakestFirst } from '../../play/practise.ts';
import type { Progress, Stats } from '../../store/store.ts';
import {
  ACCENT,
  type ActionRow,
  button,
  container,
  picture,
  row,
  separator,
  text,
} from '../platform/components.ts';
import { quizEntries } from '../platform/entries.ts';
import { practiceButtons, reviewButton } from '../platform/lead-on.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { percent } from '../platform/percent.ts';

/** Topics listed; the weakest come first, because that is what to learn next. */
const TOPICS = 12;
const FILE = 'progress.png';

/** null: there is nothing to draw yet. */
export type StatsPicture = Picture | 'failed' | null;

/** Whether there is anything to show: an answer, or a card set aside. */
export function hasBegun(stats: Stats, { cards }: Progress): boolean {
  return stats.answered > 0 || Object.values(cards).some((count) => count > 0);
}

/** One person's own figures, with their picture. */
export function statsMessage(stats: Stats, progress: Progress, drawn: StatsPicture): OutgoingMessage {
  const shown = drawn === null || drawn === 'failed' ? undefined : drawn;
  const failed = '-# The picture could not be drawn this time. Run /stats again in a minute to see it.';
  return {
    components: [
      container(ACCENT.neutral, [
        text(`## Your stats\n${summary(stats, progress)}${drawn === 'failed' ? `\n${failed}` : ''}`),
        ...(shown === undefined ? [] : [picture(FILE, shown.alt)]),
        ...(stats.topics.length === 0 ? [] : [separator(), text(topics(stats))]),
        leadOn(stats, progress),
      ]),
    ],
    ...(shown === undefined ? {} : { files: [{ name: FILE, data: shown.png, description: shown.alt }] }),
  };
}

function summary(stats: Stats, progress: Progress): string {
  if (stats.answered === 0) return 'You have not answered a question yet. Start with /quiz.';
  const figures = [
    `**${count(stats.points)}** ${stats.points === 1 ? 'point' : 'points'}`,
    `**${count(stats.correct)}** of ${count(stats.answered)} right (${percent(stats.correct, stats.answered)})`,
    `**${count(stats.streak)}** ${stats.streak === 1 ? 'day' : 'days'} in a row`,
  ];
  return `${figures.join(' · ')}\n${due(progress)} · ${retention(progress)}`;
}

/** What to do about it: what is due where something is, else the weakest topic. */
function leadOn({ answered }: Stats, { dueToday }: Progress): ActionRow {
  if (answered === 0)
    return row([button(quizEntries.first.id(), 'First question', 'primary'), reviewButton()]);
  const [weakest, review] = practiceButtons();
  return dueToday > 0 ? row([reviewButton('primary'), weakest]) : row([weakest, review]);
}

/** What `/review` still asks today; the rest of what the picture shows for today waits. */
function due({ dueToday, forecast }: Progress): string {
  const waiting = (forecast[0] ?? 0) - dueToday;
  const more =
    waiting > 0
      ? ` (${count(waiting)} more wait for another day: your limit is reached, or a related card came today)`
      : '';
  return `**${count(dueToday)}** due today${more}`;
}

function retention({ recent }: Progress): string {
  const recalled = trueRetention(recent);
  if (recalled === undefined) return 'no true retention yet: no learned card came back in the last 30 days';
  const all = counted(recent.recalled + recent.forgotten, 'review');
  return `true retention **${recalled} %** (${count(recent.recalled)} of ${all} of learned cards recalled in the last 30 days)`;
}

function topics(stats: Stats): string {
  const all = weakestFirst(stats.topics);
  const lines = all
    .slice(0, TOPICS)
    .map(
      ({ topic, answered, correct }) =>
        `${topic}: ${count(correct)} of ${count(answered)} (${percent(correct, answered)})`,
    );
  const more = all.length > TOPICS ? [`-# and ${all.length - TOPICS} more topics`] : [];
  return `**By topic, the weakest first**\n${[...lines, ...more].join('\n')}`;
}
