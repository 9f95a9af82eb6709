import type { Explanation, PodExplanation } from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import { type Shown, said } from '../platform/components.ts';
import { CARD, type Detail, WHOLE } from '../platform/markdown.ts';
import type { Budget } from './budget.ts';
import { containerBlock, containerLine } from './view-container.ts';
import { messagePart, messageParts } from './view-message.ts';
import {
  acceptance,
  findingBlock,
  findingsCount,
  podBlock,
  podTitle,
  repairBlock,
  securityBlock,
  sharedFields,
  sortedFindings,
} from './view-sections.ts';

/** One reading as texts, in the order they are shown, and what had to be left to the attached file. */
export interface ReadingTexts {
  /** What is told of each pod, in parts that may stand apart. */
  readonly pods: readonly (readonly string[])[];
  readonly findings: readonly string[];
  readonly repairs: readonly string[];
  readonly left: Left;
}

export interface Left {
  /** Containers of which not even a line is shown. */
  readonly containers: number;
  readonly findings: number;
  /** Something shown is shorter than in the file: a clipped name, a container in one line, a note left out. */
  readonly shortened: boolean;
}

/** Of the room, what findings get before the containers are laid out; afterwards they get what is left. */
const FINDINGS_SHARE = 0.35;
const MOST_REPAIRS = 4;
/** So many containers in full, so many more as lines: nobody reads more on a message. */
const MOST_BLOCKS = 8;
const MOST_LINES = 16;

/**
 * Lays one reading out within a budget. Containers are never cut in the middle: the first are told in full, the
 * next in one line each, the others are counted. Findings come errors first.
 */
export function readingTexts(explanation: Explanation, budget: Budget): ReadingTexts {
  const findings = sortedFindings(explanation.findings);
  const count = `**${findingsCount(findings)}**`;
  budget.take(count);
  const repairs = fitting(explanation.repairs.slice(0, MOST_REPAIRS), budget, repairBlock);
  const first = fitting(findings, budget.share(FINDINGS_SHARE), findingBlock);
  const said = messageParts(explanation.messages);
  const messages = fitting(said, budget, messagePart);
  const pods = layPods(explanation.pods, budget);
  const more = fitting(findings.slice(first.texts.length), budget, findingBlock);
  return {
    pods: [...(messages.texts.length === 0 ? [] : [messages.texts]), ...pods.texts],
    findings: findings.length === 0 ? [] : [count, ...first.texts, ...more.texts],
    repairs: repairs.texts,
    left: {
      containers: pods.left,
      findings: findings.length - first.texts.length - more.texts.length,
      shortened:
        pods.shortened ||
        messages.texts.length < said.length ||
        [messages, repairs, first, more].some((each) => each.shortened) ||
        repairs.texts.length < explanation.repairs.length,
    },
  };
}

/**
 * Everything about one reading, nothing clipped: the attached file. Stops at an edge between two parts when `max`
 * characters are reached, and says so.
 */
export function wholeReading(explanation: Explanation, max: number): string {
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
  for (const repair of explanation.repairs) yield repairBlock(repair, WHOLE).text;
  for (const part of messageParts(explanation.messages)) yield messagePart(part, WHOLE).text;
  for (const written of explanation.pods) {
    yield [podTitle(written, WHOLE).text, acceptance(written)].filter((each) => each !== '').join('\n');
    const pod = asMeant(written);
    for (const container of pod.containers) yield containerBlock(pod, container, WHOLE).text;
    const { text: whole } = podBlock(pod, new Map(), WHOLE);
    if (whole !== '') yield whole;
    yield securityBlock(pod, WHOLE).text;
  }
  if (explanation.findings.length > 0) yield `**${findingsCount(explanation.findings)}**`;
  for (const finding of sortedFindings(explanation.findings)) yield findingBlock(finding, WHOLE).text;
}

interface Laid {
  readonly texts: readonly string[];
  readonly shortened: boolean;
}

/** The leading items whose texts fit. */
function fitting<T>(items: readonly T[], budget: Budget, show: (item: T, detail: Detail) => Shown): Laid {
  const texts: string[] = [];
  let shortened = false;
  for (const item of items) {
    const { text, cut } = show(item, CARD);
    if (!budget.take(text)) break;
    texts.push(text);
    shortened ||= cut;
  }
  return { texts, shortened };
}

interface LaidPods {
  readonly texts: readonly (readonly string[])[];
  readonly left: number;
  readonly shortened: boolean;
}

function layPods(pods: readonly PodExplanation[], budget: Budget): LaidPods {
  const texts: string[][] = [];
  const room = { blocks: MOST_BLOCKS, lines: MOST_LINES };
  let left = 0;
  let shortened = false;
  for (const written of pods) {
    const pod = asMeant(written);
    const title = podTitle(pod, CARD);
    const alone = pods.length === 1;
    const head = [alone ? '' : title.text, acceptance(written)].filter((each) => each !== '').join('\n');
    if (room.lines === 0 || !budget.take(head)) {
      left += pod.containers.length;
      continue;
    }
    const shared = sharedFields(pod);
    const laid = layContainers(pod, new Set(shared.keys()), budget, room);
    const level = securityBlock(pod, CARD);
    const security = said`${alone ? said`${title}\n` : ''}${level}`;
    const notes = [podBlock(pod, shared, CARD), security].filter(({ text }) => text !== '');
    const fitted = notes.filter(({ text }) => budget.take(text));
    const [first, ...others] = laid.texts;
    const beginning = [head, first].filter(Boolean).join('\n');
    texts.push([beginning, ...others, ...fitted.map(({ text }) => text)].filter((each) => each !== ''));
    left += laid.left;
    shortened ||= laid.shortened || fitted.length < notes.length || title.cut;
    shortened ||= fitted.some(({ cut }) => cut);
  }
  return { texts, left, shortened };
}

function layContainers(
  pod: PodExplanation,
  shared: ReadonlySet<string>,
  budget: Budget,
  room: { blocks: number; lines: number },
): Laid & { readonly left: number } {
  const { containers } = pod;
  const blocks: string[] = [];
  const lines: string[] = [];
  let shortened = false;
  for (const container of containers) {
    if (lines.length === 0 && room.blocks > 0) {
      const block = [false, true]
        .map((brief) => containerBlock(pod, container, CARD, { shared, brief }))
        .find(({ text }) => budget.take(text));
      if (block !== undefined) {
        blocks.push(block.text);
        room.blocks -= 1;
        shortened ||= block.cut;
        continue;
      }
    }
    const { text: line } = containerLine(pod, container, CARD);
    if (room.lines === 0 || !budget.take(line)) break;
    lines.push(line);
    room.lines -= 1;
    shortened = true;
  }
  return {
    texts: lines.length === 0 ? blocks : [...blocks, lines.join('\n')],
    left: containers.length - blocks.length - lines.length,
    shortened,
  };
}
