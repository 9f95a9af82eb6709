import { decode } from '../decode.ts';
import { decodePart } from '../decode-part.ts';
import { fragmentRoot } from '../fragment.ts';
import { type Located, locate } from '../locate.ts';
import { firstMends } from '../mend/object.ts';
import { spacedText } from '../mend/spaces.ts';
import type { Part } from '../part.ts';
import { podView } from '../pod.ts';
import type { Node, Yaml } from '../yaml/node.ts';
import { duplicatePlan } from './duplicates.ts';
import { type Holder, keyPlan } from './keys.ts';
import { type Left, type Mending, mending, type Plan } from './mending.ts';
import { remedyPlan } from './remedies.ts';
import { slipMending, spaceMendings } from './slips.ts';

/** What is done in which order: each only where nothing of those before it is left to do. */
export type Stage = 'spaces' | 'headers' | 'duplicates' | 'slips' | 'keys' | 'remedies';

export interface Staged extends Plan {
  readonly stage: Stage;
}

/**
 * What is to be done next about a text, and everything that is left to its author. `skip` tells mendings that were
 * tried in vain.
 */
export function planOf(text: string, yaml: Yaml, skip: (one: Mending) => boolean): Staged {
  const left: Left[] = [];
  const fresh = (plan: Plan): readonly Mending[] => {
    left.push(...plan.left);
    return plan.mendings.filter((one) => !skip(one));
  };
  let known: readonly ObjectToCorrect[] | undefined;
  const found = (): readonly ObjectToCorrect[] => {
    known ??= objects(text, yaml);
    return known;
  };
  const stages: readonly (readonly [Stage, () => Plan])[] = [
    ['spaces', () => spacePlan(text, yaml)],
    ['headers', () => all(locate(yaml, text).flatMap((one) => [headerPlan(text, one), othersPlan(one)]))],
    ['duplicates', () => duplicatePlan(yaml.duplicates, text)],
    ['slips', () => all(found().map((one) => told(one, slipPlan(one))))],
    ['keys', () => all(found().map((one) => told(one, keyPlan(one.unknown, one.holder))))],
    ['remedies', () => all(found().map((one) => told(one, remedyPlan(one.holder, one.piece))))],
  ];
  for (const [stage, plan] of stages) {
    const mendings = fresh(plan());
    if (mendings.length > 0) return { stage, mendings, left };
  }
  return { stage: 'remedies', mendings: [], left };
}

const all = (plans: readonly Plan[]): Plan => ({
  mendings: plans.flatMap(({ mendings }) => mendings),
  left: plans.flatMap(({ left }) => left),
});

function spacePlan(text: string, { problem }: Yaml): Plan {
  const spaced = problem === undefined ? undefined : spacedText(text, problem);
  return { mendings: spaced === undefined ? [] : spaceMendings(spaced.glued), left: [] };
}

/** What is wrong with apiVersion, kind or metadata; of a text in a value only the lines are known. */
function headerPlan(text: string, { troubles = [], inside }: Located): Plan {
  const mendings: Mending[] = [];
  const left: Left[] = [];
  for (const { line, message, fix, edits } of troubles) {
    const made = inside === undefined ? edits(text) : [];
    for (const { change, ...edit } of made) mendings.push(mending(line, change, [edit], []));
    if (made.length === 0) left.push({ line, message: `${message} Left as it is: ${fix}` });
  }
  return { mendings, left };
}

/**
 * A whole pod template in somebody else's kind. What is unknown in it is only what Kubernetes has a place for
 * (decode-part.ts), and of that nothing is removed: whoever made the kind may read it.
 */
const isForeignTemplate = ({ part, inside }: Located): boolean =>
  part?.readFrom === 'foreign-kind' && part.whole && inside === undefined;

