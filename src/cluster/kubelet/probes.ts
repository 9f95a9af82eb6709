/** Probes of running containers: startup, readiness, liveness (pkg/kubelet/prober). */
import { podByUid } from '../api/store.ts';
import type { Container, Pod } from '../api/types.ts';
import { schedule } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json, JsonObject } from '../json.ts';
import { execStill, listensOn } from '../programs/run.ts';
import type { ContainerRecord, Probed, Sandbox } from '../state.ts';
import { Collected } from '../streams.ts';
import { fieldPathOf } from './restart.ts';
import { change, isRunning, lookAt } from './sandboxes.ts';

const KINDS = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
type Kind = (typeof KINDS)[number];

const NAMES: Readonly<Record<Kind, string>> = {
  startupProbe: 'Startup',
  readinessProbe: 'Readiness',
  livenessProbe: 'Liveness',
};

const keyOf = (container: string, kind: string): string => `${container}/${kind}`;

/** A container without a startup probe has started as soon as it runs. */
export function isStarted(sandbox: Sandbox, container: Container): boolean {
  if (container.startupProbe === undefined) return true;
  return sandbox.probes[keyOf(container.name, 'startupProbe')]?.passed === true;
}

/** A container without a readiness probe is ready as soon as it has started. */
export function isReady(sandbox: Sandbox, container: Container): boolean {
  if (container.readinessProbe === undefined) return true;
  return sandbox.probes[keyOf(container.name, 'readinessProbe')]?.passed === true;
}

const seconds = (value: Json | undefined, otherwise: number): number =>
  (typeof value === 'number' ? value : otherwise) * 1000;

/** A container was started: its probes begin anew. */
export function beginProbes(draft: Draft, sandbox: Sandbox, container: Container, id: string): void {
  const probes: Record<string, Probed> = { ...sandbox.probes };
  for (const kind of KINDS) {
    const probe = container[kind];
    if (probe === undefined) continue;
    probes[keyOf(container.name, kind)] = {
      container: id,
      failures: 0,
      successes: 0,
      passed: kind === 'livenessProbe',
    };
    const delay = Math.max(1000, seconds(probe.initialDelaySeconds, 0));
    schedule(draft, draft.now + delay, { kind: 'probe', container: id, probe: kind });
  }
  change(draft, sandbox.podUid, { probes });
}

/** A probe is due: it is run, and what follows from its thresholds happens. */
export function probeContainer(draft: Draft, id: string, kind: string): void {
  const own = draft.containers[id];
  const sandbox = own === undefined ? undefined : draft.sandboxes[own.podUid];
  const pod = own === undefined ? undefined : podByUid(draft, own.podUid);
  const name = KINDS.find((one) => one === kind);
  if (own === undefined || sandbox === undefined || pod === undefined || name === undefined) return;
  if (!isRunning(own) || sandbox.killAt !== null) return;
  const container = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find(
    (one) => one.name === own.name,
  );
  const probe = container?.[name];
  const before = sandbox.probes[keyOf(own.name, name)];
  if (container === undefined || probe === undefined || before?.container !== id) return;
  schedule(draft, draft.now + seconds(probe.periodSeconds, 10), {
    kind: 'probe',
    container: id,
    probe: name,
  });
  const waits = name !== 'startupProbe' && !isStarted(sandbox, container);
  if (waits || (name === 'startupProbe' && before.passed)) return;
  const fault = outcome(draft, pod, own, probe);
  const after = counted(before, probe, fault === undefined);
  change(draft, own.podUid, { probes: { ...sandbox.probes, [keyOf(own.name, name)]: after } });
  if (fault !== undefined) {
    const message = `${NAMES[name]} probe failed: ${fault}`;
    record(draft, pod, {
      source: 'kubelet',
      type: 'Warning',
      reason: 'Unhealthy',
      message,
      fieldPath: fieldPathOf(pod, container),
    });
  }
  const most = typeof probe.failureThreshold === 'number' ? probe.failureThreshold : 3;
  if (name !== 'readinessProbe' && fault !== undefined && after.failures >= most)
    kill(draft, pod, container, own, name);
  if (after.passed !== before.passed) lookAt(draft, own.podUid, draft.now);
}

function counted(before: Probed, probe: JsonObject, success: boolean): Probed {
  const successes = success ? before.successes + 1 : 0;
  const failures = success ? 0 : before.failures + 1;
  const enough = typeof probe.successThreshold === 'number' ? probe.successThreshold : 1;
  const most = typeof probe.failureThreshold === 'number' ? probe.failureThreshold : 3;
  const passed = success ? before.passed || successes >= enough : before.passed && failures < most;
  return { ...before, successes, failures, passed };
}

/** What a probe failed of; undefined where it passed. */
function outcome(draft: Draft, { spec }: Pod, own: ContainerRecord, probe: JsonObject): string | undefined {
  const command = probe.exec as { readonly command?: readonly string[] } | undefined;
  if (command !== undefined) {
    const streams = new Collected('');
    const done = execStill(draft, own, command.command ?? [], streams);
    if (done.kind === 'unstartable') return `command failed: exec: ${done.message}`;
    return done.kind === 'ended' && done.status === 0 ? undefined : streams.both;
  }
  const get = probe.httpGet as JsonObject | undefined;
  const target = (get ?? probe.tcpSocket ?? probe.grpc) as JsonObject | undefined;
  if (target === undefined) return undefined;
  const port = portOf(spec, own.name, target.port);
  if (listensOn(draft, own, port)) return undefined;
  const address = `${own.podIp}:${port}`;
  const refused = `dial tcp ${address}: connect: connection refused`;
  if (get === undefined) return refused;
  const scheme = String(get.scheme ?? 'HTTP').toLowerCase();
  return `Get "${scheme}://${address}${String(get.path ?? '/')}": ${refused}`;
}

function portOf(spec: Pod['spec'], container: string, port: Json | undefined): number {
  if (typeof port === 'number') return port;
  const ports = spec.containers.find(({ name }) => name === container)?.ports ?? [];
  const named = ports.find(({ name }) => name === port)?.containerPort;
  return typeof named === 'number' ? named : Number(port);
}

function kill(draft: Draft, pod: Pod, container: Container, own: ContainerRecord, kind: Kind): void {
  const which = kind === 'livenessProbe' ? 'liveness' : 'startup';
  const message = `Container ${container.name} failed ${which} probe, will be restarted`;
  record(draft, pod, {
    source: 'kubelet',
    type: 'Normal',
    reason: 'Killing',
    message,
    fieldPath: fieldPathOf(pod, container),
  });
  draft.containers[own.id] = { ...own, finishedAt: draft.now, exitCode: 137, program: null };
  lookAt(draft, own.podUid, draft.now);
}
