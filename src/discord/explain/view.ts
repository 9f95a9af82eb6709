import type { APIComponentInContainer, APIMessageTopLevelComponent } from 'discord.js';
import type { Explanation } from '../../manifest/explanation.ts';
import {
  ACCENT,
  buttonRows,
  codeBlock,
  container,
  joined,
  row,
  type Shown,
  said,
  separator,
  text,
} from '../platform/components.ts';
import { differingLines } from '../platform/difference.ts';
import { CARD, code } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { file, PASTE_FILE, pasteFile } from '../platform/paste-file.ts';
import { LIMITS } from '../platform/payload-limits.ts';
import { type Budget, cardBudget, gather } from './budget.ts';
import { type ButtonsInput, containerSelect, explanationButtons } from './buttons.ts';
import { pictureButton } from './picture-button.ts';
import { type Left, readingTexts } from './view-reading.ts';
import { allContainers, ownRepairs, readingSummary, repairBlock, sharedRepairs } from './view-sections.ts';
import { WHOLE_FILE, wholeFile } from './view-whole.ts';

/** Readings told in full on the card; of more, the summary is told and the rest is in the file. */
const MOST_READINGS = 3;
const MOST_SHARED_REPAIRS = 2;
const MOST_SUMMARIES = 4;
const EXCERPT_LINES = 8;
const EXCERPT_CHARACTERS = 300;

/**
 * An Explanation as one card: what each container runs as, why, whether it starts, and what is wrong; every
 * reading of an ambiguous paste. What does not fit is left out at a container's edge and attached whole. The
 * paste goes along as a file, because the buttons need it and Podium keeps none.
 */
export function explanationMessage(input: ButtonsInput): OutgoingMessage {
  const readings = [input.explanation, ...input.explanation.readings];
  const several = readings.length > 1;
  const budget = cardBudget();
  const intro = several ? [readingsIntro(readings)].filter(budget.take) : [];
  const shared = several ? sharedRepairs(readings.map((each) => each.repairs)) : [];
  const told = shared.slice(0, MOST_SHARED_REPAIRS).map((each) => repairBlock(each, CARD));
  const notes = [...told, ...imageUsersNote(input)];
  const fitting = notes.filter(({ text }) => budget.take(text));
  const buttons = [...explanationButtons(input), ...pictureButton(input)];
  const select = containerSelect(input);
  const shown = readings.slice(0, MOST_READINGS);
  const room = LIMITS.components - (intro.length + fitting.length + AROUND + buttons.length + 2);
  const cards = shown
    .map((reading) => ({ ...reading, repairs: ownRepairs(reading.repairs, shared) }))
    .map((reading, index) =>
      readingMessage(reading, several ? index : undefined, readings, {
        budget: budget.share(1 / (shown.length - index)),
        components: Math.floor(room / shown.length),
      }),
    );
  const cut =
    readings.length > MOST_READINGS ||
    told.length < shared.length ||
    fitting.length < notes.length ||
    told.some((each) => each.cut) ||
    cards.some((card) => isCut(card.left));
  const components: readonly APIMessageTopLevelComponent[] = [
    ...intro.map(text),
    ...cards.map((card) => container(card.accent, card.components)),
    ...fitting.map((each) => text(each.text)),
    ...(cut ? [...cutNotes(cards.map((card) => card.left)).map(text), file(WHOLE_FILE)] : []),
    file(PASTE_FILE),
    ...(select === undefined ? [] : [row([select])]),
    ...buttonRows(buttons),
  ];
  return { components, files: [...(cut ? [wholeFile(readings)] : []), pasteFile(input.paste)] };
}

/** The note that it was cut, the two files, and two rows of buttons; two more for the row of the select. */
const AROUND = 5;
/** Of one reading, beside what is told of its pods: the container, two separators, the answer, findings, repairs. */
const OF_A_READING = 6;

interface Card {
  readonly components: readonly APIComponentInContainer[];
  readonly accent: number;
  readonly left: Left;
}

/** What one reading may take of the message. */
interface Room {
  readonly budget: Budget;
  readonly components: number;
}

