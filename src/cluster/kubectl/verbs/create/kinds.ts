/** create namespace, deployment, configmap, secret, job, cronjob, serviceaccount (kubectl pkg/cmd/create). */
import { chance, SAFE_LETTERS } from '../../../chance.ts';
import { type JsonObject, objectAt } from '../../../json.ts';
import type { Call, Verb } from '../../call.ts';
import { failure } from '../../failure.ts';
import { contentOf, fileAt } from '../../machine.ts';
import { selectAll } from '../../resources/select.ts';
import { requireFlag } from '../required.ts';
import { entriesFrom } from './data.ts';
import { make, nameOf, ownNamespace } from './made.ts';

export const createNamespace: Verb = (call) => {
  const name = nameOf(call);
  return make(call, 'namespaces', {
    kind: 'Namespace',
    apiVersion: 'v1',
    metadata: { name },
    spec: {},
    status: {},
  });
};

export const createServiceAccount: Verb = (call) => {
  const name = nameOf(call);
  return make(
    call,
    'serviceaccounts',
    { kind: 'ServiceAccount', apiVersion: 'v1', metadata: { name, ...ownNamespace(call) } },
    'failed to create serviceaccount:',
  );
};

export const createConfigMap: Verb = (call) => {
  const name = nameOf(call);
  refuseHash(call);
  const data = entriesFrom(call);
  const filled = Object.keys(data).length === 0 ? {} : { data };
  return make(
    call,
    'configmaps',
    { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name, ...ownNamespace(call) }, ...filled },
    'failed to create configmap:',
  );
};

function refuseHash(call: Call): void {
  if (call.on('append-hash'))
    throw call.notSimulated({
      code: 'kubectl-flag:append-hash',
      message: '--append-hash is not simulated. kubectl would add a hash of the data to the name.',
    });
}

const base64 = (text: string): string => {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
};

function secret(
  call: Call,
  name: string,
  type: string | undefined,
  data: Readonly<Record<string, string>>,
): undefined {
  const encoded = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)]));
  const object: JsonObject = {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: { name, ...ownNamespace(call) },
    ...(Object.keys(encoded).length === 0 ? {} : { data: encoded }),
    ...(type === undefined ? {} : { type }),
  };
  return make(call, 'secrets', object, 'failed to create secret');
}

export const createSecretGeneric: Verb = (call) => {
  const name = nameOf(call);
  refuseHash(call);
  return secret(call, name, call.text('type') || undefined, entriesFrom(call));
};

export const createSecretTls: Verb = (call) => {
  const name = nameOf(call);
  if (call.text('cert') === '' || call.text('key') === '') throw failure('key and cert must be specified');
  const read = (flag: string): string => {
    const path = call.text(flag);
    const file = fileAt(call.draft, path);
    if (file?.type !== 'file')
      throw failure(`Cannot read file ${path}, open ${path}: no such file or directory`);
    return contentOf(call, path, file);
  };
  return secret(call, name, 'kubernetes.io/tls', { 'tls.crt': read('cert'), 'tls.key': read('key') });
};

export const createSecretDockerRegistry: Verb = (call) => {
  const name = nameOf(call);
  const user = call.text('docker-username');
  const password = call.text('docker-password');
  if (
    call.list('from-file').length === 0 &&
    (user === '' || password === '' || call.text('docker-server', 'x') === '')
  )
    throw failure(
      'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
    );
  const server = call.text('docker-server', 'https://index.docker.io/v1/');
  const email = call.text('docker-email');
  const entry = {
    username: user,
    password,
    ...(email === '' ? {} : { email }),
    auth: base64(`${user}:${password}`),
  };
  const config = JSON.stringify({ auths: { [server]: entry } });
  return secret(call, name, 'kubernetes.io/dockerconfigjson', { '.dockerconfigjson': config });
};

/** The words behind the name, with `--` or without. */
function command(call: Call): JsonObject {
  const words = call.args.slice(1);
  return words.length === 0 ? {} : { command: words };
}

