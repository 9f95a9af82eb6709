import { standings } from '../../play/match-standings.ts';
import type { MatchAnswer, MatchPlayer, MatchView } from '../../store/store.ts';
import type { Question, QuestionOption } from '../../study/question.ts';
import { ACCENT, button, clip, container, row, text } from '../platform/components.ts';
import { fitting } from '../platform/fitting.ts';
import { counted, moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { type AnswerIds, answerRow } from '../platform/private-answer.ts';
import { manifestBlock, optionLines, stars } from '../platform/question-parts.ts';
import { goalLines } from '../platform/typed-question.ts';
import { diffText, roomFor } from '../platform/view-diff.ts';
import { matchIds } from './ids.ts';
import { standingLines } from './view-standings.ts';
import { named } from './words.ts';

/** People named behind an option at most. */
const MOST_NAMED = 8;
/** Lines of the standings between two rounds. */
const SHORT_BOARD = 5;

/**
 * A round: the question while it is asked, and how much time is left; once it is over, the right answer, why, how the
 * answers were spread, and the standings.
 */
export function roundMessage(view: MatchView): OutgoingMessage {
  const { match, round } = view;
  if (round === null) throw new TypeError(`match ${match.id} has no round to show`);
  return round.closedAt === null ? askedMessage(view, round.question) : closedMessage(view, round.question);
}

function head({ match }: MatchView, question: Question, round: number): string {
  return `-# **Round ${round + 1} of ${match.rounds}** · ${question.topic} · ${stars(question)}\n${question.prompt}`;
}

function askedMessage(view: MatchView, question: Question): OutgoingMessage {
  const { match, answers, players } = view;
  const round = view.round?.round ?? 0;
  const paused = match.state === 'paused';
  const texts = [
    head(view, question, round),
    ...manifestBlock(question),
    ...optionLines(question),
    ...goalLines(question),
    paused ? pausedLine(view) : timeLine(view, answers.length, players.length),
  ];
  return {
    components: [
      container(paused ? ACCENT.hint : ACCENT.neutral, [
        ...texts.map(text),
        ...(paused ? [] : [answerRow(idsOf(match.id, round), question)]),
        row([
          ...(paused ? [button(matchIds.resume.id(match.id), 'Go on', 'primary')] : []),
          button(matchIds.controls.id(match.id), 'Controls…'),
        ]),
      ]),
    ],
  };
}

function timeLine({ match, round }: MatchView, answered: number, players: number): string {
  const closes = round?.closesAt ?? null;
  const until = match.state === 'asking' ? match.dueAt : closes;
  const time = until === null ? '' : `Closes ${moment(until, 'R')} · `;
  const of = match.options.open ? '' : ` of ${players}`;
  return `**${time}${answered}${of} answered**`;
}

function pausedLine({ match }: MatchView): string {
  const left = Math.ceil((match.paused?.leftMs ?? 0) / 1000);
  return `**Paused.** ${match.paused?.in === 'asking' ? `${counted(left, 'second')} are left of this round. ` : ''}It ends by itself an hour from the pause.`;
}

function idsOf(id: number, round: number): AnswerIds {
  return {
    answer: (key) => matchIds.answer.id(id, round, key),
    pick: matchIds.pick.id(id, round),
    type: matchIds.type.id(id, round),
  };
}

function closedMessage(view: MatchView, question: Question): OutgoingMessage {
  const { match, answers } = view;
  const round = view.round?.round ?? 0;
  const skipped = view.round?.skipped === true;
  const right = answers.filter(({ correct }) => correct).length;
  const verdict = skipped
    ? 'This round was skipped; it counts for nobody.'
    : `${answers.length === 0 ? 'Nobody answered.' : `${right} of ${counted(answers.length, 'answer')} right.`}`;
  const board = standingLines(standings(view), SHORT_BOARD);
  const parts = {
    head: head(view, question, round),
    manifest: manifestBlock(question),
    spread: question.mend === undefined ? spreadLines(view, question) : mendText(question),
    why: question.explanation,
    end: `**${verdict}**${skipped || board === '' ? '' : `\n\n**Standings**\n${board}`}`,
  };
  const shown = (body: readonly string[]): OutgoingMessage => ({
    components: [container(ACCENT.right, body.filter((each) => each !== '').map(text))],
  });
  const chosen = fitting([
    shown([parts.head, ...parts.manifest, parts.spread, parts.why, parts.end]),
    shown([parts.head, parts.spread, parts.why, parts.end]),
    shown([clip(parts.head, 300).text, clip(parts.spread, 1500).text, clip(parts.end, 1500).text]),
  ]);
  const paused =
    match.state === 'paused'
      ? [
          text(pausedLine(view)),
          row([
            button(matchIds.resume.id(match.id), 'Go on', 'primary'),
            button(matchIds.controls.id(match.id), 'Controls…'),
          ]),
        ]
      : [];
  return paused.length === 0
    ? chosen
    : { components: [...(chosen.components ?? []), container(ACCENT.hint, paused)] };
}

/** The author's mend, as the lines that change. */
function mendText({ manifest = '', mend }: Question): string {
  return mend === undefined
    ? ''
    : `**The smallest mend**\n${diffText(manifest, mend.solution, roomFor(900))}`;
}

/** Each option once: whether it is right, how many chose it, and who of those that let others see it. */
function spreadLines(view: MatchView, question: Question): string {
  const options = question.options ?? [];
  if (question.kind === 'number') return numberSpread(view, question);
  return options.map((option) => spreadLine(view, question, option)).join('\n');
}

function spreadLine({ answers, players }: MatchView, question: Question, option: QuestionOption): string {
  const chose = answers.filter(({ answer }) => answer.kind === 'options' && answer.keys.includes(option.key));
  const name =
    question.kind === 'locate'
      ? `Line ${option.key}: \`${option.text.trim()}\``
      : `**${option.key}**  ${option.text}`;
  const why = option.correct || chose.length === 0 ? '' : option.why === '' ? '' : `\n-# ${option.why}`;
  return `${option.correct ? '✓' : '✗'} ${name} · **${chose.length}**${who(chose, players)}${why}`;
}

function numberSpread({ answers, players }: MatchView, question: Question): string {
  const values = new Map<number, MatchAnswer[]>();
  for (const given of answers) {
    if (given.answer.kind !== 'number') continue;
    const same = values.get(given.answer.value) ?? [];
    values.set(given.answer.value, [...same, given]);
  }
  const lines = [...values]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, 6)
    .map(
      ([value, chose]) =>
        `${value === question.number ? '✓' : '✗'} **${value}** · **${chose.length}**${who(chose, players)}`,
    );
  return [`**The right answer is ${question.number ?? '?'}.**`, ...lines].join('\n');
}

function who(chose: readonly MatchAnswer[], players: readonly MatchPlayer[]): string {
  const open = players.filter(({ seat, shares }) => shares && chose.some((one) => one.seat === seat));
  if (open.length === 0) return '';
  const more = open.length > MOST_NAMED ? ` and ${open.length - MOST_NAMED} more` : '';
  return ` · ${open.slice(0, MOST_NAMED).map(named).join(', ')}${more}`;
}
