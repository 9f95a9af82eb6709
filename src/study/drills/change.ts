import type { ContainerExplanation, Json, PodExplanation } from '../../manifest/index.ts';
import { type Random, shuffle } from '../random.ts';
import { freshIds, oneOf } from './kit/chance.ts';
import { drawWorkload, someOf } from './kit/draw-workload.ts';
import type { Draft, Drill, DrillInput } from './kit/drill.ts';
import { type Edit, inContainer, inPod, removing, setting } from './kit/edits.ts';
import { provenance } from './kit/provenance.ts';
import { drawImageUser, drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import { type Workload, writeWorkload } from './kit/workload.ts';

/** What is to become of some containers: their user or their primary group is to be `wanted`. */
interface Goal {
  readonly field: 'runAsUser' | 'runAsGroup';
  readonly names: readonly string[];
  readonly wanted: number;
}

/** What reaches a goal: a value at one of the two levels, or one less in the way of the right one. */
type Remedy = 'container' | 'pod' | 'removal';
/** What is removed leaves another level or the image to decide: that is no 1. For several at once it is the pod. */
const REMEDIES_AT: Readonly<Record<1 | 2 | 3 | 4, readonly Remedy[]>> = {
  1: ['container', 'pod'],
  2: ['container', 'removal', 'removal'],
  3: ['container', 'pod', 'removal'],
  4: ['container', 'pod', 'pod', 'removal'],
};

/** One edit of the manifest, as an option says it. */
interface Change {
  readonly text: string;
  readonly misconception: string;
  readonly edit: Edit;
  /** Why kubectl does not take the manifest after it. */
  readonly refusal?: string;
}

const SWAPPED = { runAsUser: 'runAsGroup', runAsGroup: 'runAsUser' } as const;

/** The edits worth offering for a goal, and one that kubectl refuses. */
function changesFor(random: Random, workload: Workload, { field, names, wanted }: Goal): readonly Change[] {
  const other = SWAPPED[field];
  const changes: Change[] = [];
  const refused: Change[] = [];
  const change = (to: string | undefined, key: string, value: Json, misconception: string): Change => {
    const edit = setting({ [key]: value });
    return {
      text: `Set \`${key}: ${JSON.stringify(value)}\` in ${to === undefined ? 'the pod' : `container \`${to}\``}`,
      misconception,
      edit: to === undefined ? inPod(edit) : inContainer(to, edit),
    };
  };
  const set = (...args: Parameters<typeof change>): void => {
    changes.push(change(...args));
  };
  const bad = (refusal: string, ...args: Parameters<typeof change>): void => {
    refused.push({ ...change(...args), refusal: `kubectl refuses it: ${refusal}.` });
  };
  for (const name of names) {
    set(name, field, wanted, names.length > 1 ? 'containers share what one sets' : 'the pod always wins');
    set(name, other, wanted, 'user and group follow each other');
    bad(
      "a container's securityContext has no `fsGroup`",
      name,
      'fsGroup',
      wanted,
      'a container may set any field of the pod for itself',
    );
  }
  for (const to of [undefined, ...names]) {
    bad('in quotes it is a string', to, field, String(wanted), 'a number in quotes is as good as a number');
    const miscased = field.replace('As', 'as');
    bad(`\`${miscased}\` is no field`, to, miscased, wanted, 'upper and lower case do not matter');
  }
  set(undefined, field, wanted, "the pod's value reaches one container only");
  set(undefined, other, wanted, 'user and group follow each other');
  set(undefined, 'fsGroup', wanted, `fsGroup is a ${field === 'runAsUser' ? 'user' : 'primary group'}`);
  if (field === 'runAsGroup')
    set(undefined, 'supplementalGroups', [wanted], 'a supplemental group can become the primary one');
  for (const { name, settings } of workload.containers) {
    if (!names.includes(name)) set(name, field, wanted, "a neighbour's value carries over");
    if (settings[field] !== undefined)
      changes.push({
        text: `Remove \`${field}\` from container \`${name}\``,
        misconception: names.includes(name)
          ? 'a value must go before another can apply'
          : "a neighbour's value carries over",
        edit: inContainer(name, removing(field)),
      });
  }
  if (workload.pod[field] !== undefined)
    changes.push({
      text: `Remove \`${field}\` from the pod`,
      misconception: "what the pod sets keeps the container's from applying",
      edit: inPod(removing(field)),
    });
  return [...changes, oneOf(random, refused)];
}

