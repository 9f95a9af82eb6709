import type { Explanation, Finding, PodExplanation, Repair } from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { CARD, code, sentence } from '../platform/markdown.ts';
import type { Budget } from './budget.ts';
import { containerBlock, type Scene, sceneOf } from './view-container.ts';
import { type FindingGroup, findingGroups } from './view-findings.ts';
import { type Headline, headline } from './view-headline.ts';
import { messageHead, messageTexts } from './view-message.ts';
import { podBlock, podTitle, repairBlock } from './view-sections.ts';
import { securityBlock } from './view-security.ts';
import { containerLine, podLine } from './view-table.ts';

/** One reading as texts, in the order they are shown, and what had to be left to the attached file. */
export interface ReadingTexts {
  /** The answer, what it was read from. */
  readonly head: readonly string[];
  readonly findings: string;
  /** What is told of each message and pod, in parts that may stand apart. */
  readonly pods: readonly (readonly string[])[];
  readonly repairs: readonly string[];
  readonly left: Left;
}

export interface Left {
  /** Containers of which not even a line is shown. */
  readonly containers: number;
  readonly findings: readonly Finding[];
  /** Something is left out that ought to be seen: the end of a name or sentence, a clause, a note. */
  readonly shortened: boolean;
  /** Containers are told in a line each, of which the file has every value. */
  readonly lines: boolean;
}

/** Of the room, what findings get before the containers are laid out; afterwards they get what is left. */
const FINDINGS_SHARE = 0.6;
const MOST_REPAIRS = 4;
/** So many containers in a line each, so many findings: nobody reads more on a message. */
const MOST_LINES = 16;
const MOST_ITEMS = 14;

/** Lays one reading out within a budget: the answer, what is wrong by how much it matters, then each container. */
export function readingTexts(explanation: Explanation, budget: Budget): ReadingTexts {
  const scene = sceneOf(explanation);
  const [first, others] = templateFirst(explanation.repairs);
  const head = fitting([...first.map(templateNote), ...headTexts(explanation, scene)], budget);
  const groups = findingGroups(explanation);
  const findings = new FindingTexts(groups);
  findings.fill(budget.share(FINDINGS_SHARE));
  const said = messageTexts(explanation.messages ?? [], explanation.pods.length === 0);
  const messages = fitting(said, budget);
  const pods = layPods(explanation, scene, budget);
  const repairs = fitting(
    others.slice(0, MOST_REPAIRS).map((each) => repairBlock(each, CARD)),
    budget,
  );
  findings.fill(budget);
  const shown = new Set(findings.shown);
  return {
    head: head.texts,
    findings: findings.text(),
    pods: [...(messages.texts.length === 0 ? [] : [messages.texts]), ...pods.texts],
    repairs: repairs.texts,
    left: {
      containers: pods.left,
      lines: pods.lines,
      findings: explanation.findings.filter((each) => !shown.has(each)),
      shortened:
        pods.shortened ||
        findings.shortened ||
        [head, messages, repairs].some((each) => each.shortened) ||
        messages.texts.length < said.length ||
        repairs.texts.length < others.length,
    },
  };
}

/** That it is a template is said before anything else. */
function templateFirst(repairs: readonly Repair[]): readonly [readonly Repair[], readonly Repair[]] {
  return [
    repairs.filter(({ code: what }) => what === 'template'),
    repairs.filter(({ code: what }) => what !== 'template'),
  ];
}

function templateNote({ message }: Repair): Shown {
  return said`📄 ${sentence(message, CARD.sentence)}`;
}

/** The answer in one line, and below it what it is about. */
function headTexts(explanation: Explanation, scene: Scene): readonly Shown[] {
  const { pods, messages = [] } = explanation;
  const [pod] = pods;
  if (pod === undefined) return messages.length === 0 ? [] : [messageHead(messages[0])];
  if (pods.length > 1) return [overview(pods.map((each) => headline(each, scene, CARD)))];
  const { sign, words } = headline(pod, scene, CARD);
  const { containers } = asMeant(pod);
  const [container] = containers;
  const image =
    containers.length !== 1 || container === undefined || container.assumed === true
      ? ''
      : said` · ${container.image === null ? 'no image' : code(container.image, CARD.name)} (line ${container.line})`;
  return [said`### ${sign} ${words}\n-# ${podTitle(pod, CARD)}${image}`];
}

const COUNTED: Readonly<Record<Headline['sign'], string>> = {
  '⛔': 'refused',
  '❔': 'not known',
  '⚠️': 'started, and then failing',
  ℹ️: 'read in part',
  '✅': 'started',
};

function overview(all: readonly Headline[]): Shown {
  const signs = Object.keys(COUNTED) as readonly Headline['sign'][];
  const counts = signs
    .map((sign) => ({ sign, count: all.filter((each) => each.sign === sign).length }))
    .filter(({ count }) => count > 0);
  const words = counts.map(({ sign, count }) => `${count} ${COUNTED[sign]}`).join(', ');
  return said`### ${counts[0]?.sign ?? '✅'} ${all.length} pods: ${words}`;
}

