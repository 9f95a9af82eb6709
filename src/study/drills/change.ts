import type { ContainerExplanation, PodExplanation } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { freshIds, oneOf } from './chance.ts';
import { drawWorkload, someOf } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { drawImageUser, explained, explainedContainer, imageSentence } from './explained.ts';
import { lettered, untilDrawn } from './options.ts';
import { provenance } from './provenance.ts';
import { SOURCES } from './sources.ts';
import type { Settings, Workload } from './workload.ts';

/** One edit of the manifest, as an option says it. */
interface Change {
  readonly text: string;
  readonly misconception: string;
  readonly apply: (workload: Workload) => Workload;
}

function inContainer(name: string, change: (settings: Settings) => Settings): Change['apply'] {
  return (workload) => ({
    ...workload,
    containers: workload.containers.map((each) =>
      each.name === name ? { ...each, settings: change(each.settings) } : each,
    ),
  });
}

const inPod =
  (change: (settings: Settings) => Settings): Change['apply'] =>
  (workload) => ({ ...workload, pod: change(workload.pod) });

const without = (settings: Settings, key: string): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name !== key));

/** The edits worth offering to have `name` run as UID `wanted`. */
function changesFor(workload: Workload, name: string, other: string, wanted: number): readonly Change[] {
  const user = { runAsUser: wanted };
  return [
    {
      text: `Set \`runAsUser: ${wanted}\` in container \`${name}\``,
      misconception: 'the pod always wins',
      apply: inContainer(name, (settings) => ({ ...settings, ...user })),
    },
    {
      text: `Set \`runAsUser: ${wanted}\` in the pod`,
      misconception: "the pod's value reaches one container only",
      apply: inPod((settings) => ({ ...settings, ...user })),
    },
    {
      text: `Set \`runAsUser: ${wanted}\` in container \`${other}\``,
      misconception: "a neighbour's value carries over",
      apply: inContainer(other, (settings) => ({ ...settings, ...user })),
    },
    {
      text: `Set \`runAsGroup: ${wanted}\` in container \`${name}\``,
      misconception: 'runAsGroup sets the user too',
      apply: inContainer(name, (settings) => ({ ...settings, runAsGroup: wanted })),
    },
    {
      text: `Set \`fsGroup: ${wanted}\` in the pod`,
      misconception: 'fsGroup is a user',
      apply: inPod((settings) => ({ ...settings, fsGroup: wanted })),
    },
    ...(workload.containers.some((each) => each.name === name && each.settings.runAsUser !== undefined)
      ? [
          {
            text: `Remove \`runAsUser\` from container \`${name}\``,
            misconception: 'the image decides',
            apply: inContainer(name, (settings) => without(settings, 'runAsUser')),
          },
        ]
      : []),
    ...(workload.pod.runAsUser === undefined
      ? []
      : [
          {
            text: 'Remove `runAsUser` from the pod',
            misconception: "what the pod sets keeps the container's from applying",
            apply: inPod((settings) => without(settings, 'runAsUser')),
          },
        ]),
  ];
}

const valuesOf = ({ fields, process }: ContainerExplanation, user: boolean): string =>
  JSON.stringify([
    Object.entries(fields).flatMap(([key, { value }]) => (key === 'runAsUser' ? [] : [[key, value]])),
    user ? process : { ...process, uid: null },
  ]);

/** What a change amounts to: undefined when it does what is asked, else why it does not. */
export function shortfall(
  before: PodExplanation,
  after: PodExplanation,
  name: string,
  wanted: number,
): string | undefined {
  const uid = after.containers.find((each) => each.name === name)?.process.uid;
  if (uid !== wanted) return `\`${name}\` would run as UID ${uid ?? 'the image says'}, not ${wanted}.`;
  const changed = after.containers.find((each, index) => {
    const old = before.containers[index];
    return old === undefined || valuesOf(old, each.name !== name) !== valuesOf(each, each.name !== name);
  });
  if (changed === undefined) return undefined;
  const what = changed.process.uid === wanted ? `run as UID ${wanted}` : 'change';
  return changed.name === name
    ? `\`${name}\` would run as UID ${wanted}, but its other values change too.`
    : `\`${name}\` would run as UID ${wanted}, but \`${changed.name}\` would ${what} as well.`;
}

function attempt(input: DrillInput): Drawing | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const pooled = fresh();
  const workload = drawWorkload({
    ...input,
    least: 2,
    pod: someOf(random, [
      ['runAsUser', 75, () => pooled],
      ['runAsGroup', 40, fresh],
      ['fsGroup', 35, fresh],
    ]),
    container: () =>
      someOf(random, [
        ['runAsUser', 65, fresh],
        ['runAsGroup', 25, fresh],
        ['readOnlyRootFilesystem', 25, () => true],
      ]),
  });
  const imageUser = drawImageUser(random, fresh);
  const [asked, neighbour] = shuffle(workload.containers, random);
  if (asked === undefined || neighbour === undefined) return undefined;
  const { runAsUser } = workload.pod;
  const goals = [fresh(), fresh(), Number(imageUser), typeof runAsUser === 'number' ? runAsUser : 0];
  const wanted = oneOf(random, goals);
  if (wanted === 0) return undefined;
  const { manifest, pod } = explained(workload, imageUser);
  const found = explainedContainer(pod, asked);
  if (found.process.uid === wanted) return undefined;
  const judged = changesFor(workload, asked.name, neighbour.name, wanted).map((change) => {
    const why = shortfall(pod, explained(change.apply(workload), imageUser).pod, asked.name, wanted);
    return { ...change, why };
  });
  const rights = shuffle(
    judged.filter((each) => each.why === undefined),
    random,
  );
  const removal = rights.find((each) => each.text.startsWith('Remove'));
  const right = removal ?? rights[0];
  const wrongs = shuffle(
    judged.filter((each) => each.why !== undefined),
    random,
  );
  if (right === undefined || wrongs.length < 3) return undefined;
  const why = `After it \`${asked.name}\` runs as UID ${wanted}, and every other value of every container is what it was.`;
  const options = lettered(random, [
    { text: right.text, correct: true, why },
    ...wrongs.slice(0, 3).map(({ text, misconception, why: reason = '' }) => ({
      text,
      correct: false,
      misconception,
      why: reason,
    })),
  ]);
  return {
    kind: 'choice',
    prompt: `Which single change makes container \`${asked.name}\` run as UID ${wanted} while all else stays? ${imageSentence(imageUser)}`,
    manifest,
    options,
    explanation: `Before: ${provenance(found, 'runAsUser')} After: UID ${wanted}, and nothing else is different.`,
    source: SOURCES.container,
  };
}

/** Which single change makes X run as UID n while all else stays? Every change offered is applied and explained. */
export const changeDrill: Drill = {
  id: 'change',
  version: 1,
  topic: 'Levels',
  draw: (input) => untilDrawn(() => attempt(input)),
};