/** All that a change must leave alone; for a container the goal is about, all but what the goal names. */
function rest(container: ContainerExplanation, { field, names }: Goal): string {
  const { fields, process } = container;
  if (!names.includes(container.name)) return JSON.stringify([fieldValues(container, []), process]);
  const kept =
    field === 'runAsUser'
      ? { ...process, uid: 0 }
      : { ...process, gid: 0, groups: process.groups.filter((each) => each !== process.gid) };
  return JSON.stringify([fieldValues({ fields }, [field]), kept]);
}

function fieldValues({ fields }: Pick<ContainerExplanation, 'fields'>, but: readonly string[]): unknown {
  return Object.entries(fields).flatMap(([key, { value }]) => (but.includes(key) ? [] : [[key, value]]));
}

const MEASURE = { runAsUser: 'UID', runAsGroup: 'the primary GID' } as const;

/** `UID 5`, or where only the image knows, that. */
function has(value: number | null, { field }: Goal): string {
  return value === null
    ? `whatever ${field === 'runAsUser' ? 'UID' : 'primary GID'} the image gives it`
    : `${MEASURE[field]} ${value}`;
}

function idOf({ process }: ContainerExplanation, { field }: Goal): number | null {
  return field === 'runAsUser' ? process.uid : process.gid;
}

/** What a change that kubectl takes amounts to: undefined when it does what is asked, else why it does not. */
function shortfall(before: PodExplanation, after: PodExplanation, goal: Goal): string | undefined {
  const { names, wanted } = goal;
  const short = after.containers.find((each) => names.includes(each.name) && idOf(each, goal) !== wanted);
  if (short !== undefined)
    return `\`${short.name}\` would have ${has(idOf(short, goal), goal)}, not ${wanted}.`;
  const changed = after.containers.find((each, index) => {
    const old = before.containers[index];
    return old === undefined || rest(old, goal) !== rest(each, goal);
  });
  if (changed === undefined) return undefined;
  return names.includes(changed.name)
    ? `\`${changed.name}\` would have ${has(wanted, goal)}, but its other values change too.`
    : `Something changes for \`${changed.name}\` as well.`;
}

function draw(input: DrillInput, fresh: () => number): Workload {
  const { random, difficulty } = input;
  return drawWorkload({
    ...input,
    least: difficulty === 4 ? 2 : 1,
    pod: someOf(random, [
      ['runAsUser', difficulty === 3 ? 30 : 65, fresh],
      ['runAsGroup', difficulty === 3 ? 30 : 60, fresh],
      ['fsGroup', 35, fresh],
    ]),
    container: () =>
      someOf(random, [
        ['runAsUser', 55, fresh],
        ['runAsGroup', 45, fresh],
        ['readOnlyRootFilesystem', 25, () => true],
      ]),
  });
}

/** A goal that the remedy is likely to reach; the engine decides whether it does. */
function drawGoal(
  random: Random,
  remedy: Remedy,
  { pod, containers }: Workload,
  fresh: () => number,
  imageUser: string,
): Goal | undefined {
  const field = oneOf(random, ['runAsUser', 'runAsGroup'] as const);
  const silent = containers.filter(({ settings }) => settings[field] === undefined).map(({ name }) => name);
  const setting = containers.filter(({ name }) => !silent.includes(name)).map(({ name }) => name);
  if (remedy === 'pod') {
    const alone = silent.length === 1 && containers.length === 1;
    if ((silent.length < 2 && !alone) || silent.length > 3) return undefined;
    return { field, names: silent, wanted: fresh() };
  }
  if (remedy === 'container') return { field, names: [oneOf(random, containers).name], wanted: fresh() };
  const hidden = pod[field] ?? (field === 'runAsUser' ? Number(imageUser) : 0);
  if (setting.length === 0 || typeof hidden !== 'number' || hidden === 0) return undefined;
  return { field, names: [oneOf(random, setting)], wanted: hidden };
}

/**
 * The hardest rule that who makes the change has to know: 4 where somebody else sets the field too, 3 where the image
 * had a say before or has one after it, 2 where a value overrides another before or after, else 1.
 */
