import { userBeliefs, wrongsOf } from './beliefs.ts';
import { freshIds, oneOf } from './chance.ts';
import { drawIdentities } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { drawImageUser, explained, explainedContainer, imageSentence } from './explained.ts';
import { choiceOf, untilDrawn } from './options.ts';
import { provenance } from './provenance.ts';
import { SOURCES } from './sources.ts';

function attempt(input: DrillInput): Drawing | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = drawIdentities(input, fresh);
  const imageUser = drawImageUser(random, fresh);
  const container = oneOf(random, workload.containers);
  const { manifest, pod } = explained(workload, imageUser);
  const found = explainedContainer(pod, container);
  const { uid } = found.process;
  if (uid === null) return undefined;
  const why = provenance(found, 'runAsUser');
  const beliefs = userBeliefs({ workload, container, imageUid: Number(imageUser) });
  const text = (value: unknown): string => `UID ${value}`;
  const options = choiceOf(random, { text: text(uid), why }, wrongsOf(beliefs, text));
  if (options === undefined) return undefined;
  return {
    kind: 'choice',
    prompt: `Which UID does the first process of container \`${container.name}\` run as? ${imageSentence(imageUser)}`,
    manifest,
    options,
    explanation: why,
    source: SOURCES.container,
  };
}

/** Which UID does container X run as? */
export const uidDrill: Drill = {
  id: 'uid',
  version: 1,
  topic: 'Users',
  draw: (input) => untilDrawn(() => attempt(input)),
};
