/** What `kubectl set` changes: the pod template of an object, wherever its kind has it. */
import { type Json, type JsonObject, objectAt } from '../../json.ts';
import type { Call } from '../call.ts';
import { recorded } from '../change-cause.ts';
import { allOf, Failure, failure } from '../failure.ts';
import { twoWayPatch } from '../patch/difference.ts';
import type { Info } from '../resources/info.ts';
import { select } from '../resources/select.ts';
import { donePrinter } from './output.ts';
import { send } from './write.ts';

/** Keys from the object down to its pod spec; undefined: the kind has none. */
function podSpecPath(kind: string): readonly string[] | undefined {
  if (kind === 'Pod') return ['spec'];
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
  return ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'].includes(
    kind,
  )
    ? ['spec', 'template', 'spec']
    : undefined;
}

/** An object with what stands under a path replaced. */
export function changedAt(
  object: JsonObject,
  path: readonly string[],
  change: (value: JsonObject) => JsonObject,
): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return change(object);
  return { ...object, [key]: changedAt(objectAt(object, key), rest, change) };
}

export interface TemplateChange {
  /** What is done to the pod spec; what it finds wrong is added to `troubles`. */
  change(spec: JsonObject, troubles: Failure[], info: Info): JsonObject;
  /** `image updated`, `env updated`. */
  readonly done: string;
  /** In the error when the server refuses: `patch image update to pod template:`. */
  readonly what: string;
}

/** Changes the pod spec of every object that is meant, and prints what was changed. */
export function changeTemplates(
  call: Call,
  resources: readonly string[],
  { change, done, what }: TemplateChange,
): void {
  const dryRun = call.dryRun;
  const local = call.on('local');
  const { infos, failures } = select(call, {
    args: resources,
    latest: !local,
    local,
    all: call.on('all'),
    bareTypes: call.on('all'),
    labelSelector: call.text('selector').trim(),
  });
  if (failures.length > 0) throw allOf(failures);
  const troubles: Failure[] = [];
  for (const info of infos) {
    const path = podSpecPath(info.resource.kind);
    const name = `${info.resource.name}/${info.name}`;
    if (path === undefined) {
      troubles.push(
        failure(
          `error: ${name} the object is not a pod or does not have a pod template: *v1.${info.resource.kind}`,
        ),
      );
      continue;
    }
    const own: Failure[] = [];
    const after = changedAt(info.object, path, (spec) => change(spec, own, info));
    troubles.push(...own);
    const whole = recorded(call, after);
    const { apiVersion = '', kind = '' } = info.object as {
      readonly apiVersion?: string;
      readonly kind?: string;
    };
    if (Object.keys(twoWayPatch(info.object, after, apiVersion, kind)).length === 0) continue;
    const difference = twoWayPatch(info.object, whole, apiVersion, kind);
    const print = donePrinter(call, done);
    if (local || dryRun === 'client') {
      print(whole);
      continue;
    }
    const reply = send(call, info, 'strategic', difference as Json, { dryRun: dryRun === 'server' });
    call.warn(reply.warnings);
    if (reply.ok) print(reply.value);
    else {
      const text = `failed to ${what} ${reply.status.message}`;
      troubles.push(new Failure(`error: ${text}`, 1, text));
    }
  }
  if (troubles.length > 0) throw allOf(troubles);
}

/** The containers that a name or a pattern with `*` picks. */
export function picks(pattern: string, name: string): boolean {
  if (pattern === '*' || pattern === '') return true;
  if (!pattern.includes('*')) return pattern === name;
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop() ?? '';
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let at = head.length;
  return rest.every((part) => {
    const found = name.indexOf(part, at);
    at = found + part.length;
    return found !== -1 && at <= name.length - tail.length;
  });
}
