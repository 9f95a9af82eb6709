import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Finding, Repair } from '../../manifest/explanation.ts';
import { ACCENT, button, clip, codeBlock, container, row, text } from '../components.ts';
import type { OutgoingFile, OutgoingMessage } from '../message.ts';
import { type Budget, cardBudget } from './explanation-budget.ts';
import { MODAL_PASTE, ROUTE, withImageUsers } from './explanation-buttons.ts';
import { type ChangedLine, changedLines } from './explanation-difference.ts';
import { CARD, sentence } from './explanation-markdown.ts';
import {
  findingBlock,
  ownRepairs,
  repairBlock,
  sharedRepairs,
  sortedFindings,
} from './explanation-sections.ts';
import { file, PASTE_FILE } from './paste-file.ts';

/** One reading of a paste, before and after its faulty lines were corrected. */
export interface CorrectedReading {
  /** As it was read, repairs applied. */
  readonly before: string;
  readonly after: string;
  /** One sentence for each change. */
  readonly changes: readonly string[];
  readonly repairs: readonly Repair[];
  /** What no machine can decide, found in `after`. */
  readonly left: readonly Finding[];
}

const MOST_CHANGES = 40;
const LINE_MAX = 100;
const MOST_SENTENCES = 5;
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
  const cards = corrections.map((each, index) =>
    correctionCard(
      { ...each, repairs: ownRepairs(each.repairs, shared) },
      many ? index + 1 : undefined,
      budget.share(1 / (corrections.length - index)),
    ),
  );
  const told = fitted(
    shared.slice(0, MOST_REPAIRS).map((each) => repairBlock(each, CARD)),
    budget,
  );
  const main = corrections[0]?.after ?? '';
  return {
    components: [
      ...cards.flat(),
      ...(told === '' ? [] : [text(told)]),
      ...(main.length <= MODAL_PASTE
        ? [row([button(withImageUsers(ROUTE.change, owner, ''), 'Change and explain again')])]
        : []),
    ],
    files: corrections.map(
      (each, index): OutgoingFile => ({
        name: fileName(index),
        data: each.after,
        description: many ? `Reading ${index + 1}, corrected` : 'The corrected manifest',
      }),
    ),
  };
}

function fileName(index: number): string {
  return index === 0 ? PASTE_FILE : `reading-${index + 1}.yaml`;
}

function correctionCard(
  correction: CorrectedReading,
  reading: number | undefined,
  budget: Budget,
): readonly APIMessageTopLevelComponent[] {
  const changes = changedLines(correction.before, correction.after);
  const title = `### ${reading === undefined ? 'The corrected manifest' : `Reading ${reading}, corrected`}`;
  const fixed = [
    title,
    ...correction.changes.slice(0, MOST_SENTENCES).map((each) => `✏️ ${sentence(each, CARD.sentence)}`),
    ...correction.repairs.slice(0, MOST_REPAIRS).map((each) => repairBlock(each, CARD)),
  ];
  const left = sortedFindings(correction.left.filter((each) => each.severity !== 'hint'));
  const parts = [
    fitted(fixed, budget),
    changes.length > 0 ? changesText(changes, budget) : unchangedText(left.length > 0),
    ...(left.length === 0
      ? []
      : [
          fitted(
            [
              '**Left for you to decide:**',
              ...left.slice(0, MOST_LEFT).map((each) => findingBlock(each, CARD)),
            ],
            budget,
          ),
        ]),
  ].filter((part) => part !== '');
  return [
    container(left.length === 0 ? ACCENT.right : ACCENT.hint, parts.map(text)),
    file(fileName((reading ?? 1) - 1)),
  ];
}

/** The leading lines that fit, as one text. */
function fitted(lines: readonly string[], budget: Budget): string {
  const end = lines.findIndex((line) => !budget.take(line));
  return (end === -1 ? lines : lines.slice(0, end)).join('\n');
}

function unchangedText(openQuestions: boolean): string {
  return openQuestions
    ? 'No line could be changed without knowing what you want.'
    : 'Nothing else had to be changed.';
}

function changesText(changes: readonly ChangedLine[], budget: Budget): string {
  const shown: string[] = [];
  for (const { sign, text: line } of changes.slice(0, MOST_CHANGES)) {
    const entry = `${sign} ${clip(line, LINE_MAX)}`;
    if (!budget.take(entry)) break;
    shown.push(entry);
  }
  const more = changes.length - shown.length;
  return [
    '**Changed lines:**',
    ...(shown.length === 0 ? [] : [codeBlock('diff', shown.join('\n'))]),
    ...(more > 0 ? [`-# and ${more} more, all in the file`] : []),
  ].join('\n');
}
