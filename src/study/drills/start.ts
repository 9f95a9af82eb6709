import type { Start } from '../../manifest/index.ts';
import type { Random } from '../random.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload, someOf } from './kit/draw-workload.ts';
import { type Asker, type Draft, type Drill, type DrillInput, withImages } from './kit/drill.ts';
import { provenance } from './kit/provenance.ts';
import { drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import type { Workload } from './kit/workload.ts';

type Outcome = 'starts' | 'RunAsUserIsRoot' | 'ImageRunsAsRoot' | 'ImageUserNotNumeric';
const OUTCOMES: readonly Outcome[] = ['starts', 'RunAsUserIsRoot', 'ImageRunsAsRoot', 'ImageUserNotNumeric'];

const TEXTS: Readonly<Record<Outcome, string>> = {
  starts: 'It starts: the kubelet has nothing to object to',
  RunAsUserIsRoot: "`container's runAsUser breaks non-root policy`",
  ImageRunsAsRoot: '`container has runAsNonRoot and image will run as root`',
  ImageUserNotNumeric: '`container has runAsNonRoot and image has non-numeric user`',
};

const MISCONCEPTIONS: Readonly<Record<Outcome, readonly [misconception: string, why: string]>> = {
  starts: [
    'runAsNonRoot changes the user by itself',
    '`runAsNonRoot: true` changes no user: it only has the kubelet refuse what is root or cannot be checked.',
  ],
  RunAsUserIsRoot: [
    'a runAsUser of 0 is refused wherever it stands',
    'The kubelet says this only when `runAsNonRoot` is in force and the `runAsUser` in force is 0.',
  ],
  ImageRunsAsRoot: [
    "the image's USER is checked even where it does not count",
    'The kubelet says this only when `runAsNonRoot` is in force, no `runAsUser` is, and the image runs as UID 0.',
  ],
  ImageUserNotNumeric: [
    'a named user is always refused',
    'The kubelet says this only when `runAsNonRoot` is in force, no `runAsUser` is, and the image names its user.',
  ],
};

function outcomeOf(start: Start): Outcome | undefined {
  if (start.verdict === 'starts') return 'starts';
  if (start.verdict !== 'refused') return undefined;
  return OUTCOMES.find((each) => each === start.code);
}

/** Chances in percent that make each outcome about as likely as the others; the engine decides which it is. */
function draft(input: DrillInput, wanted: Outcome, fresh: () => number): Workload {
  const { random } = input;
  const user = (): number => (happens(random, wanted === 'RunAsUserIsRoot' ? 70 : 25) ? 0 : fresh());
  const users = wanted === 'RunAsUserIsRoot' || wanted === 'starts' ? 50 : 12;
  return drawWorkload({
    ...input,
    pod: someOf(random, [
      ['runAsNonRoot', wanted === 'starts' ? 60 : 75, () => happens(random, 85)],
      ['runAsUser', users, user],
      ['fsGroup', 30, fresh],
    ]),
    container: () =>
      someOf(random, [
        ['runAsNonRoot', 35, () => happens(random, wanted === 'starts' ? 40 : 80)],
        ['runAsUser', users, user],
        ['runAsGroup', 30, fresh],
      ]),
  });
}

function draw(input: DrillInput, wanted: Outcome): Scene {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = draft(input, wanted, fresh);
  const named = happens(random, wanted === 'ImageUserNotNumeric' ? 100 : 25);
  const imageUser = named
    ? oneOf(random, ['node', 'nginx', 'app'])
    : happens(random, 70)
      ? ''
      : String(fresh());
  return drawnScene(workload, imageUser);
}

/** Asks about one of the containers whose outcome is `wanted`; about any where nothing is. */
function askFor(scene: Scene, random: Random, wanted?: Outcome): Draft | undefined {
  const { pod } = scene;
  // No container of a pod that the kubelet turns away is ever looked at.
  if (pod.rejected !== undefined) return undefined;
  // An init container that is refused keeps the others from starting too: then the question would have two answers.
  const waits = pod.containers.some((each) => each.role !== 'container' && each.start.verdict !== 'starts');
  const decided = scene.containers.filter(({ start, role }) => {
    const outcome = outcomeOf(start);
    return outcome !== undefined && (wanted ?? outcome) === outcome && !(role === 'container' && waits);
  });
  // Without runAsNonRoot anywhere there is nothing to think about.
  const checked = pod.containers.some(({ fields }) => fields.runAsNonRoot?.value === true);
  if (decided.length === 0 || !checked) return undefined;
  const container = oneOf(random, decided);
  const right = outcomeOf(container.start) ?? 'starts';
  const why = `${provenance(container, 'runAsNonRoot')} ${provenance(container, 'runAsUser')}`;
  const others = OUTCOMES.filter((outcome) => outcome !== right);
  return {
    kind: 'choice',
    prompt: `Does the kubelet start container \`${container.name}\`${scene.whose}, or what does it say?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: TEXTS[right], why },
    wrongs: others.map((outcome) => {
      const [misconception, reason] = MISCONCEPTIONS[outcome];
      return { text: TEXTS[outcome], misconception, why: reason };
    }),
    most: others.length,
    explanation: why,
    source: SOURCES.reference,
  };
}

const ask: Asker = (scene, random) => askFor(scene, random);

/** Will container X start, and if not, with which message? Each of the four outcomes is equally likely. */
export const startDrill: Drill = {
  id: 'start',
  version: 2,
  topic: 'runAsNonRoot',
  ask,
  begin: (input) => {
    const wanted = oneOf(input.random, OUTCOMES);
    return () => {
      const scene = draw(input, wanted);
      return withImages(askFor(scene, input.random, wanted), scene);
    };
  },
};
