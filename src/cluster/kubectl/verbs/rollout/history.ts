/** kubectl rollout history, undo (kubectl pkg/polymorphichelpers: history.go, rollback.go). */
import { type JsonObject, objectAt } from '../../../json.ts';
import type { Call, Verb } from '../../call.ts';
import { Page } from '../../describe/page.ts';
import { podTemplate } from '../../describe/pod.ts';
import { replicaSetsOf } from '../../describe/workloads.ts';
import { failure } from '../../failure.ts';
import { aligned, DESCRIPTION } from '../../print/tabwriter.ts';
import type { Info } from '../../resources/info.ts';
import { at, text } from '../../tables/cells.ts';
import { forEach } from '../marks.ts';
import { donePrinter } from '../output.ts';
import { changedAt } from '../podspec.ts';
import { LAST_APPLIED, send } from '../write.ts';

import { nothing, targets } from './targets.ts';

interface Revision {
  readonly number: number;
  readonly set: JsonObject;
}

function revisionsOf(call: Call, info: Info): readonly Revision[] {
  if (info.resource.kind !== 'Deployment') return keptOf(call, info);
  const deployment = info.object;
  const { old, current } = replicaSetsOf(call.draft, deployment);
  return [...old, ...current]
    .map((set) => ({
      number: Number(text(at(set, 'metadata', 'annotations')['deployment.kubernetes.io/revision'], '0')),
      set,
    }))
    .toSorted((a, b) => a.number - b.number);
}

/** Of a DaemonSet or StatefulSet. */
function keptOf(call: Call, { object }: Info): readonly Revision[] {
  const kept = call.draft.revisions?.[text(at(object, 'metadata').uid)] ?? [];
  return kept.map(({ number, template, cause }) => ({
    number,
    set: {
      metadata: { annotations: cause === undefined ? {} : { 'kubernetes.io/change-cause': cause } },
      spec: { template },
    },
  }));
}

export const rolloutHistory: Verb = (call) => {
  const revision = call.whole('revision', 0);
  if (revision < 0) throw failure(`revision must be a positive integer: ${revision}`);
  const selection = targets(call);
  if (nothing(call, selection)) return undefined;
  forEach(selection, (info) => {
    onlyWithHistory(info, 'history');
    const revisions = revisionsOf(call, info);
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

function onlyWithHistory(info: Info, what: 'history' | 'undo'): void {
  const { kind } = info.resource;
  if (kind === 'Deployment' || kind === 'DaemonSet' || kind === 'StatefulSet') return;
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
    onlyWithHistory(info, 'undo');
    if (objectAt(objectAt(info.object, 'metadata'), 'annotations')[LAST_APPLIED] !== undefined)
      call.errLine(
        `Warning: resource ${info.resource.name}/${info.name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`,
      );
    if (objectAt(info.object, 'spec').paused === true)
      throw failure(
        "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
      );
    const revisions = revisionsOf(call, info);
    const target = wanted === 0 ? revisions.at(-2) : revisions.find((one) => one.number === wanted);
    if (target === undefined)
      throw failure(
        wanted === 0 && info.resource.kind !== 'Deployment'
          ? 'no last revision to roll back to'
          : wanted === 0
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
    call.warn(reply.warnings);
    if (!reply.ok) throw failure(`failed restoring revision ${wanted}: ${reply.status.message}`);
    donePrinter(call, 'rolled back')(reply.value);
  });
  return undefined;
};
