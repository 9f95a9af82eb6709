import type { LabList, ListedLab } from '../../play/labs-list.ts';
import type { Lab } from '../../study/labs/index.ts';
import { ACCENT, button, clip, container, row, stringSelect, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { LIMITS } from '../platform/payload-limits.ts';
import { labIds } from './ids.ts';

/** Of a select. */
const OPTIONS = 25;
/** More than so many labs are found by their names alone. */
const SELECTS = 3;
/** Characters for the lines of labs: the rest is for what comes next, and what was cut. */
const ROOM = LIMITS.cardCharacters - 600;

/**
 * Every lab with its topic, what it takes and whether it is done: those one can do now, those that build on others, those
 * that are done. Below them what to do next, where a phone shows a new message from its end.
 */
export function listMessage({ labs, next }: LabList): OutgoingMessage {
  const done = labs.filter((each) => each.done !== null).length;
  const head = `## Labs\nYou type, a simulated cluster answers, and **Check** looks at what is there. ${done} of ${labs.length} done.`;
  const { lines, left } = inGroups(labs);
  return {
    components: [
      container(ACCENT.neutral, [
        text(head),
        text(
          [
            ...lines,
            ...(left === 0 ? [] : [`-# and ${left} more: choose below, or type \`/lab name:\``]),
          ].join('\n') || 'There is no lab yet.',
        ),
        text(nextLine(next)),
        ...(next === null ? [] : [row([startButton(next)])]),
        ...selects(labs),
      ]),
    ],
  };
}

function nextLine(next: LabList['next']): string {
  if (next === null)
    return '**All done.** Those you have done come back in /review when you are about to forget them.';
  const { lab, why } = next;
  return why === 'open'
    ? `**Go on with:** ${lab.title}, which you have open.`
    : `**Next for you:** ${lab.title} (${facts(lab)}).`;
}

function startButton({ lab, why }: NonNullable<LabList['next']>) {
  const word = why === 'open' ? 'Go on' : 'Start';
  return button(labIds.open.id(lab.id), clip(`${word}: ${lab.title}`, 60).text, 'primary');
}

const GROUPS = [
  { heading: '**For you now**', holds: (each) => each.done === null && !isLater(each) },
  { heading: '**Later:** these build on labs you have not done yet', holds: isLater },
  { heading: '**Done**', holds: ({ done }) => done !== null },
] as const satisfies readonly { readonly heading: string; readonly holds: (each: ListedLab) => boolean }[];

/** As many lines as there is room for, under their headings; how many labs are `left` out. */
function inGroups(labs: readonly ListedLab[]): { readonly lines: readonly string[]; readonly left: number } {
  const lines: string[] = [];
  let room = ROOM;
  let left = 0;
  for (const { heading, holds } of GROUPS) {
    const group = labs.filter(holds).map(lineOf);
    const fitting = group.filter((line) => {
      room -= line.length + 1;
      return room >= heading.length;
    });
    left += group.length - fitting.length;
    if (fitting.length > 0) lines.push(heading, ...fitting);
    room -= heading.length;
  }
  return { lines, left };
}

/** It builds on others that are not done. */
function isLater({ done, open, missing }: ListedLab): boolean {
  return missing.length > 0 && done === null && open === null;
}

function lineOf(listed: ListedLab): string {
  const { lab, done, open } = listed;
  const mark = done !== null ? '✓' : open !== null ? '▸' : '○';
  const state = open !== null ? ' · open' : '';
  return `-# ${mark} **${lab.title}** · ${lab.topic} · ${facts(lab)}${state}`;
}

const KINDS = { guided: '', fix: ' · fix it', task: ' · exam task' } as const;

function facts({ minutes, difficulty, kind }: Lab): string {
  return `${minutes} min · ${'★'.repeat(difficulty)}${KINDS[kind]}`;
}

function selects(labs: readonly ListedLab[]) {
  const chunks = Array.from({ length: Math.min(SELECTS, Math.ceil(labs.length / OPTIONS)) }, (_, index) =>
    labs.slice(index * OPTIONS, (index + 1) * OPTIONS),
  );
  return chunks.map((chunk, index) =>
    row([
      stringSelect(
        labIds.choose.id(index),
        chunk.map(({ lab, done, open }) => ({
          label: clip(lab.title, 100).text,
          description: clip(
            `${lab.topic} · ${lab.minutes} min${done !== null ? ' · done' : open !== null ? ' · open' : ''}`,
            100,
          ).text,
          value: lab.id,
        })),
        {
          placeholder:
            chunks.length === 1 ? 'Choose a lab' : `Choose a lab (${index + 1} of ${chunks.length})`,
        },
      ),
    ]),
  );
}

/** A lab that was ended, or `changed` by its author since it was opened, and the way back into it. */
export function endedMessage(lab: Lab, changed: boolean): OutgoingMessage {
  const why = changed
    ? 'was changed since you opened it, so that what you did there can no longer be judged. It begins again.'
    : 'is closed: you left it, or began it again. What was typed there is over.';
  return {
    components: [
      container(ACCENT.neutral, [
        text(`**${lab.title}** ${why}`),
        row([button(labIds.open.id(lab.id), 'Open it', 'primary'), button(labIds.list.id(), 'All labs')]),
      ]),
    ],
  };
}
