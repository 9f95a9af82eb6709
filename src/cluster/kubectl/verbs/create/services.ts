/** create service clusterip, nodeport, loadbalancer, externalname (kubectl pkg/cmd/create/create_service.go). */
import type { JsonObject } from '../../../json.ts';
import type { Call, Verb } from '../../call.ts';
import { failure } from '../../failure.ts';
import { requireFlag } from '../required.ts';
import { make, nameOf, ownNamespace } from './made.ts';

function portNumber(text: string): number {
  if (!/^\d+$/.test(text))
    throw failure(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
  const port = Number(text);
  if (port < 1 || port > 65_535) throw failure('must be between 1 and 65535, inclusive');
  return port;
}

/** `80`, `80:8080`, `80:http`. */
function ports(call: Call, nodePort: number): readonly JsonObject[] {
  return call.list('tcp').map((word) => {
    const [first = '', second] = word.split(':');
    const port = portNumber(first);
    const target = second === undefined ? port : /^\d+$/.test(second) ? portNumber(second) : second;
    return {
      name: word.replace(':', '-'),
      protocol: 'TCP',
      port,
      targetPort: target,
      ...(nodePort > 0 ? { nodePort } : {}),
    };
  });
}

function service(call: Call, type: string, more: JsonObject, portless: boolean): undefined {
  const name = nameOf(call);
  if (call.list('tcp').length === 0 && !portless)
    throw failure('at least one tcp port specifier must be provided');
  const listed = ports(call, type === 'NodePort' ? call.whole('node-port', 0) : 0);
  return make(
    call,
    'services',
    {
      kind: 'Service',
      apiVersion: 'v1',
      metadata: { name, ...ownNamespace(call), labels: { app: name } },
      spec: {
        ...(listed.length === 0 ? {} : { ports: listed }),
        selector: { app: name },
        ...more,
        type,
      },
      status: { loadBalancer: {} },
    },
    `failed to create ${type} service:`,
  );
}

export const createClusterIp: Verb = (call) => {
  const address = call.text('clusterip');
  return service(call, 'ClusterIP', address === '' ? {} : { clusterIP: address }, address === 'None');
};

export const createNodePort: Verb = (call) => service(call, 'NodePort', {}, false);

export const createLoadBalancer: Verb = (call) => service(call, 'LoadBalancer', {}, false);

export const createExternalName: Verb = (call) => {
  requireFlag(call, 'external-name');
  return service(call, 'ExternalName', { externalName: call.text('external-name') }, true);
};
