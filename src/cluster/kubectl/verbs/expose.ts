/** kubectl expose (kubectl pkg/cmd/expose/expose.go). */

import { servedType } from '../../../manifest/index.ts';
import { mergePatch, strategicPatch } from '../../api/index.ts';
import { isObject, type Json, type JsonObject, objectAt } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import { allOf, failure } from '../failure.ts';
import type { Info } from '../resources/info.ts';
import { select } from '../resources/select.ts';
import { sendNew } from './create/made.ts';

const EXPOSED = ['Pod', 'Service', 'ReplicationController', 'Deployment', 'ReplicaSet'];

export const expose: Verb = (call) => {
  const { infos, failures } = select(call, { args: call.args });
  for (const info of infos) one(call, info);
  if (failures.length > 0) throw allOf(failures);
  return undefined;
};

function one(call: Call, info: Info): void {
  const { kind, group } = info.resource;
  if (!EXPOSED.includes(kind)) throw failure(`cannot expose a ${group === '' ? kind : `${kind}.${group}`}`);
  const selector = call.text('selector') === '' ? selectorOf(info) : pairsOf(call.text('selector'));
  const ports = portsOf(call, info);
  const labels =
    call.text('labels') === ''
      ? objectAt(objectAt(info.object, 'metadata'), 'labels')
      : pairsOf(call.text('labels'));
  const service = {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: {
      name: (call.text('name') || info.name).slice(0, 63),
      ...(call.namespaceForced ? { namespace: call.namespace } : {}),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
    },
    spec: {
      ports,
      selector,
      ...(call.text('cluster-ip') === '' ? {} : { clusterIP: call.text('cluster-ip') }),
      ...(call.text('type') === '' ? {} : { type: call.text('type') }),
      ...(call.text('external-ip') === '' ? {} : { externalIPs: [call.text('external-ip')] }),
      ...(call.text('session-affinity') === '' ? {} : { sessionAffinity: call.text('session-affinity') }),
      ...(call.text('load-balancer-ip') === '' ? {} : { loadBalancerIP: call.text('load-balancer-ip') }),
    },
    status: { loadBalancer: {} },
  };
  sendNew(call, 'services', overridden(call, service), 'exposed');
}

/** `a=b,c=d`. */
function pairsOf(text: string): JsonObject {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [key = '', value = '', more] = pair.split('=');
      if (more !== undefined || !pair.includes('=')) throw failure(`unexpected label spec: ${pair}`);
      return [key, value];
    }),
  );
}

/** What selects the pods of an object (polymorphichelpers mapbasedselectorforobject.go). */
function selectorOf({ object, resource: { kind } }: Info): JsonObject {
  const spec = objectAt(object, 'spec');
  const refuse = (why: string) =>
    failure(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);
  if (kind === 'Pod') {
    const labels = objectAt(objectAt(object, 'metadata'), 'labels');
    if (Object.keys(labels).length === 0) throw refuse('the pod has no labels and cannot be exposed');
    return labels;
  }
  if (kind === 'Service') {
    const own = objectAt(spec, 'selector');
    if (Object.keys(own).length === 0) throw refuse('the service has no pod selector set');
    return own;
  }
  const selector = objectAt(spec, 'selector');
  if (Array.isArray(selector.matchExpressions) && selector.matchExpressions.length > 0)
    throw refuse(
      `couldn't convert expressions - ${JSON.stringify(selector.matchExpressions)} to map-based selector format`,
    );
  return objectAt(selector, 'matchLabels');
}

/** The ports of every container of an object, or of a Service. */
function ownPorts({ object, resource: { kind } }: Info): readonly JsonObject[] {
  const spec = objectAt(object, 'spec');
  const listed = (value: Json | undefined): readonly JsonObject[] =>
    Array.isArray(value) ? value.filter(isObject) : [];
  if (kind === 'Service') return listed(spec.ports);
  const pod = kind === 'Pod' ? spec : objectAt(objectAt(spec, 'template'), 'spec');
  return listed(pod.containers).flatMap(({ ports }) => listed(ports));
}

function portsOf(call: Call, info: Info): readonly JsonObject[] {
  const own = ownPorts(info);
  const numbers =
    call.text('port') === ''
      ? own.map((port) => String(info.resource.kind === 'Service' ? port.port : port.containerPort))
      : call.text('port').split(',');
  const headless = call.text('cluster-ip') === 'None';
  if (numbers.length === 0 && !headless) throw failure("couldn't find port via --port flag or introspection");
  const target = call.text('target-port');
  return numbers.map((text, index) => {
    if (!/^\d+$/.test(text)) throw failure(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
    const protocols = own
      .filter((port) => String(port.containerPort ?? port.port) === text)
      .map(({ protocol = 'TCP' }) => protocol);
    return {
      ...(numbers.length > 1 ? { name: `port-${index + 1}` } : {}),
      protocol: call.text('protocol') || (protocols[0] ?? 'TCP'),
      port: Number(text),
      targetPort: target === '' ? Number(text) : /^\d+$/.test(target) ? Number(target) : target,
    };
  });
}

function overridden(call: Call, service: JsonObject): JsonObject {
  const text = call.text('overrides');
  if (text === '') return service;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw failure('Invalid JSON Patch');
  }
  if (!isObject(value)) throw failure('Invalid JSON Patch');
  if (call.text('override-type', 'merge') === 'strategic')
    return strategicPatch(service as never, value, servedType('v1', 'Service') ?? '');
  const merged = mergePatch(service, value);
  return isObject(merged) ? merged : service;
}
