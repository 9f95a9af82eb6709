import type { Explanation } from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import { WHOLE } from '../platform/markdown.ts';
import type { OutgoingFile } from '../platform/message.ts';
import { containerBlock, sceneOf } from './view-container.ts';
import { findingBlock, findingsCount, sortedFindings } from './view-findings.ts';
import { headline } from './view-headline.ts';
import { messagePart, messageParts } from './view-message.ts';
import { podBlock, podTitle, repairBlock } from './view-sections.ts';
import { securityBlock } from './view-security.ts';

/** The attachment with everything, where the card could not hold it. */
export const WHOLE_FILE = 'explanation.md';
const WHOLE_MAX = 2_000_000;

/** All readings in full. */
export function wholeFile(readings: readonly Explanation[]): OutgoingFile {
  const data = readings
    .map((reading, index) => {
      const head = readings.length === 1 ? '' : `## Reading ${index + 1}\n\n`;
      return `${head}${wholeReading(reading, Math.floor(WHOLE_MAX / readings.length))}`;
    })
    .join('\n\n');
  return { name: WHOLE_FILE, data: `${data}\n`, description: 'The whole explanation' };
}

/**
 * Everything about one reading, nothing clipped; stops at an edge between two parts when `max`
 * characters are reached, and says so.
 */
function wholeReading(explanation: Explanation, max: number): string {
  const parts: string[] = [];
  let length = 0;
  for (const part of wholeParts(explanation)) {
    length += part.length + 2;
    if (length > max)
      return [...parts, `(Cut here: the whole is longer than ${max} characters.)`].join('\n\n');
    parts.push(part);
  }
  return parts.join('\n\n');
}

function* wholeParts(explanation: Explanation): Generator<string> {
  const scene = sceneOf(explanation);
  for (const repair of explanation.repairs) yield repairBlock(repair, WHOLE).text;
  for (const part of messageParts(explanation.messages)) yield messagePart(part, WHOLE).text;
  for (const pod of explanation.pods) {
    const { sign, words } = headline(pod, scene, WHOLE);
    yield `${podTitle(pod, WHOLE).text}\n${sign} ${words.text}`;
    const meant = asMeant(pod);
    for (const container of meant.containers) yield containerBlock(pod, container, scene, WHOLE).text;
    const { text: own } = podBlock(meant, WHOLE);
    if (own !== '') yield `**The whole pod**\n${own}`;
    yield securityBlock(meant, WHOLE).text;
  }
  if (explanation.findings.length > 0) yield `**${findingsCount(explanation.findings)}**`;
  for (const finding of sortedFindings(explanation.findings)) yield findingBlock(finding, WHOLE).text;
}
