import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Finding, Repair } from '../../manifest/explanation.ts';
import type { Change } from '../../manifest/index.ts';
import {
  ACCENT,
  button,
  clip,
  codeBlock,
  container,
  inFence,
  row,
  type Shown,
  said,
  text,
} from '../platform/components.ts';
import { CARD, type Detail, sentence, WHOLE } from '../platform/markdown.ts';
import type { OutgoingFile, OutgoingMessage } from '../platform/message.ts';
import { file, PASTE_FILE } from '../platform/paste-file.ts';
import { withImageUsers } from '../platform/pasted.ts';
import { type Budget, cardBudget } from './budget.ts';
import { MODAL_PASTE } from './buttons.ts';
import { type ChangedLine, changedLines } from './difference.ts';
import { explainIds } from './ids.ts';
import { findingBlock, ownRepairs, repairBlock, sharedRepairs, sortedFindings } from './view-sections.ts';

/** One reading of a paste, before and after its faulty lines were corrected. */
export interface CorrectedReading {
  /** As it was read, repairs applied. */
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
  /** What was left as it is, and why. */
  readonly notChanged: readonly Change[];
  readonly repairs: readonly Repair[];
  /** What no machine can decide, found in `after`. */
  readonly left: readonly Finding[];
}

const MOST_CHANGES = 40;
const LINE_MAX = 100;
/** Changes and repairs told in a sentence each. */
const MOST_DONE = 8;
const MOST_REPAIRS = 3;
const MOST_LEFT = 4;

/**
 * The corrected manifest as a file, with the lines that changed; one file for each reading of the paste. The
 * first one is the paste of this message's own button.
 */
export function correctedMessage(corrections: readonly CorrectedReading[], owner: string): OutgoingMessage {
  const budget = cardBudget();
  const many = corrections.length > 1;
  const shared = many ? sharedRepairs(corrections.map((each) => each.repairs)) : [];
  const shown = corrections.map((each, index) =>
    correctionMessage(
      { ...each, repairs: ownRepairs(each.repairs, shared) },
      many ? index + 1 : undefined,
      budget.share(1 / (corrections.length - index)),
    ),
  );
  const { text: told } = fitted(
    shared.map((each) => repairBlock(each, CARD).text),
    MOST_REPAIRS,
    budget,
  );
  const cut = shown.some((each) => each.cut);
  const main = corrections[0]?.after ?? '';
  return {
    components: [
      ...shown.flatMap((each) => each.components),
      ...(told === '' ? [] : [text(told)]),
      ...(cut ? [file(CHANGES_FILE)] : []),
      ...(main.length <= MODAL_PASTE
        ? [row([button(withImageUsers(explainIds.change.id, owner, ''), 'Change and explain again')])]
        : []),
    ],
    files: [
      ...corrections.map(
        (each, index): OutgoingFile => ({
          name: fileName(index),
          data: each.after,
          description: many ? `Reading ${index + 1}, corrected` : 'The corrected manifest',
        }),
      ),
      ...(cut ? [changesFile(corrections)] : []),
    ],
  };
}

/** Everything that was changed or left, where the card could not hold it. */
const CHANGES_FILE = 'changes.md';

function changesFile(corrections: readonly CorrectedReading[]): OutgoingFile {
  const parts = corrections.map(({ changes, notChanged }, index) =>
    [
      ...(corrections.length === 1 ? [] : [`## Reading ${index + 1}`]),
      ...changes.map((each) => changeLine('✏️', each, WHOLE).text),
      ...notChanged.map((each) => changeLine('❔', each, WHOLE).text),
    ].join('\n'),
  );
  return {
    name: CHANGES_FILE,
    data: `${parts.join('\n\n')}\n`,
    description: 'Every change and all that was left, with the lines',
  };
}

function changeLine(sign: string, { line, message }: Change, detail: Detail): Shown {
  return said`${sign} **line ${line}** ${sentence(message, detail.sentence)}`;
}

