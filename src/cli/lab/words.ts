/** What `podium lab` says beside what the terminal prints. */
import { type GoalResult, type Lab, saidOnce } from '../../study/labs/index.ts';
import type { RunningLab } from './running.ts';

/** Puts colours on a text, or leaves it as it is. */
export type Paint = (text: string, code: number) => string;

export const PAINTS: Readonly<Record<'colour' | 'plain', Paint>> = {
  colour: (text, code) => `\u001b[${code}m${text}\u001b[0m`,
  plain: (text) => text,
};

const [BOLD, DIM, GREEN, RED, YELLOW, CYAN] = [1, 2, 32, 31, 33, 36];

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
  return paint(`Type as on a cluster; Tab completes. The lab itself listens to ${names} (:help).`, DIM);
}

export function help(): string {
  const wide = Math.max(...OWN_COMMANDS.map(([name]) => name.length));
  return OWN_COMMANDS.map(([name, what]) => `  ${name.padEnd(wide)}  ${what}`).join('\n');
}

/** Title and story. */
export function opening({ lab }: RunningLab, paint: Paint): string {
  const facts = [lab.topic, `${lab.difficulty}/5`, `${lab.minutes} minutes`].join(', ');
  return `${paint(lab.title, BOLD)} (${facts})\n${markdown(lab.story, paint)}`;
}

/** The step that is to be done now, or that all are. */
export function task(running: RunningLab, paint: Paint): string {
  const { step, lab, at } = running;
  if (step === undefined)
    return paint('This lab is done. Type what you like; :reset begins it again.', GREEN);
  const title = `Step ${at + 1} of ${lab.steps.length}: ${step.title}`;
  return `${paint(title, BOLD)}\n${markdown(step.words, paint)}`;
}

/** A line for each goal. */
export function goals(results: readonly GoalResult[], paint: Paint): string {
  return saidOnce(results)
    .map(({ met, wanted, found }) => {
      const mark = met ? paint('✓', GREEN) : paint('✗', RED);
      const instead = found === null ? '' : `\n    ${markdown(found, paint)}`;
      return `${mark} ${markdown(wanted, paint)}${instead}`;
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

/** Labs as lines: done or begun, and what each takes. */
export function labLines(labs: readonly Lab[], standing: (lab: Lab) => 'done' | 'begun' | ''): string {
  const wide = Math.max(0, ...labs.map(({ id }) => id.length));
  return labs
    .map((lab) => {
      const state = standing(lab).padEnd(5);
      return `  ${lab.id.padEnd(wide)}  ${state}  ${lab.difficulty}/5 ${String(lab.minutes).padStart(3)} min  ${lab.title}`;
    })
    .join('\n');
}

/** Markdown of a lab as a terminal shows it: code in a colour or between its backticks, blocks of code moved in. */
export function markdown(text: string, paint: Paint): string {
  let block = false;
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      if (line.trimStart().startsWith('```')) {
        block = !block;
        return [];
      }
      return [block ? `    ${line}` : inline(line, paint)];
    })
    .join('\n');
}

function inline(line: string, paint: Paint): string {
  const bold = (text: string): string =>
    text.replace(/\*\*([^*]*)\*\*/g, (_, words: string) => paint(words, BOLD));
  return line
    .split('`')
    .map((part, index, all) => {
      if (index % 2 === 0) return bold(part);
      if (index === all.length - 1) return `\`${part}`;
      const painted = paint(part, CYAN);
      return painted === part ? `\`${part}\`` : painted;
    })
    .join('');
}
