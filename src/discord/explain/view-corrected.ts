import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Finding, Repair } from '../../manifest/explanation.ts';
import type { Change } from '../../manifest/index.ts';
import { ACCENT, button, container, row, type Shown, said, text } from '../platform/components.ts';
import { CARD, type Detail, sentence, WHOLE } from '../platform/markdown.ts';
import type { OutgoingFile, OutgoingMessage } from '../platform/message.ts';
import { CORRECTED_FILE, file, PASTE_FILE, pasteFile } from '../platform/paste-file.ts';
import { withImageUsers } from '../platform/pasted.ts';
import { diffText } from '../platform/view-diff.ts';
import { type Budget, cardBudget } from './budget.ts';
import { MODAL_PASTE } from './buttons.ts';
import { explainIds } from './ids.ts';
import { briefOf, sortedFindings } from './view-findings.ts';
import { ownRepairs, repairBlock, sharedRepairs } from './view-sections.ts';

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

/** Changes and repairs told in a sentence each; the file has every one. */
const MOST_DONE = 20;
const MOST_REPAIRS = 3;
const MOST_LEFT = 6;
/** Of the room, what the sentences may take; the lines themselves get what is left. */
const SENTENCES_SHARE = 0.55;

/**
 * The corrected manifest with the lines that changed, and as a file; one for each reading of the paste. The paste itself
 * goes along under its own name, for the buttons.
 */
export function correctedMessage(
  corrections: readonly CorrectedReading[],
  owner: string,
  paste: string,
): OutgoingMessage {
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
  const buttons = correctedButtons(corrections[0]?.after ?? '', paste, owner);
  return {
    components: [
      ...shown.flatMap((each) => each.components),
      ...(told === '' ? [] : [text(told)]),
      ...(cut ? [text('-# Every change with its line and sentence:'), file(CHANGES_FILE)] : []),
      text('-# What you sent, as it was:'),
      file(PASTE_FILE),
      row(buttons),
    ],
    files: [
      ...corrections.map(
        (each, index): OutgoingFile => ({
          name: fileName(index),
          data: each.after === '' ? '\n' : each.after,
          description: many ? `Reading ${index + 1}, corrected` : 'The corrected manifest',
        }),
      ),
      ...(cut ? [changesFile(corrections)] : []),
      pasteFile(paste),
    ],
  };
}

function correctedButtons(after: string, paste: string, owner: string): Parameters<typeof row>[0] {
  return [
    button(explainIds.explainCorrected.id(), 'Explain the corrected one', 'primary'),
    ...(after.length <= MODAL_PASTE
      ? [button(explainIds.changeCorrected.id(), 'Change the corrected one')]
      : []),
    ...(paste.length <= MODAL_PASTE
      ? [button(withImageUsers(explainIds.change.id, owner, ''), 'Change the original')]
      : []),
  ];
}

/** Everything that was changed or left, where the card could not hold it. */
const CHANGES_FILE = 'changes.md';

function changesFile(corrections: readonly CorrectedReading[]): OutgoingFile {
  const parts = corrections.map(({ changes, notChanged, repairs }, index) =>
    [
      ...(corrections.length === 1 ? [] : [`## Reading ${index + 1}`]),
      ...changes.map((each) => changeLine('✏️', each, WHOLE).text),
      ...repairs.map((each) => repairBlock(each, WHOLE).text),
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
  return index === 0 ? CORRECTED_FILE : `corrected-${index + 1}.yaml`;
}

function correctionMessage(
  correction: CorrectedReading,
  reading: number | undefined,
  budget: Budget,
): CorrectionMessage {
  const { before, after, changes, notChanged } = correction;
  const which = reading === undefined ? 'The corrected manifest' : `Reading ${reading}, corrected`;
  const title = `### ${which}${changes.length === 0 ? '' : `: ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`}`;
  const changed = changes.map((each) => changeLine('✏️', each, CARD));
  const asked = notChanged.map((each) => changeLine('❔', each, CARD));
  const lines = [...changed, ...correction.repairs.map((each) => repairBlock(each, CARD))];
  const left = sortedFindings(correction.left.filter((each) => each.severity !== 'hint'));
  const open = left.length + asked.length > 0;
  for (const fixed of [title, ...(asked.length === 0 ? [] : [NOT_CHANGED])]) budget.take(fixed);
  const sentences = budget.share(SENTENCES_SHARE);
  const questions = fitted(
    asked.map((each) => each.text),
    MOST_LEFT,
    sentences,
  );
  const done = fitted(
    lines.map((each) => each.text),
    MOST_DONE,
    sentences,
  );
  const leftWords = left.length === 0 ? '' : leftText(left, budget.share(LEFT_SHARE));
  const shown = before === after ? undefined : diffText(before, after, budget);
  const parts = [
    [title, done.text].filter((each) => each !== '').join('\n'),
    shown ?? unchangedText(open),
    asked.length === 0 ? '' : [NOT_CHANGED, questions.text].join('\n'),
    leftWords,
  ].filter((part) => part !== '');
  return {
    components: [
      container(open ? ACCENT.hint : ACCENT.right, parts.map(text)),
      file(fileName((reading ?? 1) - 1)),
    ],
    cut: done.cut || questions.cut || [...changed, ...asked].some((each) => each.cut),
  };
}

const NOT_CHANGED = '**Not changed, for you to decide:**';
const LEFT_SHARE = 0.4;

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
  const title = '**Still wrong in it:**';
  budget.take(title);
  const blocks = left.slice(0, MOST_LEFT + 1).map((each) => briefOf(each).text);
  const shown = fitted(blocks, MOST_LEFT, budget);
  const more = left.length - blocks.length;
  return [title, shown.text, ...(more > 0 ? [moreText(more, ' like these')] : [])].join('\n');
}

function unchangedText(openQuestions: boolean): string {
  return openQuestions
    ? 'I cannot change any line without knowing what you want.'
    : 'Nothing else had to be changed.';
}
