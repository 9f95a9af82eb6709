import type { DailyView } from '../../store/store.ts';
import type { Question, QuestionOption } from '../../study/question.ts';
import { ACCENT, button, clip, container, row, text } from '../platform/components.ts';
import { quizEntries } from '../platform/entries.ts';
import { fitting } from '../platform/fitting.ts';
import { counted, moment } from '../platform/intervals.ts';
import { reviewButton } from '../platform/lead-on.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { percent } from '../platform/percent.ts';
import { answerRow } from '../platform/private-answer.ts';
import { manifestBlock, optionLines, stars } from '../platform/question-parts.ts';
import { dailyIds } from './ids.ts';

/** Different numbers shown at most. */
const MOST_NUMBERS = 6;

/** The question of a day: while it is asked, how many have answered; once it is over, the right answer, why, and the spread. */
export function dailyMessage(view: DailyView): OutgoingMessage {
  const { id, question, state } = view.question;
  if (question === null) throw new TypeError(`daily question ${id} has no question to show`);
  return state === 'revealed' ? revealedMessage(view, question) : askedMessage(view, question);
}

function head({ question: { deckGone } }: DailyView, question: Question): string {
  const gone = deckGone
    ? '\n-# The deck chosen for the daily question is gone, so this one comes from every deck. Whoever manages the server can choose another: /daily set'
    : '';
  return `-# **Question of the day** · ${question.topic} · ${stars(question)}${gone}\n${question.prompt}`;
}

function askedMessage(view: DailyView, question: Question): OutgoingMessage {
  const { id } = view.question;
  const ids = {
    answer: (key: string) => dailyIds.answer.id(id, key),
    pick: dailyIds.pick.id(id),
    type: dailyIds.type.id(id),
  };
  const when = view.nextAt === null ? '' : `, ${moment(view.nextAt, 'R')}`;
  const people = counted(view.answered, 'answer');
  const so = view.answered === 0 ? '**Nobody has answered yet.**' : `**${people} so far.**`;
  const texts = [
    head(view, question),
    ...manifestBlock(question),
    ...optionLines(question),
    `${so} The right one is told with the next question${when}. What you answer stays private.`,
  ];
  return { components: [container(ACCENT.neutral, [...texts.map(text), answerRow(ids, question)])] };
}

function revealedMessage(view: DailyView, question: Question): OutgoingMessage {
  const parts = {
    head: head(view, question),
    spread: spread(view, question),
    end: [verdict(view), ...streaks(view)].join('\n'),
  };
  const shown = (body: readonly string[]): OutgoingMessage => ({
    components: [
      container(ACCENT.right, [
        ...body.filter((each) => each !== '').map(text),
        row([
          button(quizEntries.daily.id(view.question.id), 'Practise this topic', 'primary'),
          reviewButton(),
        ]),
      ]),
    ],
  });
  return fitting([
    shown([parts.head, ...manifestBlock(question), parts.spread, question.explanation, parts.end]),
    shown([parts.head, parts.spread, question.explanation, parts.end]),
    shown([clip(parts.head, 300).text, clip(parts.spread, 1500).text, parts.end]),
  ]);
}

function verdict({ answered, right }: DailyView): string {
  if (answered === 0) return '**Nobody answered.**';
  return `**${right} of ${counted(answered, 'answer')} right (${percent(right, answered)}).**`;
}

/** How many kept a streak; by name only those who let the server see theirs. */
function streaks({ streaks, shown }: DailyView): readonly string[] {
  if (streaks === 0) return [];
  const named = shown.map(({ userId, streak }) => `<@${userId}> (${streak})`);
  const others = streaks - named.length;
  const more = others === 0 ? [] : [named.length === 0 ? counted(others, 'person') : `${others} more`];
  const who = [...named, ...more].join(', ').replace(/^1 person$/, 'one person');
  return [`🔥 Two questions in a row or more: ${who.replace(/ persons$/, ' people')}`];
}

/** Each option once: whether it is right, and which share of those who answered chose it. */
function spread(view: DailyView, question: Question): string {
  if (question.kind === 'number') return numberSpread(view, question);
  return (question.options ?? []).map((option) => optionLine(view, question, option)).join('\n');
}

function optionLine({ given, answered }: DailyView, question: Question, option: QuestionOption): string {
  const chose = given
    .filter(({ answer }) => answer.kind === 'options' && answer.keys.includes(option.key))
    .reduce((sum, { count }) => sum + count, 0);
  const name =
    question.kind === 'locate'
      ? `Line ${option.key}: \`${option.text.trim()}\``
      : `**${option.key}**  ${option.text}`;
  const why = option.correct || chose === 0 || option.why === '' ? '' : `\n-# ${option.why}`;
  return `${option.correct ? '✓' : '✗'} ${name} · **${share(chose, answered)}**${why}`;
}

function numberSpread({ given, answered }: DailyView, { number }: Question): string {
  const lines = given.slice(0, MOST_NUMBERS).flatMap(({ answer, count }) => {
    if (answer.kind !== 'number') return [];
    return `${answer.value === number ? '✓' : '✗'} **${answer.value}** · **${share(count, answered)}**`;
  });
  return [`**The right answer is ${number ?? '?'}.**`, ...lines].join('\n');
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'nobody' : percent(part, whole);
}
