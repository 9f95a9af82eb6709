import { decode } from '../decode.ts';
import { decodePart } from '../decode-part.ts';
import { fragmentRoot } from '../fragment.ts';
import { type Located, locate } from '../locate.ts';
import { firstMends } from '../mend/object.ts';
import { spacedText } from '../mend/spaces.ts';
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
    ['slips', () => all(found().map(slipPlan))],
    ['keys', () => all(found().map(({ unknown, holder }) => keyPlan(unknown, holder)))],
    ['remedies', () => all(found().map(({ holder, fragment }) => remedyPlan(holder, fragment)))],
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

/** Values, patches, other people's kinds and text in a value: they follow rules of their own, and stay as they are. */
function othersPlan({ root, type, part, inside }: Located): Plan {
  const nothing = { mendings: [], left: [] };
  if ((part === undefined && inside === undefined) || type === undefined || root.kind !== 'map')
    return nothing;
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
  readonly fragment: boolean;
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
    if (located.inside !== undefined || located.part !== undefined) return [];
    const { root, type, specPath = '', kind, fragment } = fragmentRoot(located)[0] ?? located;
    if (type === undefined || root.kind !== 'map') return [];
    const { unknown, hidden } = decode(root, type);
    const holder = { root, pod: podView(root, kind ?? 'Pod', specPath), isReal, isShared, text };
    return [{ holder, type, fragment: fragment !== undefined, unknown: [...unknown, ...hidden] }];
  });
}

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
