/** kubectl debug: ephemeral containers, copies of pods, profiles (kubectl pkg/cmd/debug). */
import { nodeOf } from '../../../manifest/index.ts';
import { create, get, type KubeObject, type Pod, resource } from '../../api/index.ts';
import { nameSuffix } from '../../chance.ts';
import type { Json, JsonObject } from '../../json.ts';
import { advanceUntil, settle } from '../../settle.ts';
import { isImage } from '../args/image.ts';
import type { Call, KubectlResult, Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { selectAll } from '../resources/select.ts';
import { at, items, text } from '../tables/cells.ts';
import { followPod } from './attach.ts';
import { send } from './write.ts';

export const debug: Verb = (call) => {
  const image = call.text('image');
  const copy = call.text('copy-to');
  const words = call.dash >= 0 ? call.args.slice(call.dash) : [];
  const names = call.dash >= 0 ? call.args.slice(0, call.dash) : call.args;
  if (copy === '') {
    for (const flag of ['replace', 'same-node', 'set-image'])
      if (call.given(flag)) throw failure(`--${flag} may only be used with --copy-to.`);
    if (image === '') throw failure('you must specify --image when not using --copy-to.');
  } else if (image === '' && !call.given('set-image') && words.length === 0)
    throw failure('you must specify --image, --set-image or command arguments.');
  if (image !== '' && !isImage(image))
    throw failure(`invalid image name ${JSON.stringify(image)}: invalid reference format`);
  if (names.length === 0 && call.list('filename').length === 0)
    throw failure('NAME or filename is required for debug');
  if (call.text('target') !== '' && copy !== '')
    throw failure('--target is incompatible with --copy-to. Use --share-processes instead.');
  if (call.on('tty') && !call.on('stdin'))
    throw failure('-i/--stdin is required for containers with -t/--tty=true');
  const profile = call.text('profile', 'general');
  if (!PROFILES.includes(profile)) throw failure(`unknown profile: ${profile}`);
  if (profile === 'legacy')
    call.errLine(
      '--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, for example "--profile=general".',
    );
  if (call.text('custom') !== '' || call.given('set-image'))
    throw call.notSimulated({
      code: 'kubectl-flag:debug-custom',
      message:
        'Debugging with --custom or --set-image is not simulated; profiles and --copy-to with --image are.',
    });
  const infos = selectAll(call, {
    args: names.map((name) => (name.includes('/') ? name : `pods/${name}`)),
    latest: true,
  });
  const [info] = infos;
  if (info === undefined) throw failure('NAME or filename is required for debug');
  if (info.resource.kind === 'Node')
    throw call.notSimulated({
      code: 'kubectl-verb:debug node',
      message:
        'Debugging a node is not simulated: there is no node to look at. kubectl would run a pod on it that shares its namespaces and mounts its root at /host.',
    });
  if (info.resource.kind !== 'Pod')
    throw failure(`"/${info.resource.version}, Kind=${info.resource.kind}" not supported by debug`);
  const pod = info.object as unknown as Pod;
  const target = call.text('target');
  if (target !== '' && !call.on('quiet'))
    call.line(
      `Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.`,
    );
  const name = containerName(call, pod);
  return copy === ''
    ? ephemeral(call, pod, name, words, profile)
    : copied(call, pod, name, words, profile, copy);
};

const PROFILES = ['legacy', 'general', 'baseline', 'netadmin', 'restricted', 'sysadmin'];

function containerName(call: Call, pod: Pod): string {
  const wanted = call.text('container');
  if (wanted !== '') return wanted;
  const taken = [...items(pod.spec.ephemeralContainers), ...items(pod.spec.containers)].map(
    (one) => one.name,
  );
  let name = '';
  while (name === '' || taken.includes(name)) name = `debugger-${nameSuffix(call.draft)}`;
  if (!call.on('quiet')) call.line(`Defaulting debug container name to ${name}.`);
  return name;
}

/** What a profile puts into the debug container's security context (pkg/cmd/debug/profiles.go). */
function securityOf(profile: string): JsonObject {
  switch (profile) {
    case 'general':
      return { securityContext: { capabilities: { add: ['SYS_PTRACE'] } } };
    case 'restricted':
      return {
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      };
    case 'netadmin':
      return { securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } } };
    case 'sysadmin':
      return { securityContext: { privileged: true } };
    default:
      return {};
  }
}

function containerOf(call: Call, name: string, words: readonly string[], profile: string): JsonObject {
  const env = call.list('env').map((pair) => {
    const equals = pair.indexOf('=');
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
  });
  const policy = call.text('image-pull-policy');
  const argumentsOnly = call.on('arguments-only');
  return {
    name,
    image: call.text('image'),
    ...(words.length === 0 ? {} : argumentsOnly ? { args: words } : { command: words }),
    ...(env.length === 0 ? {} : { env }),
    ...(policy === '' ? {} : { imagePullPolicy: policy }),
    ...(call.on('stdin') ? { stdin: true } : {}),
    ...(call.on('tty') ? { tty: true } : {}),
    terminationMessagePolicy: 'File',
    ...securityOf(profile),
  };
}