interface Laid {
  readonly texts: readonly string[];
  readonly shortened: boolean;
}

/** The leading parts that fit. */
function fitting(parts: readonly Shown[], budget: Budget): Laid {
  const texts: string[] = [];
  let shortened = false;
  for (const { text, cut } of parts) {
    if (!budget.take(text)) return { texts, shortened: true };
    texts.push(text);
    shortened ||= cut;
  }
  return { texts, shortened };
}

/** The findings that are shown: filled in two goes, first what they are sure to get, then what is left over. */
class FindingTexts {
  readonly #waiting: { readonly group: FindingGroup; readonly item: number }[];
  readonly #lines = new Map<FindingGroup, string[]>();
  readonly shown: Finding[] = [];
  shortened = false;
  #count = 0;

  constructor(groups: readonly FindingGroup[]) {
    this.#waiting = groups.flatMap((group) => group.items.map((_, item) => ({ group, item })));
  }

  fill(budget: Budget): void {
    for (
      let next = this.#waiting[0];
      next !== undefined && this.#count < MOST_ITEMS;
      next = this.#waiting[0]
    ) {
      const item = next.group.items[next.item];
      const known = this.#lines.get(next.group);
      const line = item?.text.text ?? '';
      if (!budget.take(known === undefined ? `${next.group.heading}\n${line}` : line)) return;
      if (known === undefined) this.#lines.set(next.group, [line]);
      else known.push(line);
      this.shown.push(...(item?.findings ?? []));
      this.shortened ||= item?.text.cut === true;
      this.#count += 1;
      this.#waiting.shift();
    }
  }

  text(): string {
    return [...this.#lines].map(([{ heading }, lines]) => [heading, ...lines].join('\n')).join('\n');
  }
}

interface LaidPods {
  readonly texts: readonly (readonly string[])[];
  readonly left: number;
  readonly shortened: boolean;
  readonly lines: boolean;
}

function layPods({ pods }: Explanation, scene: Scene, budget: Budget): LaidPods {
  const texts: string[][] = [];
  const room = { lines: MOST_LINES };
  let left = 0;
  let shortened = false;
  let lines = false;
  for (const pod of pods) {
    const { containers } = asMeant(pod);
    if (room.lines === 0) {
      left += containers.length;
      continue;
    }
    const head = pods.length === 1 ? said`` : podHead(pod, scene);
    if (!budget.take(head.text)) {
      left += containers.length;
      room.lines = 0;
      continue;
    }
    const one = pods.length === 1 && containers.length === 1;
    const whole = one ? alone(pod, scene, budget) : undefined;
    const laid = whole ?? table(pod, scene, budget, room);
    lines ||= whole === undefined && containers.length > 0;
    const security = securityBlock(asMeant(pod), CARD);
    const fits = budget.take(security.text);
    texts.push(
      [[head.text, ...laid.texts].filter((each) => each !== '').join('\n'), fits ? security.text : ''].filter(
        (each) => each !== '',
      ),
    );
    left += laid.left;
    shortened ||= laid.shortened || head.cut || !fits || security.cut;
  }
  return { texts, left, shortened, lines };
}

/** Of several pods each has its answer above its containers. */
function podHead(pod: PodExplanation, scene: Scene): Shown {
  const { sign, words } = headline(pod, scene, CARD);
  return said`${podTitle(pod, CARD)}\n${sign} ${words}`;
}

/** The only container in full; undefined where that does not fit. */
function alone(
  pod: PodExplanation,
  scene: Scene,
  budget: Budget,
): (Laid & { readonly left: number }) | undefined {
  const meant = asMeant(pod);
  const [container] = meant.containers;
  if (container === undefined) return undefined;
  const block = containerBlock(pod, container, scene, CARD, { titled: false });
  const { text, cut } = joined(
    [block, podBlock(meant, CARD)].filter((each) => each.text !== ''),
    '\n',
  );
  return budget.take(text) ? { texts: [text], shortened: cut, left: 0 } : undefined;
}

/** What the pod sets once, then a line for each container with only what differs. */
function table(
  pod: PodExplanation,
  scene: Scene,
  budget: Budget,
  room: { lines: number },
): Laid & { readonly left: number } {
  const meant = asMeant(pod);
  const { containers } = meant;
  const shared = podLine(meant, CARD);
  const texts = shared.text !== '' && budget.take(shared.text) ? [shared.text] : [];
  let shown = 0;
  let shortened = shared.cut || (shared.text !== '' && texts.length === 0);
  for (const container of containers) {
    if (room.lines === 0) break;
    const { text, cut } = containerLine(pod, container, scene, CARD);
    if (!budget.take(text)) {
      room.lines = 0;
      break;
    }
    texts.push(text);
    room.lines -= 1;
    shown += 1;
    shortened ||= cut;
  }
  return { texts, left: containers.length - shown, shortened };
}
