import type { ContainerExplanation, Start } from '../../manifest/index.ts';
import type { Random } from '../random.ts';
import { PREPARING } from './kit/apps.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload, someOf } from './kit/draw-workload.ts';
import { type Asker, type Draft, type Drill, type DrillInput, type Wrong, withImages } from './kit/drill.ts';
import { provenance } from './kit/provenance.ts';
import { askable, drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import { believersOf, type StartOutcome } from './kit/start-beliefs.ts';
import type { Settings } from './kit/workload.ts';

const REFUSALS = ['RunAsUserIsRoot', 'ImageRunsAsRoot', 'ImageUserNotNumeric'] as const;

/** The words of the kubelet for each refusal, up to what names the pod. */
const SAID: Readonly<Record<(typeof REFUSALS)[number], string>> = {
  RunAsUserIsRoot: "container's runAsUser breaks non-root policy",
  ImageRunsAsRoot: 'container has runAsNonRoot and image will run as root',
  ImageUserNotNumeric: 'container has runAsNonRoot and image has non-numeric user',
};

/** Several ways to say that it starts, so that its length says nothing. */
const STARTS = [
  'It starts',
  'It starts: the kubelet has nothing against its user',
  'It starts: no check of the kubelet has anything against its user',
];

const WAITS = 'It is not even tried, since an init container is refused';

function textOf(outcome: StartOutcome, starts: string): string {
  if (outcome === 'starts') return starts;
  return outcome === 'waits' ? WAITS : `\`${SAID[outcome]}\``;
}

function outcomeOf(container: ContainerExplanation, scene: Scene): StartOutcome | undefined {
  if (container.role === 'container' && gate(scene) !== undefined) return 'waits';
  return ofStart(container.start);
}

function ofStart(start: Start): StartOutcome | undefined {
  if (start.verdict === 'starts') return 'starts';
  return start.verdict === 'refused' ? REFUSALS.find((each) => each === start.code) : undefined;
}

/** The init container or sidecar that the kubelet refuses: nothing behind it starts. */
function gate({ pod }: Scene): ContainerExplanation | undefined {
  return pod.containers.find(({ role, start }) => role !== 'container' && start.verdict !== 'starts');
}

/** How often each outcome is wanted, in percent; without an image to ask 1 and 2 know but two of them. */
const WANTED: Readonly<Record<DrillInput['difficulty'], readonly (readonly [StartOutcome, number])[]>> = {
  1: [
    ['starts', 50],
    ['RunAsUserIsRoot', 50],
  ],
  2: [
    ['starts', 50],
    ['RunAsUserIsRoot', 50],
  ],
  3: [
    ['starts', 12],
    ['ImageRunsAsRoot', 44],
    ['ImageUserNotNumeric', 44],
  ],
  4: [
    ['starts', 12],
    ['RunAsUserIsRoot', 12],
    ['ImageRunsAsRoot', 38],
    ['ImageUserNotNumeric', 38],
  ],
  5: [
    ['starts', 20],
    ['RunAsUserIsRoot', 20],
    ['ImageRunsAsRoot', 20],
    ['ImageUserNotNumeric', 20],
    ['waits', 20],
  ],
};

function drawWanted({ random, difficulty }: DrillInput): StartOutcome {
  let left = random.below(100);
  for (const [outcome, percent] of WANTED[difficulty]) {
    if (left < percent) return outcome;
    left -= percent;
  }
  return 'starts';
}

const NAMES = ['node', 'nginx', 'app', 'root'];

/** The USER of the images: a name, `root` among them, a number, 0, or none. */
function drawUser(random: Random, wanted: StartOutcome, fresh: () => number): string {
  if (happens(random, wanted === 'ImageUserNotNumeric' ? 95 : 20)) return oneOf(random, NAMES);
  if (happens(random, wanted === 'ImageRunsAsRoot' ? 95 : 35)) return happens(random, 40) ? '0' : '';
  return String(fresh());
}

function draw(input: DrillInput, wanted: StartOutcome): Scene | undefined {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  const byImage = difficulty >= 3 && wanted.startsWith('Image');
  const users =
    byImage || difficulty === 3 ? 0 : difficulty < 3 ? 100 : wanted === 'RunAsUserIsRoot' ? 75 : 45;
  const user = (): number => (happens(random, wanted === 'RunAsUserIsRoot' ? 80 : 15) ? 0 : fresh());
  const level = difficulty === 1 ? oneOf(random, ['pod', 'container'] as const) : undefined;
  const own = (): Settings =>
    someOf(random, [
      [
        'runAsNonRoot',
        difficulty === 1 ? (level === 'container' ? 100 : 0) : 35,
        () => happens(random, wanted === 'starts' ? 45 : 75),
      ],
      ['runAsUser', level === 'pod' ? 0 : difficulty >= 4 ? 40 : users, user],
      ['runAsGroup', 20, fresh],
      ['allowPrivilegeEscalation', 15, () => false],
    ]);
  const workload = drawWorkload({
    ...input,
    least: difficulty >= 4 ? 2 : 1,
    pod: someOf(random, [
      [
        'runAsNonRoot',
        level === 'container' ? 0 : difficulty === 1 ? 100 : 75,
        () => difficulty === 1 || happens(random, 85),
      ],
      ['runAsUser', level === 'container' ? 0 : users, user],
      ['fsGroup', 25, fresh],
    ]),
    container: own,
  });
  const target = oneOf(random, workload.containers).name;
  const containers = workload.containers.map((each, index) =>
    difficulty < 4 && each.name !== target
      ? { ...each, settings: {} }
      : difficulty === 5 && index === 0 && each.role === 'container'
        ? { ...each, ...oneOf(random, PREPARING), role: 'init' as const }
        : each,
  );
  const scene = drawnScene({ ...workload, containers }, drawUser(random, wanted, fresh), { target });
  return isOf(difficulty, scene) ? scene : undefined;
}

/** Whether the difficulty's own rule decides the start of the target. */
function isOf(difficulty: DrillInput['difficulty'], scene: Scene): boolean {
  const [container] = askable(scene);
  if (container === undefined || scene.containers.every(({ role }) => role !== 'container')) return false;
  // What stands in the way of a container is a matter of its own: of 5, and of 5 alone.
  const behind = container.role === 'container' && scene.containers.some(({ role }) => role !== 'container');
  if (difficulty === 5) return behind && scene.containers.some(({ role }) => role === 'init');
  if (behind) return false;
  const { runAsNonRoot, runAsUser } = container.fields;
  const overridden = [runAsNonRoot, runAsUser].some(
    (each) => each?.overrides !== undefined && each.overrides.value !== each.value,
  );
  const ofImage = runAsUser?.source === 'image' || runAsUser?.source === 'default';
  if (difficulty === 1) return !overridden && !ofImage;
  if (difficulty === 2) return overridden && !ofImage;
  if (difficulty === 3) return ofImage && runAsNonRoot?.value === true;
  const differs = scene.containers.some(
    ({ name, fields }) =>
      name !== container.name &&
      (['runAsUser', 'runAsNonRoot'] as const).some(
        (key) => fields[key]?.source === 'container' && fields[key]?.value !== container.fields[key]?.value,
      ),
  );
  return differs && gate(scene) === undefined;
}

/** Asks about one of the containers whose outcome is `wanted`; about any where nothing is. */
function askFor(scene: Scene, random: Random, wanted?: StartOutcome): Draft | undefined {
  const { pod } = scene;
  // No container of a pod that the kubelet turns away is ever looked at.
  if (pod.rejected !== undefined) return undefined;
  const drawn = scene.target !== undefined;
  const decided = askable(scene).filter((each) => {
    const outcome = outcomeOf(each, scene);
    // Of a paste it is asked only where the kubelet says something of the container itself.
    return outcome !== undefined && (wanted ?? outcome) === outcome && (drawn || outcome !== 'waits');
  });
  // Without runAsNonRoot anywhere there is nothing to think about.
  const checked = pod.containers.some(({ fields }) => fields.runAsNonRoot?.value === true);
  if (decided.length === 0 || !checked) return undefined;
  const container = oneOf(random, decided);
  // Two init containers that are refused: which of them is tried first would be another question.
  if (container.role !== 'container' && gate(scene) !== undefined && gate(scene) !== container)
    return undefined;
  const right = outcomeOf(container, scene) ?? 'starts';
  const starts = oneOf(random, STARTS);
  const wrongs = wrongsFor(scene, container, right, starts);
  // All that can happen is offered, so that what is left out says nothing.
  if (drawn && wrongs.length < (isGated(scene, container) ? 4 : 3)) return undefined;
  const early = pod.containers.some(({ role }) => role === 'init');
  const why = whyOf(scene, container, right);
  return {
    kind: 'choice',
    prompt: `Does the kubelet start container \`${container.name}\`${scene.whose}, or what does it say?${imageNote(scene, early ? scene.containers : [container])}`,
    manifest: scene.manifest,
    right: { text: textOf(right, starts), why: ruleOf(scene, container, right) },
    wrongs,
    most: wrongs.length,
    least: 3,
    explanation: why,
    source: SOURCES.reference,
  };
}

/** Whether a drawn container has an init container before it. */
function isGated({ target, containers }: Scene, { role }: ContainerExplanation): boolean {
  return target !== undefined && role === 'container' && containers.some((each) => each.role === 'init');
}

/** The other outcomes that somebody may believe in here, each with the belief that leads to it. */
function wrongsFor(
  scene: Scene,
  container: ContainerExplanation,
  right: StartOutcome,
  starts: string,
): readonly Wrong[] {
  const waits = isGated(scene, container) ? (['waits'] as const) : [];
  const outcomes: readonly StartOutcome[] = ['starts', ...REFUSALS, ...waits];
  return outcomes.flatMap((outcome): readonly Wrong[] => {
    const believed = outcome === right ? undefined : believersOf(scene, container, outcome);
    if (believed === undefined) return [];
    const must = outcome === 'starts' ? ({ must: true } as const) : {};
    return [{ text: textOf(outcome, starts), ...believed, ...must }];
  });
}

/** The rule that decides, in a sentence. */
function ruleOf(scene: Scene, { fields }: ContainerExplanation, right: StartOutcome): string {
  switch (right) {
    case 'waits':
      return `Init containers come first: \`${gate(scene)?.name}\` is refused and retried, so nothing behind it starts.`;
    case 'RunAsUserIsRoot':
      return '`runAsNonRoot: true` and `runAsUser: 0` are both in force, so the image is not even looked at.';
    case 'ImageRunsAsRoot':
      return "`runAsNonRoot: true` is in force and no `runAsUser` is, so the image's USER is checked: none, or 0, is root.";
    case 'ImageUserNotNumeric':
      return "`runAsNonRoot: true` is in force and no `runAsUser` is, so the image's USER is checked: of a name the kubelet cannot tell who it is, `root` included.";
    case 'starts':
      return fields.runAsNonRoot?.value === true
        ? 'The kubelet checks one number, `runAsUser`, else the USER of the image, and this one is not 0.'
        : 'No `runAsNonRoot: true` is in force for it, so the kubelet checks nothing.';
  }
}

function whyOf(scene: Scene, container: ContainerExplanation, right: StartOutcome): string {
  const rule = ruleOf(scene, container, right);
  const facts = `${provenance(container, 'runAsNonRoot')} ${provenance(container, 'runAsUser')}`;
  if (right === 'starts') return `${facts} ${rule}`;
  if (right === 'waits') return `${rule} The pod shows \`Init:CreateContainerConfigError\`.`;
  return `${facts} ${rule} The container waits with \`CreateContainerConfigError\`, and the kubelet tries again and again.`;
}

const ask: Asker = (scene, random) => askFor(scene, random);

/** Will container X start, and if not, with which message? At 5 an init container may stand in the way. */
export const startDrill: Drill = {
  id: 'start',
  version: 3,
  topic: 'runAsNonRoot',
  ask,
  begin: (input) => {
    const wanted = drawWanted(input);
    return () => {
      const scene = draw(input, wanted);
      return scene === undefined ? undefined : withImages(askFor(scene, input.random, wanted), scene);
    };
  },
};
