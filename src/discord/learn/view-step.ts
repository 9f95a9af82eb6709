import type { APIButtonComponent } from 'discord.js';
import type { Picture } from '../../pictures/index.ts';
import type { LessonPlace } from '../../play/lessons.ts';
import type { Ask } from '../../store/store.ts';
import {
  effectivePods,
  type Lesson,
  type LessonManifest,
  type LessonStep,
  markedLines,
} from '../../study/lessons/index.ts';
import {
  ACCENT,
  type ActionRow,
  button,
  clip,
  codeBlock,
  container,
  picture,
  row,
  text,
} from '../platform/components.ts';
import { labEntries, lessonEntries, questionEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { checkMessage } from '../platform/payload-limits.ts';
import { learnIds } from './ids.ts';
import { podsText } from './view-table.ts';

/** A step as a person stands to it. */
export interface StepView {
  readonly place: LessonPlace;
  /** The question that was put at the step, with its outcome. */
  readonly ask?: Ask;
  /** `failed`: it could not be drawn this time. */
  readonly drawn: Picture | 'failed' | null;
  /** Lessons to have done before that are not done; told on the first step. */
  readonly missing: readonly Lesson[];
}

const FILE = 'lesson.png';

/** One step: its words, the manifest with what changed marked, what it means, a picture, what a terminal prints. */
export function stepMessage(view: StepView): OutgoingMessage {
  const { place, drawn } = view;
  const { step } = place;
  const head = headText(view);
  const asked = askedText(view);
  const terminal = step.terminal.length === 0 ? [] : [terminalText(step)];
  const bodies: readonly (readonly [above: readonly string[], below: readonly string[]])[] = [
    [
      [head, ...manifestTexts(place, step.manifest, true)],
      [...terminal, ...asked],
    ],
    [
      [head, ...manifestTexts(place, step.manifest, false), NO_TABLE],
      [...terminal, ...asked],
    ],
    [[head, NO_ROOM], asked],
  ];
  const cards = bodies.map(([above, below]) => card(view, drawn, above, below));
  return (
    cards.find((each) => checkMessage(each).length === 0) ??
    card(view, null, [clip(head, 2000).text, NO_ROOM], [])
  );
}

const NO_TABLE = '-# What it means did not fit in here: **Explain this** tells it.';
const NO_ROOM = '-# The rest of this step did not fit in here: **Explain this** shows its manifest.';

function card(
  view: StepView,
  drawn: StepView['drawn'],
  above: readonly string[],
  below: readonly string[],
): OutgoingMessage {
  const shown = drawn === null || drawn === 'failed' ? undefined : drawn;
  return {
    components: [
      container(ACCENT.neutral, [
        ...above.map(text),
        ...(shown === undefined ? [] : [picture(FILE, shown.alt)]),
        ...(drawn === 'failed' ? [text(NOT_DRAWN)] : []),
        ...below.map(text),
        ...rows(view),
      ]),
    ],
    files: shown === undefined ? [] : [{ name: FILE, data: shown.png, description: shown.alt }],
  };
}

const NOT_DRAWN =
  '-# The picture of this step could not be drawn this time. **Back** and **Next** show it again.';

function headText({ place, missing }: StepView): string {
  const { lesson, index, step, moved } = place;
  return [
    `-# **${lesson.place}. ${lesson.title}** · step ${index + 1} of ${lesson.steps.length}`,
    ...(moved ? [MOVED] : []),
    ...(index === 0 && missing.length > 0
      ? [`-# To know before: ${missing.map(({ title }) => `**${title}**`).join(', ')}. /learn has them.`]
      : []),
    `### ${step.title}`,
    step.words,
  ].join('\n');
}

const MOVED =
  '**The step you wanted is no longer in this lesson:** it was rewritten since. Here is where you are in it now.';

/** The manifest with its lines numbered and the changed ones marked, then what it means. */
function manifestTexts(
  { lesson, index }: LessonPlace,
  manifest: LessonManifest | undefined,
  withTable: boolean,
): readonly string[] {
  if (manifest === undefined) return [];
  const edits = markedLines(lesson, index);
  const marked = edits.some(({ sign }) => sign !== ' ');
  const width = String(edits.length).length;
  let number = 0;
  const lines = edits.map(({ sign, line }) => {
    if (sign !== '-') number += 1;
    const where = (sign === '-' ? '' : String(number)).padStart(width);
    return `${marked ? sign : ''}${where}  ${line}`.trimEnd();
  });
  const block = codeBlock(marked ? 'diff' : 'yaml', lines.join('\n'));
  const legend = marked ? `${LEGEND}\n` : '';
  return [`${legend}${block}`, ...(withTable ? [podsText(effectivePods(manifest))] : [])];
}

const LEGEND = '-# Since the manifest before: `+` is new, `-` is gone.';

function terminalText({ terminal }: LessonStep): string {
  const lines = terminal.flatMap(({ line, prints }) => [`$ ${line}`, ...(prints === '' ? [] : [prints])]);
  return `**In the terminal**\n${codeBlock('', lines.join('\n'))}`;
}

function askedText({ ask }: StepView): readonly string[] {
  const outcome = ask?.outcome;
  if (!outcome) return [];
  return [
    outcome.correct
      ? '✓ You answered the question of this step right.'
      : '✗ Your answer to the question was wrong.',
  ];
}

function rows({ place, ask }: StepView): readonly ActionRow[] {
  const { row: at, lesson, index, step } = place;
  const before = lesson.steps[index - 1];
  const waits = step.question !== undefined && !ask?.outcome;
  const last = index === lesson.steps.length - 1;
  const first = [
    button(lessonEntries.step.id(at.id, before?.id ?? step.id), 'Back', 'secondary', before === undefined),
    button(
      lessonEntries.on.id(at.id, step.id),
      last ? 'Finish' : 'Next',
      waits || step.lab ? 'secondary' : 'primary',
    ),
    ...(step.question === undefined
      ? []
      : [
          button(
            questionEntries.lesson.id(at.id, step.id),
            waits ? 'Answer' : 'See your answer',
            waits ? 'primary' : 'secondary',
          ),
        ]),
    ...(step.lab === undefined
      ? []
      : [button(labEntries.lesson.id(at.id, step.id), 'Open the lab', waits ? 'secondary' : 'primary')]),
  ];
  const all = button(learnIds.list.id(), 'All lessons');
  const about = ofManifest(place);
  return about.length === 0 ? [row([...first, all])] : [row(first), row([...about, all])];
}

function ofManifest({ row: at, step }: LessonPlace): readonly APIButtonComponent[] {
  if (step.manifest === undefined) return [];
  return [
    button(learnIds.explain.id(at.id, step.id), 'Explain this'),
    ...(step.lab === undefined ? [button(labEntries.lesson.id(at.id, step.id), 'Try it')] : []),
  ];
}