/** Values, patches, pieces of other people's kinds and text in a value follow rules of their own, and stay as they are. */
function othersPlan(located: Located): Plan {
  const { root, type, part, inside } = located;
  const nothing = { mendings: [], left: [] };
  if ((part === undefined && inside === undefined) || type === undefined || root.kind !== 'map')
    return nothing;
  if (isForeignTemplate(located)) return nothing;
  const { unknown, fatals, hidden } = part === undefined ? decode(root, type) : decodePart(root, type);
  const lines = [...unknown, ...hidden]
    .map(({ entry }) => entry.keyLine)
    .concat(fatals.map(({ line }) => line));
  if (lines.length === 0) return nothing;
  const line = lines.reduce((first, one) => Math.min(first, one));
  const message =
    part === undefined
      ? 'From here on fields are wrong in a manifest that stands as text in a value. Left as they are: paste that text by itself to have it corrected.'
      : 'From here on fields are wrong that somebody else reads first (a chart, a patch, another kind). Left as they are: what becomes of them is not decided here.';
  return { mendings: [], left: [{ line, message }] };
}

interface ObjectToCorrect {
  readonly holder: Holder;
  readonly type: string;
  /** The rest of the object is not there, or is not Kubernetes' own. */
  readonly piece: boolean;
  /** Of somebody else's kind: turns a path of it into one of the object. */
  readonly shown?: Part['shown'];
  readonly unknown: ReturnType<typeof decode>['unknown'];
}

function objects(text: string, yaml: Yaml): readonly ObjectToCorrect[] {
  const real = new Set<Node>();
  const shared = new Set<Node>();
  for (const { root } of yaml.documents) if (root !== null) gather(root, real, shared);
  const isReal = (node: Node): boolean => real.has(node);
  const isShared = (node: Node): boolean => shared.has(node);
  return locate(yaml, text).flatMap((located) => {
    // Parts of something else follow rules of their own.
    const foreign = isForeignTemplate(located);
    if (located.inside !== undefined || (located.part !== undefined && !foreign)) return [];
    const { root, type, specPath = '', kind, fragment, part } = fragmentRoot(located)[0] ?? located;
    if (type === undefined || root.kind !== 'map') return [];
    const { unknown, hidden } = foreign ? decodePart(root, type) : decode(root, type);
    const holder = { root, pod: podView(root, kind ?? 'Pod', specPath), isReal, isShared, text, foreign };
    const shown = part === undefined ? {} : { shown: part.shown };
    const piece = fragment !== undefined || foreign;
    return [{ holder, type, piece, ...shown, unknown: [...unknown, ...hidden] }];
  });
}

/** What is done in a part is told with the place of the part: its own paths begin there. */
function told({ shown }: ObjectToCorrect, plan: Plan): Plan {
  if (shown === undefined) return plan;
  const below = shown('');
  const said = (message: string): string =>
    below === '' ? message.replace(STEP, shown) : `In ${below}: ${message}`;
  return {
    mendings: plan.mendings.map((one) => ({ ...one, change: said(one.change) })),
    left: plan.left.map((one) => ({ ...one, message: said(one.message) })),
  };
}

/** The path of a container, which a part without a place of its own keeps elsewhere. */
const STEP = /^(?:initC|c)ontainers\[[\w.[\]]*/;

/** Every node, and those that stand in more than one place, with all below them. Each is visited twice at most. */
function gather(node: Node, once: Set<Node>, more: Set<Node>): void {
  if (more.has(node)) return;
  (once.has(node) ? more : once).add(node);
  if (node.kind === 'seq') for (const item of node.items) gather(item, once, more);
  else if (node.kind === 'map') for (const { value } of node.entries) gather(value, once, more);
}

function slipPlan({ holder: { root, pod, text, isReal, isShared }, type }: ObjectToCorrect): Plan {
  const mendings: Mending[] = [];
  const left: Left[] = [];
  for (const mend of firstMends(root, type, pod.specPath)) {
    // A key of a mapping with an anchor would change wherever that is used.
    const apart = isReal(mend.node) && !(mend.node.kind === 'map' && isShared(mend.node));
    const made = apart ? slipMending(mend, text) : undefined;
    if (made === undefined)
      left.push({ line: mend.line, message: `${mend.said} Left as it is: ${mend.fix}` });
    else mendings.push(made);
  }
  return { mendings, left };
}