function ruleOf(scene: Scene, changed: Workload, { field, names }: Goal, imageUser: string): 1 | 2 | 3 | 4 {
  const after = drawnScene(changed, imageUser);
  const of = ({ pod }: Scene) =>
    pod.containers.filter((each) => names.includes(each.name)).map((each) => each.fields[field]);
  const ways = [...of(scene), ...of(after)];
  const others = scene.containers.filter((each) => !names.includes(each.name));
  if (names.length > 1 || others.some((each) => each.fields[field]?.source === 'container')) return 4;
  if (ways.some((each) => each?.source !== 'container' && each?.source !== 'pod')) return 3;
  return ways.some((each) => each?.overrides !== undefined) ? 2 : 1;
}

const listed = (names: readonly string[]): string =>
  names
    .map((name) => `\`${name}\``)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ');

/** Spares the engine what cannot be of the difficulty: {@link ruleOf} decides what is. */
function mayBe(
  { difficulty }: DrillInput,
  remedy: Remedy,
  { pod, containers }: Workload,
  { field, names }: Goal,
): boolean {
  const sets = ({ settings }: Workload['containers'][number]): boolean => settings[field] !== undefined;
  const several = names.length > 1 || containers.some((each) => !names.includes(each.name) && sets(each));
  if (several || difficulty >= 4) return several && difficulty >= 4;
  const own = containers.some((each) => names.includes(each.name) && sets(each));
  const ofPod = pod[field] !== undefined;
  if (remedy === 'removal') return difficulty === (ofPod ? 2 : 3);
  if (!own && !ofPod) return difficulty === 3;
  return difficulty === (ofPod && (own || remedy === 'container') ? 2 : 1);
}

function attempt(input: DrillInput, remedy: Remedy): Draft | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = draw(input, fresh);
  const imageUser = drawImageUser(random, fresh);
  const goal = drawGoal(random, remedy, workload, fresh, imageUser);
  if (goal === undefined) return undefined;
  const { field, names, wanted } = goal;
  if (!mayBe(input, remedy, workload, goal)) return undefined;
  const scene = drawnScene(workload, imageUser);
  const found = scene.containers.filter((each) => names.includes(each.name));
  const [first] = found;
  if (first === undefined || found.some((each) => idOf(each, goal) === wanted)) return undefined;
  const asIs = writeWorkload(workload);
  const offered = changesFor(random, workload, goal).filter(
    ({ edit }) => writeWorkload(edit(workload)) !== asIs,
  );
  const judged = shuffle(offered, random).map((change) => {
    const after = drawnScene(change.edit(workload), imageUser).pod;
    return { ...change, why: after.accepted.strict ? shortfall(scene.pod, after, goal) : change.refusal };
  });
  const rights = judged.filter((each) => each.why === undefined);
  const right = rights.find((each) => each.text.startsWith('Remove')) ?? rights[0];
  if (
    right !== undefined &&
    ruleOf(scene, right.edit(workload), goal, imageUser) !== Math.min(4, input.difficulty)
  )
    return undefined;
  if (right === undefined || right.text.startsWith('Remove') !== (remedy === 'removal')) return undefined;
  const what = field === 'runAsUser' ? `run as UID ${wanted}` : `have the primary GID ${wanted}`;
  const who = `${names.length > 1 ? 'containers' : 'container'} ${listed(names)}`;
  return {
    kind: 'choice',
    prompt: `Which single change makes ${who} ${what} and leaves everything else as it is?${imageNote(scene, found)}`,
    manifest: scene.manifest,
    right: {
      text: right.text,
      why: `After it ${listed(names)} ${names.length > 1 ? 'have' : 'has'} ${has(wanted, goal)}, and every other value of every container is what it was.`,
    },
    wrongs: judged.flatMap(({ text, misconception, why }) =>
      why === undefined ? [] : [{ text, misconception, why }],
    ),
    explanation: `${found.map((each) => provenance(each, field)).join(' ')} After the change: ${has(wanted, goal)}, and nothing else is different.`,
    source: SOURCES.container,
  };
}

/**
 * Which single change gives X the user or group n while all else stays? To set it in the container, to set it in the
 * pod and to remove what hides it are all right often; every change offered is applied and explained. Nothing acts on it
 * that would be a 5.
 */
export const changeDrill: Drill = {
  id: 'change',
  version: 3,
  topic: 'levels',
  difficulties: [1, 2, 3, 4],
  begin: (input) => {
    const remedy = oneOf(input.random, REMEDIES_AT[input.difficulty === 5 ? 4 : input.difficulty]);
    return () => attempt(input, remedy);
  },
};
