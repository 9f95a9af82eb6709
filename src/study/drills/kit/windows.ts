import type { ContainerExplanation } from '../../../manifest/index.ts';
import { shuffle } from '../../random.ts';
import { happens } from './chance.ts';
import { drawWorkload } from './draw-workload.ts';
import type { ChoiceDraft, DrillInput, Wrong } from './drill.ts';
import { provenance } from './provenance.ts';
import { askable, drawnScene, type Scene } from './scene.ts';
import { SOURCES } from './sources.ts';
import type { Settings } from './workload.ts';

const USERS = ['ContainerUser', 'ContainerAdministrator', 'websvc', 'apisvc', 'batchsvc', 'reportsvc'];
/** What is merged inside windowsOptions each by itself. */
const NAME = 'windowsOptions.runAsUserName';

/** A Windows pod in which the target's windowsOptions say something, but not always its user. */
export function drawWindows(input: DrillInput): Scene {
  const { random } = input;
  const [ofPod = '', ofTarget = '', ofOther = ''] = shuffle(USERS, random);
  const options = (rest: Settings): Settings => ({ windowsOptions: rest });
  const overrides = happens(random, 50);
  const workload = drawWorkload({
    ...input,
    least: 2,
    pod: options({ runAsUserName: ofPod }),
    container: () => ({}),
  });
  const at = random.below(workload.containers.length);
  const containers = workload.containers.map((each, index) => ({
    ...each,
    settings:
      index === at
        ? options(overrides ? { runAsUserName: ofTarget } : { gmsaCredentialSpecName: `${each.name}-gmsa` })
        : options({ runAsUserName: ofOther }),
  }));
  const target = containers[at]?.name ?? '';
  return drawnScene({ ...workload, spec: { os: { name: 'windows' } }, containers }, undefined, { target });
}

const userOf = ({ fields }: ContainerExplanation): string | undefined => {
  const value = fields[NAME]?.value;
  return typeof value === 'string' ? value : undefined;
};

const text = (name: string): string => `the user \`${name}\``;

/** As which user does a container of a Windows pod run? windowsOptions are merged inside, each of its names by itself. */
export function askWindowsUser(scene: Scene): ChoiceDraft | undefined {
  const [container] = askable(scene);
  const right = container === undefined ? undefined : userOf(container);
  if (container === undefined || right === undefined) return undefined;
  const others = scene.containers.filter((each) => each !== container).flatMap((each) => userOf(each) ?? []);
  const ofPod = container.fields[NAME]?.overrides?.value;
  const wrong = (name: string, misconception: string, why: string): Wrong => ({
    text: text(name),
    misconception,
    why,
  });
  const why = `${provenance(container, NAME)} On Windows no UID is passed on, and \`windowsOptions\` are merged inside: each of its fields comes from the container, else from the pod.`;
  return {
    kind: 'choice',
    prompt: `As which user does the first process of container \`${container.name}\` run?`,
    manifest: scene.manifest,
    right: { text: text(right), why },
    wrongs: [
      ...(typeof ofPod === 'string'
        ? [
            wrong(
              ofPod,
              'the pod always wins',
              "That is the pod's. What a container sets itself wins on Windows too.",
            ),
          ]
        : []),
      ...others.map((name) =>
        wrong(name, "a neighbour's value carries over", 'That is what another container sets for itself.'),
      ),
      wrong(
        'ContainerUser',
        "the container's windowsOptions replace the pod's as a whole",
        'It is what many Windows images run as by default; here `runAsUserName` is set, and it reaches this container.',
      ),
      wrong(
        'ContainerAdministrator',
        'a Windows container is its administrator',
        'Only an image or a `runAsUserName` that says so makes it the administrator.',
      ),
      wrong(
        'SYSTEM',
        'a container runs as a service of the node',
        'NT AUTHORITY\\SYSTEM is for HostProcess containers that ask for it.',
      ),
    ],
    explanation: why,
    source: SOURCES.windows,
  };
}
