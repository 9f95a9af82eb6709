import { fieldNamed, fieldsAt, type PodExplanation } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload, someOf } from './kit/draw-workload.ts';
import type { Draft, Drill, DrillInput } from './kit/drill.ts';
import { type Edit, inContainer, inContainers, inPod, inSpec, setting } from './kit/edits.ts';
import { type Aimed, drawAimed, type Home } from './kit/goals.ts';
import { drawnScene } from './kit/scene.ts';
import { type Workload, writeWorkload } from './kit/workload.ts';

/** Every answer there is. */
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
    containers: [
      ...workload.containers,
      { name: LATER, role: 'container', spec: { image: `registry.example/${LATER}:1.0` }, settings: {} },
    ],
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

/** What the homes of a goal are, by the rule of the difficulty. */
const HOMES_AT: Readonly<Record<1 | 2 | 3 | 4, readonly Home[]>> = {
  1: ['pod', 'container', 'each', 'spec', 'spec'],
  2: ['container', 'pod', 'either'],
  3: ['pod', 'either', 'container', 'either'],
  4: ['either', 'each', 'container', 'either'],
};

/** Fields that both levels know are set here and there; what one level alone knows is what a goal of 1 is about. */
function draw(input: DrillInput, fresh: () => number, least: number): Workload {
  const { random, difficulty } = input;
  const ofPod = { 1: 30, 2: 60, 3: 20, 4: 20, 5: 20 }[difficulty];
  const own = { 1: 30, 2: 30, 3: 15, 4: 65, 5: 65 }[difficulty];
  return drawWorkload({
    ...input,
    least,
    pod: someOf(random, [
      ['runAsUser', ofPod, fresh],
      ['runAsGroup', ofPod, fresh],
      ['fsGroup', 20, fresh],
      ['runAsNonRoot', difficulty === 2 ? 35 : 0, () => false],
    ]),
    container: () =>
      someOf(random, [
        ['runAsUser', own, fresh],
        ['runAsGroup', own, fresh],
        ['runAsNonRoot', difficulty === 4 ? 25 : 0, () => false],
        ['readOnlyRootFilesystem', 20, () => false],
      ]),
  });
}

/** Which rule the place of the field hangs on. */
function ruleOf({ pod, containers }: Workload, name: string, { field, scope }: Aimed): 1 | 2 | 3 | 4 {
  const sets = (each: Workload['containers'][number]): boolean => each.settings[field] !== undefined;
  if (scope === 'pod' || !(fieldsAt('pod').includes(field) && fieldsAt('container').includes(field)))
    return 1;
  if (
    containers.length > 1 &&
    containers.some((each) => (scope !== 'one' || each.name !== name) && sets(each))
  )
    return 4;
  return pod[field] !== undefined || containers.some(sets) ? 2 : 3;
}

/** What is so already needs no field: somebody who runs as another user will not be root, whatever runAsNonRoot says. */
function isReached(workload: Workload, name: string, { field, scope, holds }: Aimed): boolean {
  if (scope === 'pod') return workload.pod[field] !== undefined || workload.spec?.[field] !== undefined;
  const { containers } = drawnScene(workload).pod;
  const meant = containers.filter((each) => scope !== 'one' || each.name === name);
  const free = field === 'runAsNonRoot' && meant.some(({ process }) => process.uid !== null);
  return free || meant.every(holds);
}

/** Spares the engine what cannot lead to `wanted`: who sets the field itself is deaf to the pod. */
function mayReach({ containers }: Workload, name: string, { field, scope }: Aimed, wanted: Home): boolean {
  const deaf = (of: string): boolean =>
    containers.some((each) => each.name === of && each.settings[field] !== undefined);
  const others = containers.filter((each) => each.name !== name);
  if (wanted === 'either') return !deaf(name) && others.every((each) => deaf(each.name));
  if (wanted === 'pod' && scope === 'all') return containers.every((each) => !deaf(each.name));
  return true;
}

function attempt(input: DrillInput, wanted: Home): Draft | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = draw(
    input,
    fresh,
    wanted === 'each' || input.difficulty === 4 || happens(random, 50) ? 2 : 1,
  );
  const { name } = oneOf(random, workload.containers);
  const aimed = drawAimed(random, wanted, fresh);
  if (ruleOf(workload, name, aimed) !== Math.min(4, input.difficulty)) return undefined;
  if (!mayReach(workload, name, aimed, wanted) || isReached(workload, name, aimed)) return undefined;
  const misses = missesOf(workload, name, aimed);
  if (homeOf(misses, workload.containers.length) !== wanted) return undefined;
  const field = fieldNamed(aimed.field);
  if (field === undefined) return undefined;
  const goal = aimed.goal(name, workload.containers.length === 1);
  const why = whyOf(wanted, name, misses, aimed);
  return {
    kind: 'choice',
    prompt: `Where must \`${aimed.written}\` stand so that ${goal}?${replacing(workload, aimed)}`,
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
    most: 3,
    explanation: why,
    source: { title: `Documentation of ${field.name}`, url: field.documentation },
  };
}

/** Says what happens to a line of the same field, where there is one. */
function replacing({ pod, containers }: Workload, { field }: Aimed): string {
  const set = pod[field] !== undefined || containers.some(({ settings }) => settings[field] !== undefined);
  return set ? ` A \`${field}\` that stands at the same place is replaced.` : '';
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

/**
 * Where must this field stand to reach this goal? Every place is tried. 1: one level knows the field; 2: the pod or the
 * container asked about sets it already; 3: nobody does; 4: neighbours do. Nothing acts on it that would be a 5.
 */
export const homeDrill: Drill = {
  id: 'home',
  version: 3,
  topic: 'levels',
  difficulties: [1, 2, 3, 4],
  begin: (input) => {
    const wanted = oneOf(input.random, HOMES_AT[input.difficulty === 5 ? 4 : input.difficulty]);
    return () => attempt(input, wanted);
  },
};