/** `index`: which of several readings it is; undefined for the only one. */
function readingMessage(
  reading: Explanation,
  index: number | undefined,
  readings: readonly Explanation[],
  { budget, components }: Room,
): Card {
  const heads = index === undefined ? [] : [readingHead(index, readings, budget)];
  const { head, pods, findings, repairs, left } = readingTexts(reading, budget);
  const above = [[...heads, ...head].join('\n'), findings].filter((each) => each !== '');
  const told = gather(pods, components - OF_A_READING);
  const parts = [above, told, repairs.length === 0 ? [] : [repairs.join('\n')]].filter(
    (texts) => texts.length > 0,
  );
  return {
    components: parts.flatMap((texts, i) => [...(i === 0 ? [] : [separator()]), ...texts.map(text)]),
    accent: accentOf(reading),
    left,
  };
}

/** Red when something is refused, amber when something waits or is dropped, else blue. */
function accentOf(reading: Explanation): number {
  const verdicts = allContainers(reading).map((each) => each.start.verdict);
  const severities = reading.findings.map((each) => each.severity);
  if (verdicts.includes('refused') || severities.includes('error') || reading.messages !== undefined)
    return ACCENT.wrong;
  if (
    verdicts.includes('not-known') ||
    verdicts.includes('depends-on-image') ||
    severities.includes('warning')
  )
    return ACCENT.hint;
  return ACCENT.right;
}

function readingsIntro(readings: readonly Explanation[]): string {
  return [
    `**This paste can be read in ${readings.length} ways.** I cannot tell which one you mean:`,
    ...readings
      .slice(0, MOST_SUMMARIES)
      .map((each, index) => `**Reading ${index + 1}:** ${readingSummary(each).text}`),
    ...(readings.length > MOST_SUMMARIES ? [`and ${readings.length - MOST_SUMMARIES} more.`] : []),
  ].join('\n');
}

/** Which reading this is, and where there is room the lines in which it is not like the first (the second). */
function readingHead(index: number, readings: readonly Explanation[], budget: Budget): string {
  const other = readings[index === 0 ? 1 : 0];
  const title = `## Reading ${index + 1}`;
  const manifest = readings[index]?.manifest ?? '';
  const lines = other === undefined ? '' : differingLines(manifest, other.manifest, EXCERPT_LINES);
  const excerpt = `${title}\n${codeBlock('yaml', lines)}`;
  if (lines !== '' && lines.length <= EXCERPT_CHARACTERS && budget.take(excerpt)) return excerpt;
  budget.take(title);
  return title;
}

function imageUsersNote({ imageUsers, nobody = [] }: ButtonsInput): readonly Shown[] {
  if (imageUsers === '') return [];
  const note = said`-# As you said, the image’s USER is ${code(imageUsers, 100)}.`;
  if (nobody.length === 0) return [note];
  const names = joined(
    nobody.slice(0, MOST_NOBODY).map((name) => code(name, 60)),
    ', ',
  );
  return [note, said`⚠️ **No container is called** ${names}, so I did not use what you said about its image.`];
}

const MOST_NOBODY = 5;

function isCut({ containers, findings, shortened, lines }: Left): boolean {
  return containers > 0 || findings.length > 0 || shortened || lines;
}

function cutNotes(lefts: readonly Left[]): readonly string[] {
  const containers = lefts.reduce((sum, each) => sum + each.containers, 0);
  const findings = lefts.flatMap((each) => each.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const among = errors === 0 ? '' : ` (${errors} of them ${errors === 1 ? 'an error' : 'errors'})`;
  const parts = [
    ...(containers === 0 ? [] : [`${containers} more ${containers === 1 ? 'container' : 'containers'}`]),
    ...(findings.length === 0
      ? []
      : [`${findings.length} more ${findings.length === 1 ? 'finding' : 'findings'}${among}`]),
  ];
  if (parts.length > 0)
    return [`**${parts.join(' and ')}** did not fit here. \`${WHOLE_FILE}\` has everything:`];
  return lefts.some(({ shortened }) => shortened)
    ? [`-# Shortened here. \`${WHOLE_FILE}\` has everything:`]
    : [];
}
