/** Starting one container: image, configuration, identity, mounts, process (kuberuntime_container.go startContainer). */
import { type ContainerExplanation, type MapNode, nodeOf, runtimeView } from '../../manifest/index.ts';
import type { Container, Pod } from '../api/types.ts';
import { hexadecimal } from '../chance.ts';
import { schedule } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import { treeKey } from '../files/tree.ts';
import type { Image } from '../images/index.ts';
import type { Progress } from '../programs/progress.ts';
import { startProgram } from '../programs/run.ts';
import type { ContainerRecord } from '../state.ts';
import { keptEnvironment, keptMounts } from '../usual.ts';
import { accountsOf, assumedAccounts } from './accounts.ts';
import { argumentsOf, ConfigProblem, environment, podEnvironment } from './environment.ts';
import { identityOf, UnknownUser } from './identity.ts';
import { addressOf, hostnameOf, mountsOf } from './mounts.ts';
import { profileProblem } from './profiles.ts';
import { ensureImage } from './pull.ts';
import { fieldPathOf } from './restart.ts';
import { change, changeContainer, containersOf, latestOf, lookAt, podLabel, sandboxOf } from './sandboxes.ts';

/** What came of the attempt to start a container. */
export type Attempt = 'started' | 'pulling' | 'failed';

/** The kubelet tries again after its back-off period, give or take (kubelet.go backOffPeriod, pod_workers.go). */
const RETRY_MS = 12_000;

/** Tries to start a container that does not run. */
export function startContainer(draft: Draft, pod: Pod, container: Container): Attempt {
  const { uid } = pod.metadata;
  const ensured = ensureImage(draft, pod, container);
  if (ensured.kind === 'pulling') {
    lookAt(draft, uid, ensured.until);
    return 'pulling';
  }
  if (ensured.kind === 'failed') {
    wait(draft, pod, container, ensured.reason, ensured.message);
    lookAt(draft, uid, Math.min(ensured.retryAt ?? Number.POSITIVE_INFINITY, draft.now + RETRY_MS));
    return 'failed';
  }
  try {
    create(draft, pod, container, ensured.image);
    return 'started';
  } catch (error) {
    if (!(error instanceof NotCreated)) throw error;
    tell(draft, pod, container, 'Warning', 'Failed', `Error: ${error.message}`);
    wait(draft, pod, container, error.reason, error.message);
    lookAt(draft, uid, draft.now + RETRY_MS);
    return 'failed';
  }
}

/** The container was not made; its waiting reason. */
class NotCreated extends Error {
  override readonly name = 'NotCreated';
  readonly reason: 'CreateContainerConfigError' | 'CreateContainerError';

