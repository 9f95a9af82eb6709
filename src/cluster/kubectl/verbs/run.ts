/** kubectl run (kubectl pkg/cmd/run/run.go, pkg/generate/versioned/run.go). */
import { nodeOf, servedType } from '../../../manifest/index.ts';
import { create, type KubeObject, mergePatch, resource, strategicPatch } from '../../api/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import { isImage } from '../args/image.ts';
import type { Call, KubectlResult, Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { followPod } from './attach.ts';
import { sendNew } from './create/made.ts';
import { donePrinter } from './output.ts';
import { parsePairs } from './pairs.ts';
import { requireFlag } from './required.ts';

export const run: Verb = (call) => {
  requireFlag(call, 'image');
  const dryRun = call.dryRun;
  const print = donePrinter(call, 'created', true);
  const [name] = call.args;
  if (name === undefined || call.dash === 0) throw call.misuse('NAME is required for run');
  const image = call.text('image');
  if (image === '') throw failure('--image is required');
  if (!isImage(image)) throw failure(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  const stdin = call.on('stdin');
  const attach = call.given('attach') ? call.on('attach') : stdin;
  if (call.on('tty') && !stdin) throw call.misuse('-i/--stdin is required for containers with -t/--tty=true');
  if (call.on('expose') && call.text('port') === '')
    throw call.misuse('--port must be set when exposing a service');
  const restart = call.text('restart', 'Always') || (stdin ? 'OnFailure' : 'Always');
  if (!['Always', 'OnFailure', 'Never'].includes(restart))
    throw call.misuse(`invalid restart policy: ${restart}`);
  if (!attach && call.on('rm')) throw call.misuse('--rm should only be used for attached containers');
  if (attach && dryRun !== 'none')
    throw call.misuse(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
  const policy = call.text('image-pull-policy');
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy))
    throw call.misuse(`invalid image pull policy: ${policy}`);
  const pod = overridden(call, podOf(call, name, restart));
  if (call.on('expose')) {
    sendNew(call, 'services', serviceOf(call, name), 'created');
    if (dryRun === 'client' && call.text('output') === 'yaml') call.line('---\n---');
  }
  if (dryRun === 'client') {
    const metadata = (pod.metadata ?? {}) as JsonObject;
    print(call.namespaceForced ? { ...pod, metadata: { ...metadata, namespace: call.namespace } } : pod);
    return undefined;
  }
  const made = call.take(
    create(call.draft, resource('pods'), call.namespace, nodeOf(pod as Json as never), {
      dryRun: dryRun === 'server',
    }),
  );
  if (!attach) {
    print(made);
    return undefined;
  }
  return attached(call, made, restart);
};

function attached(call: Call, pod: KubeObject, restart: string): KubectlResult {
  return followPod(call, pod, {
    stdin: call.on('stdin'),
    tty: call.on('tty'),
    remove: call.on('rm'),
    exitCode: !call.on('leave-stdin-open') && restart !== 'Always',
    timeout: call.duration('pod-running-timeout', 60_000),
    quiet: call.on('quiet'),
  });
}

function podOf(call: Call, name: string, restart: string): JsonObject {
  const words = call.args.slice(1);
  const stdin = call.on('stdin');
  const env = call.list('env').map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 1 || !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(pair.slice(0, equals)))
      throw failure(`invalid env: ${pair}`);
    const value = pair.slice(equals + 1);
    return { name: pair.slice(0, equals), ...(value === '' ? {} : { value }) };
  });
  const port = call.text('port');
  if (port !== '' && !/^[-+]?\d+$/.test(port))
    throw failure(`strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`);
  const annotations = parsePairs(call.list('annotations'), 'annotations', false).set;
  const policy = call.text('image-pull-policy');
  const container: JsonObject = {
    name,
    image: call.text('image'),
    ...(words.length === 0 ? {} : call.on('command') ? { command: words } : { args: words }),
    ...(port === '' ? {} : { ports: [{ containerPort: Number(port) }] }),
    ...(env.length === 0 ? {} : { env }),
    resources: {},
    ...(policy === '' ? {} : { imagePullPolicy: policy }),
    ...(call.on('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(stdin ? { stdin: true, ...(call.on('leave-stdin-open') ? {} : { stdinOnce: true }) } : {}),
    ...(call.on('tty') ? { tty: true } : {}),
  };
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name,
      labels: labels(call, name),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: { containers: [container], restartPolicy: restart, dnsPolicy: 'ClusterFirst' },
    status: {},
  };
}

/** The Service of --expose: of the pod's name and port, over its labels (run.go generateService). */
function serviceOf(call: Call, name: string): JsonObject {
  const port = call.whole('port', 0);
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name, ...(call.namespaceForced ? { namespace: call.namespace } : {}) },
    spec: { ports: [{ protocol: 'TCP', port, targetPort: port }], selector: labels(call, name) },
    status: { loadBalancer: {} },
  };
}

function labels(call: Call, name: string): JsonObject {
  const text = call.text('labels');
  if (text === '') return { run: name };
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const parts = pair.split('=');
      const [key = '', value = ''] = parts;
      if (parts.length !== 2) throw failure(`unexpected label spec: ${pair}`);
      if (key === '') throw failure(`unexpected empty label key`);
      return [key, value];
    }),
  );
}

/** --overrides, by --override-type. */
function overridden(call: Call, pod: JsonObject): JsonObject {
  const text = call.text('overrides');
  if (text === '') return pod;
  const value = overrideOf(text);
  const type = call.text('override-type', 'merge');
  const asMap = (one: Json): JsonObject =>
    one !== null && typeof one === 'object' && !Array.isArray(one) ? (one as JsonObject) : {};
  if (type === 'merge') return typed(asMap(mergePatch(pod, value)));
  if (type === 'strategic') return typed(strategicPatch(pod, asMap(value), servedType('v1', 'Pod') ?? ''));
  throw call.notSimulated({
    code: `kubectl-flag:override-type=${type}`,
    message: `Overriding by ${type} (run --override-type) is not simulated; merge and strategic are.`,
  });
}

function overrideOf(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw failure('Invalid JSON Patch');
  }
  if (Array.isArray(value))
    throw failure(
      'couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
    );
  return value;
}

/** What a Pod of Go's type always shows: resources of containers, and status. */
function typed(pod: JsonObject): JsonObject {
  const spec = (pod.spec ?? {}) as JsonObject;
  const filled = (list: Json | undefined): Json | undefined =>
    Array.isArray(list) ? (list as readonly JsonObject[]).map((one) => ({ resources: {}, ...one })) : list;
  return {
    ...pod,
    spec: {
      ...spec,
      containers: filled(spec.containers),
      ...(spec.initContainers === undefined ? {} : { initContainers: filled(spec.initContainers) }),
    },
    status: pod.status ?? {},
  };
}
