import type { APIButtonComponent } from 'discord.js';
import { deadline, type LabEntry, type LabSession, quickLines, stepOf } from '../../play/labs.ts';
import { examOfLab } from '../../study/exams/exam-lab.ts';
import { type GoalResult, saidOnce } from '../../study/labs/index.ts';
import {
  ACCENT,
  type ActionRow,
  button,
  clip,
  container,
  linkButton,
  row,
  separator,
  text,
} from '../platform/components.ts';
import { examEntries } from '../platform/entries.ts';
import { moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { bytesOf, LIMITS } from '../platform/payload-limits.ts';
import { labIds } from './ids.ts';
import { screenOf } from './screen.ts';
import { terminalBlock } from './view-terminal.ts';

/** What a lab's message shows beside where the lab stands. */
export interface LabView {
  readonly session: LabSession;
  /** The last ones, oldest first. */
  readonly entries: readonly LabEntry[];
  /** What the person is to know first: that a message was old, a step done. */
  readonly note?: string;
  /** What the check said of the step. */
  readonly check?: { readonly results: readonly GoalResult[]; readonly remark: string | null };
  /** The hint was asked for a moment ago. */
  readonly hinted?: boolean;
  /** The second row of what one may do. */
  readonly more?: boolean;
  /** Other labs that are open. */
  readonly others?: number;
  /** Opens it in the browser; null where that is not served. */
  readonly address?: string | null;
  /** When the exam that it belongs to ends, ms. */
  readonly ends?: number | null;
}

/** Least room for the terminal: some lines, whatever else is to be said. */
const TERMINAL = { characters: 420, bytes: 1300 };
/** Characters of a button that are still read. */
const LABEL = 40;

/** The task, the terminal's last lines with the prompt, and what to press next. */
export function labMessage(view: LabView): OutgoingMessage {
  const { session, entries } = view;
  // What was asked for with the last press stands where that press was: below the terminal, whatever is above it.
  const answer = fitted([...(view.hinted === true ? hintText(view) : []), ...checkText(view)]);
  const above = fitted([...header(view), ...(view.hinted === true ? [] : hintText(view))], answer);
  const used = takenBy([...above, ...answer]);
  const block = terminalBlock(screenOf(entries, session, { brief: true }), {
    characters: LIMITS.cardCharacters - used.characters - FOOT,
    bytes: LIMITS.cardBytes - used.bytes - FOOT,
  });
  return {
    components: [
      container(accentOf(view), [
        ...above.map(text),
        separator(),
        text(`${block.text}${footOf(view, block.shortened || block.left > 0)}`),
        ...answer.map(text),
        ...rows(view),
      ]),
    ],
  };
}

/** Room kept for the line under the terminal. */
const FOOT = 220;

function footOf({ session, check, more, others = 0 }: LabView, cut: boolean): string {
  const toCheck = stepOf(session) !== undefined && session.finishedAt === null && check === undefined;
  const said = [
    ...(toCheck && session.edit === null ? ['When the step is done, press **Check**.'] : []),
    ...(session.edit === null ? [] : ['The first button opens the editor. Submitting saves the file.']),
    ...(cut && session.edit === null
      ? [`There is more above: ${more === true ? '' : '**More…**, then '}**Full output**.`]
      : []),
    ...(others > 0 ? [`${others} more ${others === 1 ? 'lab is' : 'labs are'} open: /lab.`] : []),
  ];
  return said.length === 0 ? '' : `\n-# ${said.join(' ')}`;
}

/** What texts take of a message. */
function takenBy(texts: readonly string[]): { readonly characters: number; readonly bytes: number } {
  return { characters: texts.reduce((sum, each) => sum + each.length, 0), bytes: bytesOf(texts) };
}

/** The texts around the terminal, cut where they, with those that have their room, would leave it none. */
function fitted(texts: readonly string[], placed: readonly string[] = []): readonly string[] {
  const taken = takenBy(placed);
  let characters = LIMITS.cardCharacters - FOOT - TERMINAL.characters - taken.characters;
  let bytes = LIMITS.cardBytes - FOOT - TERMINAL.bytes - taken.bytes;
  return texts.flatMap((each) => {
    let one = each;
    while (one !== '' && (one.length > characters || bytesOf([one]) > bytes)) {
      const ratio = Math.min(characters / one.length, bytes / bytesOf([one]));
      // Shorter every time, with the fence that may be added: otherwise this would not end.
      const most = Math.floor(one.length * Math.min(0.98, ratio)) - FENCE;
      one = ratio < 0.05 || most < 1 ? '' : closed(clip(one, most).text);
    }
    characters -= one.length;
    bytes -= bytesOf([one]);
    return one === '' ? [] : [one];
  });
}

const FENCE = 4;

/** A code block that was cut open is closed again. */
function closed(words: string): string {
  return (words.match(/^```/gm)?.length ?? 0) % 2 === 0 ? words : `${words}\n\`\`\``;
}

function accentOf({ session, check }: LabView): number {
  if (session.finishedAt !== null) return ACCENT.right;
  if (check === undefined) return ACCENT.neutral;
  return check.results.every(({ met }) => met) ? ACCENT.right : ACCENT.hint;
}

function header({ session, note, ends }: LabView): readonly string[] {
  const { lab } = session;
  const step = stepOf(session);
  const parts = [
    `**${lab.title}**`,
    ...(lab.steps.length > 1 && step !== undefined
      ? [`step ${session.step + 1} of ${lab.steps.length}`]
      : []),
    ...(lab.kind === 'task' && session.finishedAt === null
      ? [`${lab.minutes} min, until ${moment(deadline(session), 'R')}`]
      : []),
    ...(ends == null ? [] : [`the exam ends ${moment(ends, 'R')}`]),
  ];
  const head = `-# ${parts.join(' · ')}`;
  const story = session.turn === 0 && session.step === 0 && lab.story !== '' ? [lab.story] : [];
  const task =
    step === undefined
      ? [session.finishedAt === null ? FREE : DONE]
      : [...story, `### ${step.title}`, step.words];
  return [...(note === undefined ? [] : [note]), [head, ...task].join('\n')];
}

const FREE = 'A cluster of your own, with no goals and nothing you can break. Type whatever you like.';
const DONE = '**This lab is done.** The terminal stays open: try what you like.';

/** The last hint that was taken of the step. */
function hintText({ session }: LabView): readonly string[] {
  const step = stepOf(session);
  const taken = session.hints[session.step] ?? 0;
  const hint = step?.hints[taken - 1];
  if (step === undefined || hint === undefined) return [];
  const name = taken === step.hints.length ? 'The answer' : `Hint ${taken} of ${step.hints.length}`;
  return [`**${name}**\n${hint}`];
}

function checkText({ check }: LabView): readonly string[] {
  if (check === undefined || check.results.length === 0) return [];
  return [checkLines(check.results, check.remark)];
}

/** What is met and what was found instead, with the remark first. */
export function checkLines(results: readonly GoalResult[], remark: string | null): string {
  const met = results.filter((each) => each.met).length;
  const head = met === results.length ? '**Check: all met.**' : `**Check: ${met} of ${results.length} met.**`;
  return [
    head,
    ...(remark === null ? [] : [`> ${remark.replaceAll('\n', '\n> ')}`]),
    ...saidOnce(results).map(({ met: isMet, wanted, found }) =>
      isMet ? `✓ ${wanted}` : `✗ ${wanted}${found === null ? '' : `\n-# ${found}`}`,
    ),
  ].join('\n');
}

function rows(view: LabView): readonly ActionRow[] {
  const { session } = view;
  const browser = view.address ? [linkButton(view.address, 'Open in the browser')] : [];
  const first = [...likelyNext(session), ...browser];
  return [
    ...(first.length === 0 ? [] : [row(first)]),
    row(mainButtons(view)),
    ...(view.more === true ? [row(moreButtons(session))] : []),
  ];
}

/** What the step is likely to need next, or the way out of where one is. */
function likelyNext(session: LabSession): readonly APIButtonComponent[] {
  const { id, turn, edit } = session;
  if (edit !== null) {
    const name = edit.path.split('/').at(-1) ?? edit.path;
    return [
      button(labIds.edit.id(id, turn), clip(`Edit ${name}`, LABEL).text, 'primary'),
      button(labIds.close.id(id, turn), 'Close without saving'),
    ];
  }
  const quick = quickLines(session, session.step)
    .slice(0, 4)
    .map((line, index) => button(labIds.quick.id(id, turn, session.step, index), clip(line, 80).text));
  // Those of the learner's own machine mean nothing inside of a container.
  return session.inside ? [button(labIds.exit.id(id, turn), 'exit')] : quick;
}

function mainButtons({ session, more }: LabView): readonly APIButtonComponent[] {
  const { id, turn, step, edit } = session;
  const current = stepOf(session);
  const taken = session.hints[step] ?? 0;
  return [
    button(labIds.type.id(id, turn), 'Type', edit === null ? 'primary' : 'secondary'),
    ...inExam(session),
    ...(current === undefined || examOfLab(session.lab.id) !== undefined
      ? []
      : [
          button(labIds.check.id(id, step), 'Check', 'success'),
          taken + 1 < current.hints.length
            ? button(labIds.hint.id(id, step, taken + 1), 'Hint')
            : button(labIds.askAnswer.id(id, step), 'Answer…', 'secondary', taken >= current.hints.length),
        ]),
    button(labIds.files.id(id), 'Files'),
    more === true ? button(labIds.show.id(id), 'Less') : button(labIds.more.id(id), 'More…'),
  ];
}

/** The way back to the exam that a lab belongs to, in which nothing is checked before its end. */
function inExam({ lab }: LabSession): readonly APIButtonComponent[] {
  const exam = examOfLab(lab.id);
  if (exam === undefined) return [];
  return [button(examEntries.back.id(exam.examId, exam.lab), 'Back to the exam', 'success')];
}

function moreButtons({ id, turn, lab }: LabSession): readonly APIButtonComponent[] {
  return [
    button(labIds.output.id(id), 'Full output'),
    button(labIds.undo.id(id, turn), 'Undo', 'secondary', turn === 0),
    ...(examOfLab(lab.id) === undefined
      ? [button(labIds.share.id(id), 'Share here'), button(labIds.list.id(), 'All labs')]
      : []),
    button(labIds.askReset.id(id), 'Reset…', 'danger'),
  ];
}

/** Asks before something that cannot be taken back. */
export function askMessage(
  session: LabSession,
  words: string,
  yes: readonly APIButtonComponent[],
  no: string,
): OutgoingMessage {
  return {
    components: [
      container(ACCENT.hint, [
        text(`-# **${session.lab.title}**\n${words}`),
        row([...yes, button(labIds.show.id(session.id), no)]),
      ]),
    ],
  };
}
