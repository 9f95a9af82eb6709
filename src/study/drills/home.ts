import { fieldNamed, type PodExplanation } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload, someOf } from './kit/draw-workload.ts';
import type { Draft, Drill, DrillInput } from './kit/drill.ts';
import { type Edit, inContainer, inContainers, inPod, inSpec, setting } from './kit/edits.ts';
import { type Aimed, drawAimed, type Home } from './kit/goals.ts';
import { drawnScene } from './kit/scene.ts';
import { type Workload, writeWorkload } from './kit/workload.ts';

const HOMES: readonly Home[] = ['pod', 'container', 'either', 'each', 'spec'];

const TEXTS: Readonly<Record<Home, (name: string) => string>> = {
  pod: () => "In the pod's securityContext; nowhere else",
  container: (name) => `In \`${name}\`'s securityContext; nowhere else`,
  either: (name) => `In the pod's or in \`${name}\`'s securityContext, as you like`,
  each: () => "In each container's securityContext; a single place is too few",
  spec: () => 'In the pod spec, outside any securityContext',
};

const MISCONCEPTIONS: Readonly<Record<Home, string>> = {
  pod: 'the pod level reaches everything',
  container: 'a container can set everything for itself',
  either: 'the two securityContexts know the same fields and reach the same',
  each: 'every container must say it for itself',
  spec: 'what concerns the pod stands beside its securityContext',
};

/** The place a container that is added later is tried with. */
const LATER = 'later';

type Place = Exclude<Home, 'either'>;

/** Why each place misses the goal; undefined for one that reaches it. */
type Misses = Readonly<Record<Place, string | undefined>>;

function editAt(place: Place, name: string, { field, value }: Aimed): Edit {
  const set = setting({ [field]: value });
  if (place === 'pod') return inPod(set);
  if (place === 'spec') return inSpec(set);
  return place === 'container' ? inContainer(name, set) : inContainers(() => true, set);
}

function withLater(workload: Workload): Workload {
  return {
    ...workload,
    containers: [...workload.containers, { name: LATER, role: 'container', settings: {} }],
  };
}

const OWNER: Readonly<Record<Place, string>> = {
  pod: "The pod's securityContext",
  container: "A container's securityContext",
  each: "A container's securityContext",
  spec: 'The pod spec itself',
};

/** Why the field at that place misses the goal, in a sentence; undefined where it reaches it. */
function miss(
  place: Place,
  name: string,
  before: PodExplanation,
  after: PodExplanation,
  { field, scope, holds }: Aimed,
): string | undefined {
  if (!after.accepted.strict) return `${OWNER[place]} has no \`${field}\`: kubectl refuses it.`;
  if (scope === 'pod') return undefined;
  const lacking = after.containers.find((each) => !holds(each) && (scope !== 'one' || each.name === name));
  if (lacking?.name === LATER) return 'A container that is added later would be left out.';
  if (lacking !== undefined)
    return place === 'pod'
      ? `\`${lacking.name}\` sets its own \`${field}\`, which wins over the pod's.`
      : `${OWNER[place]} does not reach \`${lacking.name}\`.`;
  if (scope !== 'one') return undefined;
  const touched = before.containers.find(
    (each, index) => each.name !== name && !holds(each) && holds(after.containers[index]),
  );
  if (touched === undefined) return undefined;
  return place === 'pod'
    ? `The pod's securityContext reaches \`${touched.name}\` as well.`
    : `Then \`${touched.name}\` changes as well.`;
}

/** What the engine says of each place: why it misses the goal, or undefined. */
function missesOf(workload: Workload, name: string, aimed: Aimed): Misses {
  const whole = (each: Workload): Workload => (aimed.scope === 'all' ? withLater(each) : each);
  const before = drawnScene(whole(workload)).pod;
  const of = (place: Place): string | undefined =>
    miss(place, name, before, drawnScene(whole(editAt(place, name, aimed)(workload))).pod, aimed);
  return { pod: of('pod'), container: of('container'), each: of('each'), spec: of('spec') };
}

/** The one true option; undefined where two of them would be, or none. */
function homeOf(misses: Misses, containers: number): Home | undefined {
  const reaches = (place: Place): boolean => misses[place] === undefined;
  if (reaches('spec')) return 'spec';
  if (reaches('pod')) return reaches('container') ? 'either' : reaches('each') ? undefined : 'pod';
  if (reaches('container')) return 'container';
  return reaches('each') && containers > 1 ? 'each' : undefined;
}

