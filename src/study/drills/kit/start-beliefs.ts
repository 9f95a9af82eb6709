import type { ContainerExplanation, Json } from '../../../manifest/index.ts';
import { imageUserOf, ofPod, own, type Scene } from './scene.ts';

/** What comes of starting a container: it starts, one of the kubelet's refusals, or it is never tried. */
export type StartOutcome = 'starts' | 'RunAsUserIsRoot' | 'ImageRunsAsRoot' | 'ImageUserNotNumeric' | 'waits';

interface Checked {
  readonly nonRoot: Json | undefined;
  readonly user: Json | undefined;
  readonly image: string | undefined;
}

/** The kubelet's check (pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot) over given values. */
function check({ nonRoot, user, image }: Checked): StartOutcome | undefined {
  if (nonRoot !== true) return 'starts';
  if (user !== undefined) return user === 0 ? 'RunAsUserIsRoot' : 'starts';
  if (image === undefined) return undefined;
  const named = image.split(':', 1)[0] ?? '';
  if (named === '') return 'ImageRunsAsRoot';
  if (!/^\d+$/.test(named)) return 'ImageUserNotNumeric';
  return Number(named) === 0 ? 'ImageRunsAsRoot' : 'starts';
}

interface Believed {
  readonly misconception: string;
  readonly why: string;
}

/** What somebody who holds the belief would answer; undefined where it says nothing here. */
interface Model extends Believed {
  readonly answer: (facts: Facts) => StartOutcome | undefined;
}

interface Facts {
  readonly own: Checked;
  readonly pod: Checked;
  /** What really is in force. */
  readonly real: Checked;
  readonly others: readonly Checked[];
  readonly right: StartOutcome | undefined;
  /** An init container of the pod is refused, or one is there at all. */
  readonly gate: 'refused' | 'open' | 'none';
}

