import type { Explanation } from '../../manifest/explanation.ts';
import { ACCENT, container, text } from '../platform/components.ts';
import { CARD } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { file } from '../platform/paste-file.ts';
import { cardBudget } from './budget.ts';
import { findingsCount, ownWordsBlock, sortedFindings } from './view-findings.ts';
import { messagePart, messageParts } from './view-message.ts';
import { WHOLE_FILE, wholeFile } from './view-whole.ts';

/**
 * What was found, each with its path, its reason at length and the cluster's own words; what does not fit is in the file,
 * with everything else.
 */
export function detailsMessage(explanation: Explanation): OutgoingMessage {
  const readings = [explanation, ...explanation.readings];
  const budget = cardBudget();
  const findings = sortedFindings(readings.flatMap((each) => each.findings));
  const title = `### ${findings.length === 0 ? 'Details' : findingsCount(findings)}`;
  budget.take(title);
  const parts = readings.flatMap((each) => messageParts(each.messages));
  const blocks = [
    ...findings.slice(0, MOST).map((each) => ownWordsBlock(each, CARD)),
    ...parts.slice(0, MOST).map((each) => messagePart(each, CARD)),
  ];
  const shown: string[] = [];
  for (const block of blocks) {
    if (!budget.take(block.text)) break;
    shown.push(block.text);
  }
  const left = findings.length + parts.length - shown.length;
  const more = left === 0 ? '' : `\n\n**${left} more** did not fit here.`;
  return {
    components: [
      container(ACCENT.neutral, [text(`${[title, ...shown].join('\n\n')}${more}`)]),
      text('-# Everything, with every value of every container:'),
      file(WHOLE_FILE),
    ],
    files: [wholeFile(readings)],
  };
}

/** No card holds more. */
const MOST = 60;
