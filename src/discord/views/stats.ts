import type { Stats } from '../../store/store.ts';
import { ACCENT, container, separator, text } from '../components.ts';
import type { OutgoingMessage } from '../message.ts';

/** Topics listed; the weakest come first, because that is what to learn next. */
const TOPICS = 12;

/** One person's own figures. */
export function statsCard(stats: Stats): OutgoingMessage {
  if (stats.answered === 0) {
    return {
      components: [
        container(ACCENT.neutral, [text('You have not answered a question yet. Start with /quiz.')]),
      ],
    };
  }
  const summary = [
    `**${stats.points}** ${stats.points === 1 ? 'point' : 'points'}`,
    `**${stats.correct}** of ${stats.answered} right (${percent(stats.correct, stats.answered)})`,
    `**${stats.streak}** ${stats.streak === 1 ? 'day' : 'days'} in a row`,
  ];
  const weakestFirst = [...stats.topics].sort(
    (a, b) => a.correct / a.answered - b.correct / b.answered || a.topic.localeCompare(b.topic, 'en'),
  );
  const topics = weakestFirst
    .slice(0, TOPICS)
    .map(
      ({ topic, answered, correct }) => `${topic}: ${correct} of ${answered} (${percent(correct, answered)})`,
    );
  const more = weakestFirst.length > TOPICS ? [`-# and ${weakestFirst.length - TOPICS} more topics`] : [];
  return {
    components: [
      container(ACCENT.neutral, [
        text(`## Your stats\n${summary.join(' · ')}`),
        separator(),
        text(`**By topic, the weakest first**\n${[...topics, ...more].join('\n')}`),
      ]),
    ],
  };
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
}