function draw(input: DrillInput, fresh: () => number, least: number): Workload {
  const { random } = input;
  return drawWorkload({
    ...input,
    least,
    pod: someOf(random, [
      ['runAsUser', 35, fresh],
      ['runAsGroup', 35, fresh],
      ['fsGroup', 25, fresh],
    ]),
    container: () =>
      someOf(random, [
        ['runAsUser', 45, fresh],
        ['runAsGroup', 45, fresh],
        ['runAsNonRoot', 15, () => false],
        ['readOnlyRootFilesystem', 20, () => false],
      ]),
  });
}

/** Spares the engine what cannot lead to `wanted`: who sets the field itself is deaf to the pod. */
function mayReach(
  { pod, containers }: Workload,
  name: string,
  { field, scope }: Aimed,
  wanted: Home,
): boolean {
  const deaf = (of: string): boolean =>
    containers.some((each) => each.name === of && each.settings[field] !== undefined);
  const others = containers.filter((each) => each.name !== name);
  if (scope !== 'one' && pod[field] !== undefined) return false;
  if (wanted === 'either') return !deaf(name) && others.every((each) => deaf(each.name));
  if (wanted === 'pod' && scope === 'all') return containers.every((each) => !deaf(each.name));
  return true;
}

function attempt(input: DrillInput, wanted: Home): Draft | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = draw(input, fresh, wanted === 'each' || happens(random, 50) ? 2 : 1);
  const { name } = oneOf(random, workload.containers);
  const aimed = drawAimed(random, wanted, fresh);
  if (!mayReach(workload, name, aimed, wanted)) return undefined;
  const misses = missesOf(workload, name, aimed);
  if (homeOf(misses, workload.containers.length) !== wanted) return undefined;
  const field = fieldNamed(aimed.field);
  if (field === undefined) return undefined;
  const goal = aimed.goal(name, workload.containers.length === 1);
  const why = whyOf(wanted, name, misses, aimed);
  return {
    kind: 'choice',
    prompt: `Where in the pod must \`${aimed.written}\` go so that ${goal}?`,
    manifest: writeWorkload(workload),
    right: { text: TEXTS[wanted](name), why },
    wrongs: shuffle(
      HOMES.filter((each) => each !== wanted),
      random,
    ).map((each) => ({
      text: TEXTS[each](name),
      misconception: MISCONCEPTIONS[each],
      why: (each === 'either' ? (misses.pod ?? misses.container) : misses[each]) ?? ENOUGH[each] ?? why,
    })),
    explanation: why,
    source: { title: `Documentation of ${field.name}`, url: field.documentation },
  };
}

/** Of a place that reaches the goal all the same, though it is not the only one. */
const ENOUGH: Readonly<Partial<Record<Home, string>>> = {
  pod: 'It works there, but not only there.',
  container: 'It works there, but not only there.',
  each: 'A single place is enough.',
};

/** Why the field reaches the goal from there and from nowhere else. */
function whyOf(home: Home, name: string, misses: Misses, { field, scope }: Aimed): string {
  switch (home) {
    case 'spec':
      return `\`${field}\` is a field of the pod spec itself; no securityContext knows it.`;
    case 'pod':
      return scope === 'pod'
        ? `Only the pod's securityContext knows \`${field}\`; it holds for the whole pod.`
        : "A container that sets none of its own takes the pod's value, and so will one that is added later.";
    case 'container':
      return `${misses.pod ?? ''} What \`${name}\` sets itself holds for \`${name}\` and for nobody else.`.trim();
    case 'either':
      return `\`${name}\` sets no \`${field}\` of its own, so the pod's reaches it, and nothing else takes it from the pod.`;
    case 'each':
      return `${misses.pod ?? ''} So each container has to set it for itself.`.trim();
  }
}

/** Where must this field go to reach this goal? Each of the five answers is equally likely; every place is tried. */
export const homeDrill: Drill = {
  id: 'home',
  version: 2,
  topic: 'levels',
  begin: (input) => {
    const wanted = oneOf(input.random, HOMES);
    return () => attempt(input, wanted);
  },
};