function ephemeral(
  call: Call,
  pod: Pod,
  name: string,
  words: readonly string[],
  profile: string,
): KubectlResult {
  const target = call.text('target');
  const container = {
    ...containerOf(call, name, words, profile),
    ...(target === '' ? {} : { targetContainerName: target }),
  };
  const user = at(pod.spec, 'securityContext').runAsUser;
  if (typeof user === 'number' && user !== 0 && ['netadmin', 'sysadmin'].includes(profile))
    call.errLine(
      'Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".',
    );
  const info = {
    resource: resource('pods'),
    namespace: pod.metadata.namespace ?? '',
    name: pod.metadata.name,
    object: pod,
  };
  const patch: Json = { spec: { ephemeralContainers: [container] } };
  const after = call.take(send(call, info, 'strategic', patch, { subresource: 'ephemeralcontainers' }));
  return follow(call, after, name);
}

function follow(call: Call, pod: KubeObject, container: string): KubectlResult {
  settle(call.draft);
  const attach = call.given('attach') ? call.on('attach') : call.on('stdin');
  if (!attach) return { status: 0 };
  if (!waitForContainer(call, pod, container)) {
    call.errLine(
      'podium: The container does not start, and kubectl would wait for it without an end. Ctrl-C was pressed for you; kubectl describe shows what it waits for.',
    );
    return { status: 1 };
  }
  return followPod(call, pod, {
    stdin: call.on('stdin'),
    tty: call.on('tty'),
    remove: false,
    exitCode: false,
    timeout: 60_000,
    quiet: call.on('quiet'),
    container,
  });
}

/** How long somebody looks at a container that does not start before they press Ctrl-C, in ms. */
const PATIENCE = 60_000;

/**
 * debug.go waitForContainer: until the container runs or has ended. What it waits for is told as a warning, each time the
 * pod's status has another one. False: it did neither while somebody looked.
 */
function waitForContainer(call: Call, pod: KubeObject, name: string): boolean {
  const { draft } = call;
  const ref = {
    resource: resource('pods'),
    namespace: pod.metadata.namespace ?? '',
    name: pod.metadata.name,
  };
  let told = '';
  return advanceUntil(draft, draft.now + PATIENCE, () => {
    const found = get(draft, ref);
    if (!found.ok) return true;
    const { containerStatuses = [], ephemeralContainerStatuses = [] } = (found.value as Pod).status;
    const state = [...containerStatuses, ...ephemeralContainerStatuses].find(
      (one) => one.name === name,
    )?.state;
    const waiting = state?.waiting?.message ?? '';
    if (waiting !== '' && waiting !== told && !call.on('quiet'))
      call.errLine(`Warning: container ${name}: ${waiting}`);
    told = waiting;
    return state?.running !== undefined || state?.terminated !== undefined;
  });
}

/** --copy-to: a new pod like the old one, with the debug container beside the others. */
function copied(
  call: Call,
  pod: Pod,
  name: string,
  words: readonly string[],
  profile: string,
  to: string,
): KubectlResult {
  const spec: JsonObject = { ...pod.spec };
  const { nodeName: _node, ephemeralContainers: _ephemeral, ...rest } = spec;
  const keep = call.on('same-node') ? { nodeName: spec.nodeName } : {};
  const containers = [...items(spec.containers)];
  const made = containerOf(call, name, words, profile);
  const index = containers.findIndex((one) => one.name === name);
  if (index === -1) containers.push(made);
  else
    containers[index] = {
      ...containers[index],
      ...made,
      image: call.text('image') || text(containers[index]?.image),
    };
  const bare = profile === 'legacy' ? containers : containers.map((one) => withoutProbes(call, one));
  const { initContainers, ...further } = rest;
  const inits =
    call.on('keep-init-containers', true) && initContainers !== undefined ? { initContainers } : {};
  const share = call.given('share-processes') ? call.on('share-processes') : true;
  const body: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: to,
      namespace: pod.metadata.namespace ?? '',
      ...(call.on('keep-labels') ? { labels: pod.metadata.labels } : {}),
    },
    spec: { ...further, ...inits, ...keep, containers: bare, shareProcessNamespace: share },
  };
  const after = call.take(
    create(call.draft, resource('pods'), pod.metadata.namespace ?? '', nodeOf(body as Json as never)),
  );
  return follow(call, after, name);
}

/** A copy is not restarted by the probes of what it is a copy of, unless --keep-liveness and the like say so. */
function withoutProbes(call: Call, container: JsonObject): JsonObject {
  const kept = Object.entries(container).filter(
    ([key]) =>
      !(
        (key === 'livenessProbe' && !call.on('keep-liveness')) ||
        (key === 'readinessProbe' && !call.on('keep-readiness')) ||
        (key === 'startupProbe' && !call.on('keep-startup'))
      ),
  );
  return Object.fromEntries(kept);
}
