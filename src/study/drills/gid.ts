import { groupBeliefs, wrongsOf } from './beliefs.ts';
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
  const asked = workload.containers.filter(
    ({ settings }) => (settings.runAsGroup ?? workload.pod.runAsGroup) !== undefined,
  );
  if (asked.length === 0) return undefined;
  const container = oneOf(random, asked);
  const { manifest, pod } = explained(workload, imageUser);
  const found = explainedContainer(pod, container);
  const { uid, gid } = found.process;
  if (gid === null) return undefined;
  const why = provenance(found, 'runAsGroup');
  const beliefs = groupBeliefs({ workload, container, imageUid: Number(imageUser) }, uid);
  const text = (value: unknown): string => `GID ${value}`;
  const options = choiceOf(random, { text: text(gid), why }, wrongsOf(beliefs, text));
  if (options === undefined) return undefined;
  return {
    kind: 'choice',
    prompt: `Which primary GID does the first process of container \`${container.name}\` have? ${imageSentence(imageUser)}`,
    manifest,
    options,
    explanation: why,
    source: SOURCES.pod,
  };
}

/** Which primary GID does container X have? Asked only where `runAsGroup` is set: otherwise only the image knows. */
export const gidDrill: Drill = {
  id: 'gid',
  version: 1,
  topic: 'Groups',
  draw: (input) => untilDrawn(() => attempt(input)),
};
