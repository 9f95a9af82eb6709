import type { Start } from '../../manifest/index.ts';
import { freshIds, happens, oneOf } from './chance.ts';
import { drawWorkload, someOf } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { explained, explainedContainer, imageSentence } from './explained.ts';
import { lettered, untilDrawn } from './options.ts';
import { provenance } from './provenance.ts';
import { SOURCES } from './sources.ts';
import type { Workload } from './workload.ts';

type Outcome = 'starts' | 'RunAsUserIsRoot' | 'ImageRunsAsRoot' | 'ImageUserNotNumeric';
const OUTCOMES: readonly Outcome[] = ['starts', 'RunAsUserIsRoot', 'ImageRunsAsRoot', 'ImageUserNotNumeric'];

const TEXTS: Readonly<Record<Outcome, string>> = {
  starts: 'It starts: the kubelet has nothing to object to',
  RunAsUserIsRoot: "container's runAsUser breaks non-root policy",
  ImageRunsAsRoot: 'container has runAsNonRoot and image will run as root',
  ImageUserNotNumeric: 'container has runAsNonRoot and image has non-numeric user',
};

const MISCONCEPTIONS: Readonly<Record<Outcome, readonly [misconception: string, why: string]>> = {
  starts: [
    'runAsNonRoot changes the user by itself',
    '`runAsNonRoot: true` changes no user: it only has the kubelet refuse what is root or cannot be checked.',
  ],
  RunAsUserIsRoot: [
    'the check looks at the wrong level',
    'The kubelet says this only when `runAsNonRoot` is in force and the `runAsUser` in force is 0.',
  ],
  ImageRunsAsRoot: [
    "the image's USER is checked even where it does not count",
    'The kubelet says this only when `runAsNonRoot` is in force, no `runAsUser` is, and the image runs as UID 0.',
  ],
  ImageUserNotNumeric: [
    'a named user is refused always',
    'The kubelet says this only when `runAsNonRoot` is in force, no `runAsUser` is, and the image names its user.',
  ],
};

function outcomeOf(start: Start): Outcome | undefined {
  if (start.verdict === 'starts') return 'starts';
  if (start.verdict === 'depends-on-image') return undefined;
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

function attempt(input: DrillInput, wanted: Outcome): Drawing | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = draft(input, wanted, fresh);
  const named = happens(random, wanted === 'ImageUserNotNumeric' ? 100 : 25);
  const imageUser = named
    ? oneOf(random, ['node', 'nginx', 'app'])
    : happens(random, 70)
      ? ''
      : String(fresh());
  const container = oneOf(random, workload.containers);
  const { manifest, pod } = explained(workload, imageUser);
  const found = explainedContainer(pod, container);
  if (outcomeOf(found.start) !== wanted) return undefined;
  // An init container that is refused keeps the others from starting too: then the question would have two answers.
  const waits = pod.containers.some((each) => each.role !== 'container' && each.start.verdict !== 'starts');
  if (found.role === 'container' && waits) return undefined;
  const explanation = `${provenance(found, 'runAsNonRoot')} ${provenance(found, 'runAsUser')}`;
  const options = OUTCOMES.map((outcome) => {
    const [misconception, why] = MISCONCEPTIONS[outcome];
    return outcome === wanted
      ? { text: TEXTS[outcome], correct: true, why: explanation }
      : { text: TEXTS[outcome], correct: false, why, misconception };
  });
  return {
    kind: 'choice',
    prompt: `Does container \`${container.name}\` start, or what does the kubelet say? ${imageSentence(imageUser)}`,
    manifest,
    options: lettered(random, options),
    explanation,
    source: SOURCES.reference,
  };
}

/** Will container X start, and if not, with which message? Each of the four outcomes is equally likely. */
export const startDrill: Drill = {
  id: 'start',
  version: 1,
  topic: 'runAsNonRoot',
  draw: (input) => {
    const wanted = oneOf(input.random, OUTCOMES);
    return untilDrawn(() => attempt(input, wanted));
  },
};
