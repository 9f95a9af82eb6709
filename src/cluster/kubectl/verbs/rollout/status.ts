/** kubectl rollout status (kubectl pkg/polymorphichelpers/rollout_status.go). */
import { get } from '../../../api/index.ts';
import type { JsonObject } from '../../../json.ts';
import { advanceUntil } from '../../../settle.ts';
import type { Verb } from '../../call.ts';
import { type Failure, failure } from '../../failure.ts';
import { type Info, refOf } from '../../resources/info.ts';
import { at, items, number, text } from '../../tables/cells.ts';
import { forEach } from '../marks.ts';

import { nothing, targets } from './targets.ts';

const WEEK = 168 * 3_600_000;

export const rolloutStatus: Verb = (call) => {
  const selection = targets(call);
  if (nothing(call, selection)) return undefined;
  const timeout = call.duration('timeout', 0);
  const deadline = call.draft.now + (timeout > 0 ? timeout : WEEK);
  forEach(selection, (info) => {
    let last = '';
    let problem: Failure | undefined;
    const step = (): boolean => {
      const found = get(call.draft, refOf(info));
      if (!found.ok) {
        problem = failure('object has been deleted');
        return true;
      }
      const { message, done } = statusOf(found.value, info, call.whole('revision', 0));
      if (message !== last) call.streams.out(message);
      last = message;
      return done || !call.on('watch', true);
    };
    if (!advanceUntil(call.draft, deadline, step)) throw failure('timed out waiting for the condition');
    if (problem !== undefined) throw problem;
  });
  return undefined;
};

function statusOf(
  object: JsonObject,
  info: Info,
  revision: number,
): { readonly message: string; readonly done: boolean } {
  const metadata = at(object, 'metadata');
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  const name = text(metadata.name);
  const waiting = (what: string): { message: string; done: boolean } => ({
    message: `${what}\n`,
    done: false,
  });
  const seen = number(metadata.generation) <= number(status.observedGeneration);
  switch (info.resource.kind) {
    case 'Deployment': {
      const own = number(Number(text(at(metadata, 'annotations')['deployment.kubernetes.io/revision'], '0')));
      if (revision > 0 && revision !== own)
        throw failure(`desired revision (${revision}) is different from the running revision (${own})`);
      if (!seen) return waiting('Waiting for deployment spec update to be observed...');
      const progress = items(status.conditions).find(({ type }) => type === 'Progressing');
      if (progress?.reason === 'ProgressDeadlineExceeded')
        throw failure(`deployment ${JSON.stringify(name)} exceeded its progress deadline`);
      const [wanted, updated, all, available] = [
        number(spec.replicas, 1),
        number(status.updatedReplicas),
        number(status.replicas),
        number(status.availableReplicas),
      ];
      const lead = `Waiting for deployment ${JSON.stringify(name)} rollout to finish:`;
      if (updated < wanted)
        return waiting(`${lead} ${updated} out of ${wanted} new replicas have been updated...`);
      if (all > updated) return waiting(`${lead} ${all - updated} old replicas are pending termination...`);
      if (available < updated)
        return waiting(`${lead} ${available} of ${updated} updated replicas are available...`);
      return { message: `deployment ${JSON.stringify(name)} successfully rolled out\n`, done: true };
    }
    case 'DaemonSet': {
      if (at(spec, 'updateStrategy').type !== 'RollingUpdate')
        throw failure('rollout status is only available for RollingUpdate strategy type');
      if (!seen) return waiting('Waiting for daemon set spec update to be observed...');
      const [wanted, updated, available] = [
        number(status.desiredNumberScheduled),
        number(status.updatedNumberScheduled),
        number(status.numberAvailable),
      ];
      const lead = `Waiting for daemon set ${JSON.stringify(name)} rollout to finish:`;
      if (updated < wanted)
        return waiting(`${lead} ${updated} out of ${wanted} new pods have been updated...`);
      if (available < wanted)
        return waiting(`${lead} ${available} of ${wanted} updated pods are available...`);
      return { message: `daemon set ${JSON.stringify(name)} successfully rolled out\n`, done: true };
    }
    case 'StatefulSet': {
      if (at(spec, 'updateStrategy').type !== 'RollingUpdate')
        throw failure('rollout status is only available for RollingUpdate strategy type');
      if (number(status.observedGeneration) === 0 || !seen)
        return waiting('Waiting for statefulset spec update to be observed...');
      const wanted = number(spec.replicas, 1);
      if (number(status.readyReplicas) < wanted)
        return waiting(`Waiting for ${wanted - number(status.readyReplicas)} pods to be ready...`);
      const { partition } = at(spec, 'updateStrategy', 'rollingUpdate');
      const updated = number(status.updatedReplicas);
      if (partition !== undefined) {
        const goal = wanted - number(partition);
        if (updated < goal)
          return waiting(
            `Waiting for partitioned roll out to finish: ${updated} out of ${goal} new pods have been updated...`,
          );
        return {
          message: `partitioned roll out complete: ${updated} new pods have been updated...\n`,
          done: true,
        };
      }
      if (status.updateRevision !== status.currentRevision)
        return waiting(
          `waiting for statefulset rolling update to complete ${updated} pods at revision ${text(status.updateRevision)}...`,
        );
      return {
        message: `statefulset rolling update complete ${number(status.currentReplicas)} pods at revision ${text(status.currentRevision)}...\n`,
        done: true,
      };
    }
    default:
      throw failure(
        `no status viewer has been implemented for ${info.resource.kind}${info.resource.group === '' ? '' : `.${info.resource.group}`}`,
      );
  }
}
