import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import type { Random } from '../random.ts';
import { userBeliefs } from './kit/beliefs.ts';
import { freshIds, happens } from './kit/chance.ts';
import { drawWorkload, someOf } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { provenance } from './kit/provenance.ts';
import { drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import type { Settings, Workload } from './kit/workload.ts';

/** What one would have to believe to take a container that is not root for root; of several, not the same for all. */
function taken(scene: Scene, container: ContainerExplanation, index: number): string {
  if (container.process.uid === 0) return 'the kubelet starts whoever is root';
  const roots = userBeliefs(scene, container).filter(({ value }) => value === 0);
  return (
    roots[index % Math.max(1, roots.length)]?.misconception ??
    'a container is root unless it drops its privileges'
  );
}

/** How many containers, by the difficulty: enough for some to be root and some not. */
const LEAST = { 1: 2, 2: 2, 3: 3, 4: 3, 5: 3 } as const;

/** 1 and 2 set users at one level or two, 3 leaves some to the image, 4 has images that differ, 5 has runAsNonRoot. */
function draw(input: DrillInput): Scene | undefined {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  const user = (): Json => (happens(random, 45) ? 0 : fresh());
  const nonRoot = difficulty === 5 && happens(random, 50);
  const ofPod = difficulty === 2 || (difficulty === 5 && happens(random, 60));
  const own = { 1: 100, 2: 55, 3: 45, 4: 35, 5: 65 }[difficulty];
  const workload = drawWorkload({
    random,
    difficulty,
    least: LEAST[difficulty] + (happens(random, 40) ? 1 : 0),
    pod: someOf(random, [
      ['runAsNonRoot', nonRoot ? 100 : 0, () => true],
      ['runAsUser', ofPod ? 100 : 0, user],
      ['runAsGroup', 45, () => (happens(random, 30) ? 0 : fresh())],
      ['fsGroup', 25, () => (happens(random, 20) ? 0 : fresh())],
    ]),
    container: () =>
      containerOf(random, difficulty === 5 && !nonRoot ? 55 : difficulty === 5 ? 25 : 0, nonRoot, own, user),
  });
  const image = (): string => (happens(random, 50) ? '' : happens(random, 30) ? '0' : String(fresh()));
  const scene = drawnScene(workload, difficulty === 4 ? imagesOf(workload, image) : image());
  return isOf(difficulty, scene) ? scene : undefined;
}

/** Whether the difficulty's own rule decides who is root. */
function isOf(difficulty: DrillInput['difficulty'], { containers, imageUsers }: Scene): boolean {
  const users = containers.map(({ fields }) => fields.runAsUser);
  const ofImage = containers.filter((_, index) => ['image', 'default'].includes(users[index]?.source ?? ''));
  if (difficulty === 2) return users.some((each) => each?.overrides !== undefined);
  if (difficulty === 3) return ofImage.length > 0;
  if (difficulty === 4) return new Set(ofImage.map(({ name }) => imageUsers[name])).size > 1;
  return difficulty === 1 || containers.some((each) => isRefused(each) === true);
}

/** runAsNonRoot of a container alone, or an exception to the pod's. */
function containerOf(
  random: Random,
  percent: number,
  ofPod: boolean,
  own: number,
  user: () => Json,
): Settings {
  return someOf(random, [
    ['runAsNonRoot', percent, () => !ofPod],
    ['runAsUser', own, user],
    ['runAsGroup', 20, () => 0],
    ['readOnlyRootFilesystem', 20, () => true],
  ]);
}

const imagesOf = ({ containers }: Workload, image: () => string): Readonly<Record<string, string>> =>
  Object.fromEntries(containers.map(({ name }) => [name, image()]));

/** Refused for being root; undefined where it is not known. */
function isRefused({ start }: ContainerExplanation): boolean | undefined {
  if (start.verdict === 'starts') return false;
  return start.verdict === 'refused' ? true : undefined;
}

function whyOf(container: ContainerExplanation, guarded: boolean): string {
  const user = provenance(container, 'runAsUser');
  if (!guarded || container.process.uid !== 0) return user;
  return isRefused(container) === true
    ? `${user} That is root, and \`runAsNonRoot: true\` (line ${container.fields.runAsNonRoot?.line}) has the kubelet refuse it: it never runs.`
    : `${user} No \`runAsNonRoot: true\` is in force for it.`;
}

const ask: Asker = (scene) => {
  const { containers } = scene;
  if (containers.length < 2 || containers.some(({ process }) => process.uid === null)) return undefined;
  if (containers.length < scene.pod.containers.length || scene.pod.rejected !== undefined) return undefined;
  const refusals = containers.map(isRefused);
  if (refusals.includes(undefined)) return undefined;
  const guarded = containers.some(({ fields }) => fields.runAsNonRoot?.value === true);
  // Behind an init container or sidecar that is refused nothing starts at all.
  if (containers.some(({ role }, index) => role !== 'container' && refusals[index] === true))
    return undefined;
  const options = containers.map((container, index) => {
    const correct = container.process.uid === 0 && refusals[index] === false;
    return {
      text: container.name,
      correct,
      why: whyOf(container, guarded),
      ...(correct ? {} : { misconception: taken(scene, container, index) }),
    };
  });
  if (options.every(({ correct }) => correct) || options.every(({ correct }) => !correct)) return undefined;
  const count = options.filter(({ correct }) => correct).length;
  const names = options.flatMap(({ text, correct }) => (correct ? [`\`${text}\``] : []));
  const rule = guarded
    ? 'Each takes its UID from itself, else the pod, else the image; a root that `runAsNonRoot: true` covers is not started.'
    : 'Each takes its UID from itself, else from the pod, else from the image; without any of them it is root.';
  return {
    kind: 'multi',
    prompt: guarded
      ? `The pod${scene.whose} is created. Which of its containers get to run as root (UID 0)?${imageNote(scene, containers)}`
      : `Which containers${scene.whose} run as root (UID 0)?${imageNote(scene, containers)}`,
    manifest: scene.manifest,
    options,
    explanation: `${rule} So it is ${count === 1 ? 'only ' : ''}${names.join(' and ')}.`,
    source: SOURCES.container,
  };
};

/** Which containers run as root? At least one does, and at least one does not. */
export const rootsDrill: Drill = { id: 'roots', version: 3, topic: 'runAsUser', ...asking(draw, ask) };
