import type { ContainerExplanation, Explanation, PodExplanation } from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import { ACCENT, container as card, said, text } from '../platform/components.ts';
import { CARD, code, WHOLE } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { cardBudget } from './budget.ts';
import { containerBlock, nameOf, ROLE_WORDS, sceneOf } from './view-container.ts';
import { podTitle } from './view-sections.ts';
import { whoOf } from './view-who.ts';

/** A container of an explanation as its menu shows it. */
export interface Openable {
  /** Which reading, pod and container: `0.1.4`. */
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** The first `most` containers of all readings, in the order of the paste. */
export function containersToOpen(explanation: Explanation, most: number): readonly Openable[] {
  const found: Openable[] = [];
  for (const [reading, one] of [explanation, ...explanation.readings].entries()) {
    const { deciders } = sceneOf(one);
    for (const [pod, written] of one.pods.entries())
      for (const [index, container] of asMeant(written).containers.entries()) {
        if (found.length >= most) return found;
        const role = ROLE_WORDS[container.role];
        const where = [
          ...(explanation.readings.length === 0 ? [] : [`reading ${reading + 1}`]),
          ...(one.pods.length === 1 ? [] : [`${written.kind} ${written.name ?? ''}`.trim()]),
          ...(role === '' ? [] : [role]),
          `line ${container.line}`,
        ];
        const { user } = whoOf(container, deciders, CARD);
        found.push({
          id: `${reading}.${pod}.${index}`,
          name: nameOf(container),
          about: `${user.text.replaceAll('`', '')} · ${where.join(' · ')}`,
        });
      }
  }
  return found;
}

interface Opened {
  readonly reading: Explanation;
  readonly pod: PodExplanation;
  readonly container: ContainerExplanation;
}

function opened(explanation: Explanation, id: string): Opened | undefined {
  const [r = Number.NaN, p = Number.NaN, c = Number.NaN] = id.split('.').map(Number);
  const reading = [explanation, ...explanation.readings][r];
  const pod = reading?.pods[p];
  const container = pod === undefined ? undefined : asMeant(pod).containers[c];
  return reading === undefined || pod === undefined || container === undefined
    ? undefined
    : { reading, pod, container };
}

/**
 * One container in full: every field with its level and line, the system's defaults and the kubelet's own words included.
 */
export function openedMessage(explanation: Explanation, id: string, imageUsers: string): OutgoingMessage {
  const found = opened(explanation, id);
  if (found === undefined) return NO_SUCH_CONTAINER;
  const { reading, pod, container } = found;
  const scene = sceneOf(reading);
  const note =
    imageUsers === '' ? said`` : said`\n-# As you said, the image’s USER is ${code(imageUsers, 100)}.`;
  const [whole, short] = [WHOLE, CARD].map(
    (detail) =>
      said`${containerBlock(pod, container, scene, detail, { all: true })}\n-# ${podTitle(pod, CARD)}${note}`
        .text,
  );
  const fits = whole !== undefined && cardBudget().fits(whole);
  return { components: [card(ACCENT.neutral, [text((fits ? whole : short) ?? '')])] };
}

/** The id can be forged; said as a message, as what is thrown in a thread comes back without its words. */
const NO_SUCH_CONTAINER: OutgoingMessage = {
  content: 'There is no such container in that manifest. Choose one from the menu under the answer.',
};