interface CorrectionMessage {
  readonly components: readonly APIMessageTopLevelComponent[];
  /** Not every change is told in full. */
  readonly cut: boolean;
}

function fileName(index: number): string {
  return index === 0 ? PASTE_FILE : `reading-${index + 1}.yaml`;
}

function correctionMessage(
  correction: CorrectedReading,
  reading: number | undefined,
  budget: Budget,
): CorrectionMessage {
  const changes = changedLines(correction.before, correction.after);
  const title = `### ${reading === undefined ? 'The corrected manifest' : `Reading ${reading}, corrected`}`;
  const changed = correction.changes.map((each) => changeLine('✏️', each, CARD));
  const asked = correction.notChanged.map((each) => changeLine('❔', each, CARD));
  const lines = [...changed, ...correction.repairs.map((each) => repairBlock(each, CARD))];
  const left = sortedFindings(correction.left.filter((each) => each.severity !== 'hint'));
  const open = left.length + asked.length > 0;
  for (const fixed of [title, ...(asked.length === 0 ? [] : [NOT_CHANGED])]) budget.take(fixed);
  const done = fitted(
    lines.map((each) => each.text),
    MOST_DONE,
    budget,
  );
  const questions = fitted(
    asked.map((each) => each.text),
    MOST_LEFT,
    budget,
  );
  const parts = [
    [title, done.text].filter((each) => each !== '').join('\n'),
    changes.length > 0 ? changesText(changes, budget) : unchangedText(open),
    asked.length === 0 ? '' : [NOT_CHANGED, questions.text].join('\n'),
    left.length === 0 ? '' : leftText(left, budget),
  ].filter((part) => part !== '');
  return {
    components: [
      container(open ? ACCENT.hint : ACCENT.right, parts.map(text)),
      file(fileName((reading ?? 1) - 1)),
    ],
    cut: done.cut || questions.cut || [...changed, ...asked].some((each) => each.cut),
  };
}

const NOT_CHANGED = '**Not changed:**';

/** The leading lines that fit, at most `most`, as one text that says how many there are more. */
function fitted(lines: readonly string[], most: number, budget: Budget): Shown {
  const shown = lines.slice(0, most);
  budget.take(moreText(lines.length, ''));
  const end = shown.findIndex((line) => !budget.take(line));
  const told = end === -1 ? shown : shown.slice(0, end);
  const more = lines.length - told.length;
  return { text: [...told, ...(more > 0 ? [moreText(more, '')] : [])].join('\n'), cut: more > 0 };
}

function moreText(count: number, where: string): string {
  return `-# and ${count} more${where}`;
}

function leftText(left: readonly Finding[], budget: Budget): string {
  const title = '**Left for you to decide:**';
  budget.take(title);
  const blocks = left.map((each) => findingBlock(each, CARD).text);
  return [title, fitted(blocks, MOST_LEFT, budget).text].join('\n');
}

function unchangedText(openQuestions: boolean): string {
  return openQuestions
    ? 'No line could be changed without knowing what you want.'
    : 'Nothing else had to be changed.';
}

function changesText(changes: readonly ChangedLine[], budget: Budget): string {
  const title = '**Changed lines:**';
  const inFile = ', all in the file';
  for (const fixed of [title, codeBlock('diff', ''), moreText(changes.length, inFile)]) budget.take(fixed);
  const shown: string[] = [];
  for (const { sign, text: line } of changes.slice(0, MOST_CHANGES)) {
    const entry = inFence(`${sign} ${clip(line, LINE_MAX).text}`);
    if (!budget.take(entry)) break;
    shown.push(entry);
  }
  const more = changes.length - shown.length;
  return [
    title,
    ...(shown.length === 0 ? [] : [codeBlock('diff', shown.join('\n'))]),
    ...(more > 0 ? [moreText(more, inFile)] : []),
  ].join('\n');
}
