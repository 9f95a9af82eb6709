import type {
  ContainerExplanation,
  Explanation,
  PodExplanation,
  Repair,
} from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { CARD, code, type Detail, sentence } from '../platform/markdown.ts';
import { fieldLine, identityWords, nameOf, sceneOf } from './view-container.ts';

/** `Deployment web · namespace shop · line 1`. */
export function podTitle(pod: PodExplanation, detail: Detail): Shown {
  const nameless = pod.readFrom === undefined ? 'without a name' : '';
  const name = pod.name === null ? nameless : code(pod.name, detail.name);
  const namespace = pod.namespace === null ? '' : said` · namespace ${code(pod.namespace, detail.name)}`;
  const kind = sentence(pod.kind, detail.name);
  return said`**${name === '' ? kind : said`${kind} ${name}`}**${namespace} · line ${pod.line}`;
}

/** The settings of the pod itself beside its security context; empty when nothing is set. */
export function podBlock(pod: PodExplanation, detail: Detail): Shown {
  return joined(
    Object.entries(pod.pod).map(([name, field]) => fieldLine(name, field, detail)),
    '\n',
  );
}

/** One thing that had to be done to the paste before it could be read. */
export function repairBlock(repair: Repair, detail: Detail): Shown {
  return said`🔧 ${sentence(repair.message, detail.sentence)}`;
}

/** One line that says how a reading ends: `app UID 2000 (container), GID 3000 (pod)`. At most three containers. */
export function readingSummary(explanation: Explanation): Shown {
  const containers = allContainers(explanation);
  const scene = sceneOf(explanation);
  const shown = containers
    .slice(0, 3)
    .map((each) => said`${code(nameOf(each), 24)} ${identityWords(each, scene, CARD)}`);
  const more = containers.length - shown.length;
  return said`${joined(shown, '; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The containers of all pods, in the order of the paste, slips mended. */
export function allContainers(explanation: Explanation): readonly ContainerExplanation[] {
  return explanation.pods.flatMap((pod) => asMeant(pod).containers);
}

/** The repairs that all readings share: they are told once. */
export function sharedRepairs(all: readonly (readonly Repair[])[]): readonly Repair[] {
  const [first = [], ...rest] = all;
  return first.filter((repair) =>
    rest.every((others) =>
      others.some((each) => each.code === repair.code && each.message === repair.message),
    ),
  );
}

/** A reading's repairs without those told already. */
export function ownRepairs(repairs: readonly Repair[], shared: readonly Repair[]): readonly Repair[] {
  return repairs.filter(
    (repair) => !shared.some((each) => each.code === repair.code && each.message === repair.message),
  );
}
