import type { Json } from '../../../manifest/index.ts';

/** Security-context fields in the order they are written. */
export type Settings = Readonly<Record<string, Json>>;

export interface DrawnContainer {
  readonly name: string;
  readonly role: 'container' | 'init' | 'sidecar';
  readonly settings: Settings;
}

export type DrawnKind = 'Pod' | 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob';

/** A workload as a drill draws it, before it is text. */
export interface Workload {
  readonly kind: DrawnKind;
  readonly name: string;
  /** Of the pod spec itself, outside any securityContext. */
  readonly spec?: Settings;
  /** Of the pod's securityContext. */
  readonly pod: Settings;
  /** In the order written: init containers and sidecars stand in a list of their own, before the others. */
  readonly containers: readonly DrawnContainer[];
}

const API_VERSIONS: Readonly<Record<DrawnKind, string>> = {
  Pod: 'v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

const indent = (lines: readonly string[], by = 2): readonly string[] =>
  lines.map((line) => ' '.repeat(by) + line);

/** Strings that YAML would read as something else are quoted. */
function scalar(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[A-Za-z][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

function settingLines(settings: Settings): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [`${key}: [${value.map(scalar).join(', ')}]`];
    if (value !== null && typeof value === 'object')
      return [`${key}:`, ...indent(settingLines(value as Settings))];
    return [`${key}: ${scalar(value)}`];
  });
}

function security(settings: Settings): readonly string[] {
  const lines = settingLines(settings);
  return lines.length === 0 ? [] : ['securityContext:', ...indent(lines)];
}

function containerLines(container: DrawnContainer): readonly string[] {
  const lines = [
    `name: ${container.name}`,
    `image: ${container.name}:1`,
    ...(container.role === 'sidecar' ? ['restartPolicy: Always'] : []),
    ...security(container.settings),
  ];
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function specLines({ kind, spec = {}, pod, containers }: Workload): readonly string[] {
  const main = containers.filter((each) => each.role === 'container');
  const before = containers.filter((each) => each.role !== 'container');
  return [
    ...(kind === 'Job' || kind === 'CronJob' ? ['restartPolicy: Never'] : []),
    ...settingLines(spec),
    ...security(pod),
    ...(before.length === 0 ? [] : ['initContainers:', ...before.flatMap(containerLines)]),
    'containers:',
    ...main.flatMap(containerLines),
  ];
}

function templateLines(workload: Workload, labelled: boolean): readonly string[] {
  return [
    'template:',
    ...(labelled ? ['  metadata:', `    labels: {app: ${workload.name}}`] : []),
    '  spec:',
    ...indent(specLines(workload), 4),
  ];
}

function bodyLines(workload: Workload): readonly string[] {
  const { kind, name } = workload;
  if (kind === 'Pod') return specLines(workload);
  if (kind === 'Job') return templateLines(workload, false);
  if (kind === 'CronJob')
    return ['schedule: "0 3 * * *"', 'jobTemplate:', '  spec:', ...indent(templateLines(workload, false), 4)];
  return [
    ...(kind === 'StatefulSet' ? [`serviceName: ${name}`] : []),
    'selector:',
    `  matchLabels: {app: ${name}}`,
    ...templateLines(workload, true),
  ];
}

/** The workload as YAML that `kubectl apply` would take, ending with a newline. */
export function writeWorkload(workload: Workload): string {
  const lines = [
    `apiVersion: ${API_VERSIONS[workload.kind]}`,
    `kind: ${workload.kind}`,
    'metadata:',
    `  name: ${workload.name}`,
    'spec:',
    ...indent(bodyLines(workload)),
  ];
  return `${lines.join('\n')}\n`;
}
