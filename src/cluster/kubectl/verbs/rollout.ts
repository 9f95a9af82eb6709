/** kubectl rollout status, restart, history, undo, pause, resume (kubectl pkg/cmd/rollout, pkg/polymorphichelpers). */
import { get } from '../../api/index.ts';
import { timestamp } from '../../clock.ts';
import type { Json, JsonObject } from '../../json.ts';
import { advanceUntil } from '../../settle.ts';
import type { Call, Verb } from '../call.ts';
import { Page } from '../describe/page.ts';
import { podTemplate } from '../describe/pod.ts';
import { replicaSetsOf } from '../describe/workloads.ts';
import { allOf, Failure, failure } from '../failure.ts';
import { aligned, DESCRIPTION } from '../print/tabwriter.ts';
import { type Info, refOf } from '../resources/info.ts';
import { objectAt, type Selection, select } from '../resources/select.ts';
import { at, items, number, text } from '../tables/cells.ts';
import { forEach } from './marks.ts';
import { donePrinter } from './output.ts';
import { changedAt } from './podspec.ts';
import { LAST_APPLIED, send } from './write.ts';

const WEEK = 168 * 3_600_000;

function targets(call: Call): Selection {
  if (call.args.length === 0 && call.list('filename').length === 0)
    throw failure('required resource not specified');
  return select(call, {
    args: call.args,
    bareTypes: true,
    latest: true,
    labelSelector: call.text('selector').trim(),
  });
}

function nothing(call: Call, { infos, failures }: Selection): boolean {
  if (infos.length > 0 || failures.length > 0) return false;
  call.errLine(`No resources found in ${call.namespace} namespace.`);
  return true;
}

const qualified = ({ resource }: Info): string =>
  resource.group === '' ? resource.name : `${resource.name}.${resource.group}`;

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

interface Revision {
  readonly number: number;
  readonly set: JsonObject;
}

function revisionsOf(call: Call, deployment: JsonObject): readonly Revision[] {
  const { old, current } = replicaSetsOf(call.draft, deployment);
  return [...old, ...current]
    .map((set) => ({
      number: Number(text(at(set, 'metadata', 'annotations')['deployment.kubernetes.io/revision'], '0')),
      set,
    }))
    .toSorted((a, b) => a.number - b.number);
}

export const rolloutHistory: Verb = (call) => {
  const revision = call.whole('revision', 0);
  if (revision < 0) throw failure(`revision must be a positive integer: ${revision}`);
  const selection = targets(call);
  if (nothing(call, selection)) return undefined;
  forEach(selection, (info) => {
    onlyDeployments(call, info, 'history');
    const revisions = revisionsOf(call, info.object);
    const chosen = revisions.find((one) => one.number === revision);
    if (revision > 0 && chosen === undefined) throw failure('unable to find the specified revision');
    const name = `${info.resource.singular}${info.resource.group === '' ? '' : `.${info.resource.group}`}/${info.name}`;
    if (chosen !== undefined) {
      const page = new Page(call.draft.now);
      podTemplate(page, at(chosen.set, 'spec', 'template'));
      call.streams.out(`${name} with revision #${revision}\n${page.raw}\n`);
      return;
    }
    const rows = revisions.map(
      (one) =>
        `${one.number}\t${text(at(one.set, 'metadata', 'annotations')['kubernetes.io/change-cause']) || '<none>'}\n`,
    );
    call.streams.out(`${name} \n${aligned(`REVISION\tCHANGE-CAUSE\n${rows.join('')}`, DESCRIPTION)}\n`);
  });
  return undefined;
};

function onlyDeployments(call: Call, info: Info, what: 'history' | 'undo'): void {
  const { kind } = info.resource;
  if (kind === 'Deployment') return;
  if (kind === 'DaemonSet' || kind === 'StatefulSet')
    throw call.notSimulated({
      code: `kubectl-verb:rollout ${what} ${kind}`,
      message: `The revisions of a ${kind} are not simulated, so rollout ${what} works for Deployments only.`,
    });
  const shown = `${kind}.${info.resource.group}`.replace(/\.$/, '');
  throw failure(
    what === 'history'
      ? `no history viewer has been implemented for ${JSON.stringify(shown)}`
      : `no rollbacker has been implemented for ${JSON.stringify(shown)}`,
  );
}

export const rolloutUndo: Verb = (call) => {
  const wanted = call.whole('to-revision', 0);
  const selection = targets(call);
  if (nothing(call, selection)) return undefined;
  forEach(selection, (info) => {
    onlyDeployments(call, info, 'undo');
    if (objectAt(objectAt(info.object, 'metadata'), 'annotations')[LAST_APPLIED] !== undefined)
      call.errLine(
        `Warning: resource ${info.resource.name}/${info.name} has the ${LAST_APPLIED} annotation and is being rolled back. The annotation will not be updated, so the next kubectl apply may undo this rollback.`.replace(
          /is being rolled back\..*$/,
          `is managed by kubectl apply. kubectl rollout undo does not update this annotation, which may lead to unexpected results in the next kubectl apply.`,
        ),
      );
    if (objectAt(info.object, 'spec').paused === true)
      throw failure(
        "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
      );
    const revisions = revisionsOf(call, info.object);
    const target = wanted === 0 ? revisions.at(-2) : revisions.find((one) => one.number === wanted);
    if (target === undefined)
      throw failure(
        wanted === 0
          ? `no rollout history found for deployment ${JSON.stringify(info.name)}`
          : `unable to find specified revision ${wanted} in history`,
      );
    if (target === revisions.at(-1)) {
      donePrinter(
        call,
        `skipped rollback (current template already matches revision ${target.number})`,
      )(info.object);
      return;
    }
    const template = at(target.set, 'spec', 'template');
    const { 'pod-template-hash': _, ...labels } = at(template, 'metadata', 'labels');
    const restored = changedAt(template, ['metadata'], (metadata) => ({ ...metadata, labels }));
    if (call.dryRun !== 'none') {
      donePrinter(call, 'rolled back')(info.object);
      return;
    }
    const reply = send(call, info, 'json', [{ op: 'replace', path: '/spec/template', value: restored }], {});
    if (!reply.ok) throw failure(`failed restoring revision ${wanted}: ${reply.status.message}`);
    donePrinter(call, 'rolled back')(reply.value);
  });
  return undefined;
};

export { allOf };