/** Beliefs, the likeliest first; each is tried on the manifest, and counts only where it leads to the answer given. */
const MODELS: readonly Model[] = [
  {
    misconception: 'a refused init container keeps nobody else waiting',
    why: 'Init containers come first: while one is refused, nothing behind it is tried.',
    answer: ({ gate, real }) => (gate === 'refused' ? check(real) : undefined),
  },
  {
    misconception: 'an init container under runAsNonRoot is always refused',
    why: 'The init container passes the check here, so the others get their turn.',
    answer: ({ gate }) => (gate === 'open' ? 'waits' : undefined),
  },
  {
    misconception: 'the pod always wins',
    why: "Where the container sets a field itself, its own value is checked, not the pod's.",
    answer: ({ real, pod }) =>
      check({ ...real, nonRoot: pod.nonRoot ?? real.nonRoot, user: pod.user ?? real.user }),
  },
  {
    misconception: "the container's securityContext replaces the pod's as a whole",
    why: 'What the container leaves out still comes from the pod, and that is what is checked.',
    answer: ({ own: mine }) => check(mine),
  },
  {
    misconception: 'the image decides',
    why: "The image's USER is checked only where no `runAsUser` is in force.",
    answer: ({ real }) => check({ ...real, user: undefined }),
  },
  {
    misconception: 'the kubelet finds out who a named user is',
    why: "The kubelet does not read the image's /etc/passwd: a name is refused, whoever it stands for.",
    answer: ({ real, right }) =>
      right !== 'ImageUserNotNumeric' ? undefined : real.image === 'root' ? 'ImageRunsAsRoot' : 'starts',
  },
  {
    misconception: 'a runAsUser of 0 is refused wherever it stands',
    why: 'The kubelet says this only where `runAsNonRoot: true` is in force and the `runAsUser` in force is 0.',
    answer: ({ real, pod, others }) =>
      [real.user, pod.user, ...others.map(({ user }) => user)].includes(0) ? 'RunAsUserIsRoot' : undefined,
  },
  {
    misconception: 'runAsNonRoot is checked where it is switched off, too',
    why: 'Without `runAsNonRoot: true` in force for this container the kubelet checks nothing.',
    answer: ({ real }) => check({ ...real, nonRoot: true }),
  },
  {
    misconception: 'a runAsUser that nobody sets counts as 0',
    why: "Without a `runAsUser` it is the image's USER that is checked.",
    answer: ({ real }) => (real.nonRoot === true && real.user === undefined ? 'RunAsUserIsRoot' : undefined),
  },
  {
    misconception: 'whoever is root, it is the image that is blamed',
    why: 'The image is blamed only where no `runAsUser` is in force; here one is, and the message names it.',
    answer: ({ real }) => (real.user === 0 ? 'ImageRunsAsRoot' : undefined),
  },
  {
    misconception: 'an image without a USER counts as one that cannot be checked',
    why: 'An image without a USER runs as root, and the kubelet knows it; it is names that cannot be checked.',
    answer: ({ real }) => (real.image === '' ? 'ImageUserNotNumeric' : undefined),
  },
  {
    misconception: 'the kubelet cannot check the user of an image',
    why: "It can where the image's USER is a number: only a name cannot be verified.",
    answer: ({ real }) => (real.image === undefined ? undefined : 'ImageUserNotNumeric'),
  },
  {
    misconception: 'a user who has only a name counts as root',
    why: 'A name is refused as one that cannot be checked, and only where no `runAsUser` is in force.',
    answer: ({ real }) => (/^[a-z]/.test(real.image ?? '') ? 'ImageRunsAsRoot' : undefined),
  },
  {
    misconception: 'an image counts as root unless the manifest says otherwise',
    why: "A number in the image's USER is taken at its word: only 0, or no USER at all, is root.",
    answer: ({ real }) => (/^[1-9]/.test(real.image ?? '') ? 'ImageRunsAsRoot' : undefined),
  },
  {
    misconception: 'a container that says nothing of its own user is root',
    why: "A `runAsUser` of the pod's is in force for every container that sets none, and it is what is checked.",
    answer: ({ own: mine, pod }) =>
      mine.user === undefined && pod.user !== undefined ? 'RunAsUserIsRoot' : undefined,
  },
  {
    misconception: 'the check is made on the pod alone, and without a user it is root',
    why: 'The check is made for each container, on the values in force for it.',
    answer: ({ own: mine, pod }) =>
      mine.user !== undefined && pod.user === undefined ? 'RunAsUserIsRoot' : undefined,
  },
  {
    misconception: 'two users that contradict each other break the policy',
    why: "There is no contradiction: the container's own value wins, and it is the one that is checked.",
    answer: ({ own: mine, pod }) =>
      mine.user !== undefined && pod.user !== undefined ? 'RunAsUserIsRoot' : undefined,
  },
  {
    misconception: 'runAsNonRoot changes the user by itself',
    why: '`runAsNonRoot: true` changes no user: it only has the kubelet refuse what is root or cannot be checked.',
    answer: ({ right }) => (right === 'starts' ? undefined : 'starts'),
  },
  {
    misconception: 'the image must be non-root even where runAsUser is set',
    why: 'A `runAsUser` in force is all that is checked; the image is not looked at.',
    answer: ({ real }) =>
      real.user === undefined ? undefined : check({ ...real, nonRoot: true, user: undefined }),
  },
];

/** The belief that leads to this answer about this container; undefined where nobody would come to it. */
export function believersOf(
  scene: Scene,
  container: ContainerExplanation,
  outcome: StartOutcome,
): Believed | undefined {
  const facts = factsOf(scene, container);
  const model = MODELS.find(({ answer }) => answer(facts) === outcome);
  return model === undefined ? undefined : { misconception: model.misconception, why: model.why };
}

function factsOf(scene: Scene, container: ContainerExplanation): Facts {
  const image = imageUserOf(scene, container.name);
  const of = (value: (field: string) => Json | undefined): Checked => ({
    nonRoot: value('runAsNonRoot'),
    user: value('runAsUser'),
    image,
  });
  const real = of((field) => own(container, field) ?? ofPod(container, field));
  const before = scene.pod.containers.filter(({ role }) => role !== 'container');
  const refused = before.some(({ start }) => start.verdict !== 'starts');
  const gate = container.role !== 'container' || before.length === 0 ? 'none' : refused ? 'refused' : 'open';
  return {
    own: of((field) => own(container, field)),
    pod: of((field) => ofPod(container, field)),
    real,
    others: scene.pod.containers
      .filter((each) => each !== container)
      .map((each) => ({ nonRoot: own(each, 'runAsNonRoot'), user: own(each, 'runAsUser'), image })),
    right: gate === 'refused' ? 'waits' : check(real),
    gate,
  };
}
