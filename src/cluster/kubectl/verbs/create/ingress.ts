/** create ingress (kubectl pkg/cmd/create/create_ingress.go). */
import type { JsonObject } from '../../../json.ts';
import type { Verb } from '../../call.ts';
import { failure } from '../../failure.ts';
import { nameOf, ownNamespace, printOnly } from './made.ts';

/** `host/path=service:port,tls=secret`, as create_ingress.go's expression takes it apart. */
const RULE =
  /^([a-zA-Z0-9.*-]*)(\/[a-zA-Z0-9~/$\-_.+!,()]*[*]?)=([a-z0-9-]+):([a-zA-Z0-9-]+)(,tls(?:=([a-z0-9-]*))?)?$/;

const port = (text: string): JsonObject => (/^\d+$/.test(text) ? { number: Number(text) } : { name: text });

export const createIngress: Verb = (call) => {
  const name = nameOf(call);
  const fallback = call.text('default-backend');
  const rules = call.list('rule');
  if (rules.length === 0 && fallback === '')
    throw failure(
      'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    );
  const hosts = new Map<string, JsonObject[]>();
  const secrets = new Map<string, string[]>();
  for (const rule of rules) {
    const read = RULE.exec(rule);
    if (read === null)
      throw failure(
        `rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
      );
    const [, host = '', path = '', service = '', number = '', tls, secret = ''] = read;
    const backend = { service: { name: service, port: port(number) } };
    const prefix = path.endsWith('*');
    const shown = prefix ? path.slice(0, -1) : path;
    const one = { path: shown, pathType: prefix ? 'Prefix' : 'Exact', backend };
    hosts.set(host, [...(hosts.get(host) ?? []), one]);
    if (tls === undefined) continue;
    const known = secrets.get(secret) ?? [];
    secrets.set(secret, host === '' || known.includes(host) ? known : [...known, host]);
  }
  const [service = '', number = '', more] = fallback.split(':');
  if (fallback !== '' && (service === '' || number === '' || more !== undefined))
    throw failure('default-backend should be in format servicename:serviceport');
  const annotations = call.list('annotation').map((pair): [string, string] => {
    const [key = '', ...value] = pair.split('=');
    if (value.length !== 1)
      throw failure(`annotation ${pair} is invalid and should be in format key=[value]`);
    return [key, value[0] ?? ''];
  });
  return printOnly(call, {
    kind: 'Ingress',
    apiVersion: 'networking.k8s.io/v1',
    metadata: {
      name,
      ...ownNamespace(call),
      ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
    },
    spec: {
      ...(call.text('class') === '' ? {} : { ingressClassName: call.text('class') }),
      ...(fallback === '' ? {} : { defaultBackend: { service: { name: service, port: port(number) } } }),
      ...(secrets.size === 0
        ? {}
        : {
            tls: [...secrets].map(([secret, of]) => ({
              ...(of.length === 0 ? {} : { hosts: of }),
              ...(secret === '' ? {} : { secretName: secret }),
            })),
          }),
      ...(hosts.size === 0
        ? {}
        : {
            rules: [...hosts].map(([host, paths]) => ({
              ...(host === '' ? {} : { host }),
              http: { paths },
            })),
          }),
    },
    status: { loadBalancer: {} },
  });
};
