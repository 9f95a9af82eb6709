/** What `podium lab` says beside what the terminal prints. */
import { type GoalResult, type Lab, saidOnce } from '../../study/labs/index.ts';
import { markdown, type Paint, wrapped } from '../markdown.ts';
import type { RunningLab } from './running.ts';

const [BOLD, DIM, GREEN, RED, YELLOW] = [1, 2, 32, 31, 33];

/** The commands of the lab itself. No shell has commands that begin with a colon and a letter. */
export const OWN_COMMANDS: readonly (readonly [name: string, what: string])[] = [
  [':check', 'judges what you did'],
  [':hint', 'gives the next hint; the last one is the answer'],
  [':task', 'shows the task again'],
  [':files', 'lists your files'],
  [':undo', 'takes back the last thing you did'],
  [':reset', 'begins the lab again; :undo takes that back'],
  [':quit', 'leaves; the lab is kept, and the same command goes on with it'],
];

/** The first line: how one talks to the lab rather than to the cluster. */
export function introduction(paint: Paint): string {
  const names = OWN_COMMANDS.map(([name]) => name).join(' ');
  const line = `Type as on a cluster; Tab completes. The lab itself listens to ${names} (:help).`;
  return paint(wrapped(line, paint.width()), DIM);
}

export function help(): string {
  const wide = Math.max(...OWN_COMMANDS.map(([name]) => name.length));
  return OWN_COMMANDS.map(([name, what]) => `  ${name.padEnd(wide)}  ${what}`).join('\n');
}

/** Title and story. */
export function opening({ lab }: RunningLab, paint: Paint): string {
  const facts = [lab.topic, `difficulty ${lab.difficulty} of 5`, `${lab.minutes} minutes`].join(', ');
  return `${paint(lab.title, BOLD)} (${facts})\n${markdown(lab.story, paint)}`;
}

const DONE = 'This lab is done. Type what you like; :reset begins it again.';

/** The step that is to be done now, or that all are, and then what comes next. */
export function task(running: RunningLab, paint: Paint): string {
  const { step, lab, at } = running;
  if (step === undefined) {
    const { next } = running;
    return `${clock(running)}${paint(DONE, GREEN)}${next === undefined ? '' : `\nNext: podium lab ${next.id} (${next.title})`}`;
  }
  const title = `${lab.steps.length === 1 ? '' : `Step ${at + 1} of ${lab.steps.length}: `}${step.title}`;
  return `${clock(running)}${paint(title, BOLD)}\n${markdown(step.words, paint)}`;
}

/** How much of an exam task's time is gone, or in what time it was done; nothing for what is not against the clock. */
function clock({ lab, step, took }: RunningLab): string {
  if (lab.kind !== 'task' || took === undefined) return '';
  const [gone, all] = [Math.floor(took / 60_000), lab.minutes];
  if (step !== undefined)
    return gone < all
      ? `The clock runs: ${all - gone} of ${all} minutes left.\n`
      : `The ${all} minutes are over; go on all the same.\n`;
  if (took <= all * 60_000)
    return `In time: done within ${Math.max(1, Math.ceil(took / 60_000))} of ${all} minutes.\n`;
  return `Done, but over the time of ${all} minutes. In an exam you would have gone on to the next task.\n`;
}

/** A line for each goal. */
export function goals(results: readonly GoalResult[], paint: Paint): string {
  return saidOnce(results)
    .map(({ met, wanted, found }) => {
      const mark = met ? paint('✓', GREEN) : paint('✗', RED);
      const instead = found === null ? '' : `\n${markdown(found, paint, '    ')}`;
      return `${mark} ${markdown(wanted, paint, '  ').trimStart()}${instead}`;
    })
    .join('\n');
}

/** How a line of the cluster that begins with `podium:` is shown: it is not the cluster's own. */
export function toldApart(text: string, paint: Paint): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('podium:') ? paint(line, YELLOW) : line))
    .join('\n');
}

/** Labs as lines: done or begun, what each takes, and which one is next. */
export function labLines(
  labs: readonly Lab[],
  standing: (lab: Lab) => 'done' | 'begun' | '',
  next: Lab | undefined,
): string {
  const wide = Math.max(0, ...labs.map(({ id }) => id.length));
  const lines = labs.map((lab) => {
    const state = standing(lab).padEnd(5);
    return `  ${lab.id.padEnd(wide)}  ${state}  ${lab.difficulty}/5 ${String(lab.minutes).padStart(3)} min  ${lab.title}`;
  });
  const head = `  ${''.padEnd(wide)}         difficulty, time`;
  const foot =
    next === undefined
      ? 'You have done all of them. podium lab NAME opens one.'
      : `Next for you: podium lab ${next.id}`;
  return `${head}\n${lines.join('\n')}\n\n${foot}`;
}