  constructor(reason: NotCreated['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

function tell(
  draft: Draft,
  pod: Pod,
  container: Container,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  record(draft, pod, { source: 'kubelet', type, reason, message, fieldPath: fieldPathOf(pod, container) });
}

function wait(draft: Draft, pod: Pod, container: Container, reason: string, message: string): void {
  const sandbox = sandboxOf(draft, pod.metadata.uid);
  change(draft, pod.metadata.uid, {
    waiting: { ...sandbox?.waiting, [container.name]: { reason, message } },
  });
}

/** What manifest/ says of the container, its image's USER known. */
function explained(pod: Pod, container: Container, image: Image): ContainerExplanation {
  const users = { [container.name]: image.user, '*': '' };
  const found = runtimeView(nodeOf({ ...pod, status: {} }) as MapNode, users).find(
    ({ name }) => name === container.name,
  );
  if (found === undefined) throw new RangeError(`no container ${container.name} in its pod`);
  return found;
}

function create(draft: Draft, pod: Pod, container: Container, image: Image): void {
  const { uid } = pod.metadata;
  const sandbox = sandboxOf(draft, uid);
  const ip = addressOf(pod, sandbox?.ip ?? '');
  const id = hexadecimal(draft, 64);
  const config = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      if (error instanceof ConfigProblem) throw new NotCreated('CreateContainerConfigError', error.message);
      if (error instanceof UnknownUser)
        throw new NotCreated(
          'CreateContainerError',
          `failed to create containerd container: ${error.message}`,
        );
      throw error;
    }
  };
  const env = config(() => podEnvironment(draft, pod, container, ip));
  const view = explained(pod, container, image);
  if (view.start.verdict === 'refused') {
    const message = view.start.reason.replace(/\(pod: "[^"]*"/, () => `(pod: "${podLabel(pod)}"`);
    throw new NotCreated('CreateContainerConfigError', message);
  }
  const mounts = config(() => mountsOf(draft, pod, container, { id, image, env }));
  const named = !image.known && view.process.username !== undefined;
  const accounts = named ? assumedAccounts(image.user) : accountsOf(image.files);
  const { identity, home } = config(() => identityOf(view, accounts, sandbox?.userNamespaceBase ?? 0));
  const argv = argumentsOf(container, image, env);
  if (argv.length === 0) {
    throw new NotCreated(
      'CreateContainerError',
      'failed to create containerd container: no command specified',
    );
  }
  const profile = profileProblem(draft, view);
  if (profile !== undefined) throw new NotCreated('CreateContainerError', profile);
  const hostname = hostnameOf(pod);
  const tty = container.tty === true;
  const previous = latestOf(draft, uid, container.name);
  const about = { id, podUid: uid, image: container.image, identity, hostname };
  const made: ContainerRecord = {
    id,
    podUid: uid,
    namespace: pod.metadata.namespace ?? '',
    pod: pod.metadata.name,
    name: container.name,
    attempt: previous === undefined ? 0 : previous.attempt + 1,
    image: container.image,
    identity,
    argv,
    env: keptEnvironment(about, environment(image, env, { hostname, tty, home })),
    cwd: container.workingDir ?? image.workingDir,
    hostname,
    mounts: keptMounts(about, mounts),
    tty,
    hostNetwork: pod.spec.hostNetwork === true,
    hostPid: pod.spec.hostPID === true,
    hostIpc: pod.spec.hostIPC === true,
    sharedPid: pod.spec.shareProcessNamespace === true,
    pidTarget: targetOf(draft, pod, container),
    podIp: ip,
    createdAt: draft.now,
    startedAt: null,
    finishedAt: null,
    exitCode: null,
    program: null,
    log: [],
  };
  forgetOldest(draft, made);
  draft.containers[id] = made;
  draft.trees[treeKey.container(id)] = {
    base: { image: container.image },
    root: { type: 'directory', uid: 0, gid: 0, mode: 0o755, mtime: draft.now, entries: {} },
  };
  tell(draft, pod, container, 'Normal', 'Created', 'Container created');
  const { [container.name]: _waited, ...waiting } = sandbox?.waiting ?? {};
  change(draft, uid, { waiting });
  changeContainer(draft, id, { startedAt: draft.now });
  const started = draft.containers[id] ?? made;
  const progress = startProgram(draft, started);
  if (progress.kind === 'unstartable') {
    const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: ${progress.message}: unknown`;
    tell(draft, pod, container, 'Warning', 'Failed', `Error: ${message}`);
    wait(draft, pod, container, 'RunContainerError', message);
    changeContainer(draft, id, { startedAt: 0, finishedAt: draft.now, exitCode: 128, program: { message } });
    lookAt(draft, uid, draft.now + 1000);
    return;
  }
  tell(draft, pod, container, 'Normal', 'Started', 'Container started');
  settleProgram(draft, id, progress);
}

function targetOf(draft: Draft, pod: Pod, { targetContainerName }: Container): string | null {
  if (targetContainerName === undefined) return null;
  return latestOf(draft, pod.metadata.uid, targetContainerName)?.id ?? null;
}

/** The kubelet keeps one dead attempt of a container beside the one that runs (maximum-dead-containers-per-container). */
function forgetOldest(draft: Draft, { podUid, name }: ContainerRecord): void {
  const dead = containersOf(draft, podUid).filter((record) => record.name === name);
  for (const { id } of dead.slice(0, -1)) forgetContainer(draft, id);
}

/** A container with its files. */
export function forgetContainer(draft: Draft, id: string): void {
  delete draft.containers[id];
  delete draft.trees[treeKey.container(id)];
  for (const key of Object.keys(draft.trees)) if (key.includes(`/.image/${id}`)) delete draft.trees[key];
}

/** How long it takes until the kubelet notices that a process ended: its relist period (pleg genericPLEG). */
const NOTICED_MS = 1_000;

/** Writes down how far a program came, and sees to it that it goes on or that its end is noticed. */
export function settleProgram(draft: Draft, id: string, progress: Progress): void {
  const record = draft.containers[id];
  if (record === undefined) return;
  switch (progress.kind) {
    case 'sleeping':
      changeContainer(draft, id, { program: progress.program });
      schedule(draft, progress.until, { kind: 'wake', container: id });
      return;
    case 'waiting':
      changeContainer(draft, id, { program: progress.program });
      return;
    case 'exited':
      changeContainer(draft, id, { finishedAt: draft.now, exitCode: progress.status, program: null });
      lookAt(draft, record.podUid, draft.now + NOTICED_MS);
      return;
    case 'unstartable':
      changeContainer(draft, id, { finishedAt: draft.now, exitCode: progress.status, program: null });
      lookAt(draft, record.podUid, draft.now + NOTICED_MS);
  }
}
