/** kubectl rollout restart, pause, resume (kubectl pkg/cmd/rollout). */
import { timestamp } from '../../../clock.ts';
import { type Json, objectAt } from '../../../json.ts';
import type { Call, Verb } from '../../call.ts';
import { Failure } from '../../failure.ts';
import type { Info } from '../../resources/info.ts';
import { forEach } from '../marks.ts';
import { donePrinter } from '../output.ts';
import { send } from '../write.ts';

import { nothing, qualified, targets } from './targets.ts';

/** Sends a change of the whole object as a patch, or says why there is none. */
function patchEach(call: Call, done: string, change: (info: Info) => Json): void {
  const selection = targets(call);
  if (nothing(call, selection)) return;
  const print = donePrinter(call, done);
  forEach(selection, (info) => {
    const body = change(info);
    const reply = send(call, info, 'strategic', body, {});
    call.warn(reply.warnings);
    if (!reply.ok) {
      const message = `failed to patch: ${reply.status.message}`;
      throw new Failure(`error: ${message}`, 1, message);
    }
    print(reply.value);
  });
}

function refuse(info: Info, why: string): Failure {
  const message = `error: ${qualified(info)} ${JSON.stringify(info.name)} ${why}`;
  return new Failure(message, 1, message);
}

export const rolloutRestart: Verb = (call) => {
  patchEach(call, 'restarted', (info) => {
    if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(info.resource.kind))
      throw refuse(info, 'restarting is not supported');
    if (info.resource.kind === 'Deployment' && objectAt(info.object, 'spec').paused === true)
      throw refuse(info, "can't restart paused deployment (run rollout resume first)");
    const restartedAt = timestamp(call.draft.now);
    return {
      spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt } } } },
    };
  });
  return undefined;
};

export const rolloutPause: Verb = (call) => {
  patchEach(call, 'paused', (info) => {
    if (info.resource.kind !== 'Deployment') throw refuse(info, 'pausing is not supported');
    if (objectAt(info.object, 'spec').paused === true) throw refuse(info, 'is already paused');
    return { spec: { paused: true } };
  });
  return undefined;
};

export const rolloutResume: Verb = (call) => {
  patchEach(call, 'resumed', (info) => {
    if (info.resource.kind !== 'Deployment') throw refuse(info, 'resuming is not supported');
    if (objectAt(info.object, 'spec').paused !== true) throw refuse(info, 'is not paused');
    return { spec: { paused: null } };
  });
  return undefined;
};