function firstWord(call: Call): string {
  const [name] = call.args;
  const count = call.dash >= 0 ? call.dash : call.args.length;
  if (name === undefined || count !== 1) throw call.misuse(`exactly one NAME is required, got ${count}`);
  return name;
}

export const createDeployment: Verb = (call) => {
  requireFlag(call, 'image');
  const name = firstWord(call);
  const images = call.list('image');
  if (images.length > 1 && call.args.length > 1)
    throw failure('cannot specify multiple --image options and command');
  const port = call.whole('port', -1);
  const containers = images.map((image, index) => {
    const last = image.slice(image.lastIndexOf('/') + 1);
    const bare = (last.split(':')[0] ?? '').split('@')[0] ?? '';
    const clean = /[_.]/.test(bare) ? `${bare.replace(/[_.]/g, '-')}-${suffix(call)}` : bare;
    const ports = index === 0 && port >= 0 ? { ports: [{ containerPort: port }] } : {};
    return { name: clean, image, ...command(call), ...ports, resources: {} };
  });
  const labels = { app: name };
  const object: JsonObject = {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name, ...ownNamespace(call), labels },
    spec: {
      replicas: call.whole('replicas', 1),
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
      strategy: {},
    },
    status: {},
  };
  return make(call, 'deployments', object, 'failed to create deployment:');
};

function suffix(call: Call): string {
  let text = '';
  while (text.length < 5) text += SAFE_LETTERS.charAt(chance(call.draft, SAFE_LETTERS.length));
  return text;
}

export const createJob: Verb = (call) => {
  const name = firstWord(call);
  const image = call.text('image');
  const from = call.text('from');
  if ((image === '') === (from === '')) throw failure('either --image or --from must be specified');
  if (from !== '' && call.args.length > 1) throw failure('cannot specify --from and command');
  if (from !== '') return jobFromCronJob(call, name, from);
  const object: JsonObject = {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: { name, ...ownNamespace(call) },
    spec: {
      template: {
        metadata: {},
        spec: { containers: [{ name, image, ...command(call), resources: {} }], restartPolicy: 'Never' },
      },
    },
    status: {},
  };
  return make(call, 'jobs', object, 'failed to create job:');
};

function jobFromCronJob(call: Call, name: string, from: string): undefined {
  const infos = selectAll(call, { args: [from], latest: true });
  const [info] = infos;
  if (info === undefined || infos.length !== 1) throw failure('from must be an existing cronjob');
  if (info.resource.kind !== 'CronJob') throw failure(`unknown object type *v1.${info.resource.kind}`);
  const template = objectAt(objectAt(info.object, 'spec'), 'jobTemplate');
  const metadata = objectAt(template, 'metadata');
  const labels = objectAt(metadata, 'labels');
  const object: JsonObject = {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: {
      name,
      ...ownNamespace(call),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...objectAt(metadata, 'annotations') },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          name: info.name,
          uid: objectAt(info.object, 'metadata').uid,
          controller: true,
        },
      ],
    },
    spec: objectAt(template, 'spec'),
    status: {},
  };
  return make(call, 'jobs', object, 'failed to create job:');
}

export const createCronJob: Verb = (call) => {
  requireFlag(call, 'image', 'schedule');
  const name = firstWord(call);
  const restart = call.text('restart', 'OnFailure') || 'OnFailure';
  if (restart !== 'OnFailure' && restart !== 'Never') throw failure(`invalid restart policy: ${restart}`);
  const object: JsonObject = {
    kind: 'CronJob',
    apiVersion: 'batch/v1',
    metadata: { name, ...ownNamespace(call) },
    spec: {
      schedule: call.text('schedule'),
      jobTemplate: {
        metadata: { name },
        spec: {
          template: {
            metadata: {},
            spec: {
              containers: [{ name, image: call.text('image'), ...command(call), resources: {} }],
              restartPolicy: restart,
            },
          },
        },
      },
    },
    status: {},
  };
  return make(call, 'cronjobs', object, 'failed to create cronjob:');
};
