import type { Json } from '../../../manifest/index.ts';

/** Security-context fields in the order they are written. */
export type Settings = Readonly<Record<string, Json>>;

export interface DrawnContainer {
  readonly name: string;
  readonly role: 'container' | 'init' | 'sidecar';
  /** Of the container itself, outside its securityContext: image, command, ports. */
  readonly spec: Settings;
  /** Where it mounts which volumes of the workload: name → path. */
  readonly mounts?: Readonly<Record<string, string>>;
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
  /** Name → what it is made of. */
  readonly volumes?: Settings;
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
  return /^[A-Za-z/](?:[\w./:-]*[\w./-])?$/.test(value) &&
    !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

const isMap = (value: Json): value is Settings =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The lines as an item of a list. */
const item = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));

/** Settings as lines of YAML without indentation. */
export function settingLines(settings: Settings): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    if (Array.isArray(value))
      return value.some(isMap)
        ? [`${key}:`, ...value.flatMap((each) => item(settingLines(each as Settings)))]
        : [`${key}: [${value.map(scalar).join(', ')}]`];
    if (isMap(value))
      return Object.keys(value).length === 0 ? [`${key}: {}`] : [`${key}:`, ...indent(settingLines(value))];
    return [`${key}: ${scalar(value)}`];
  });
}

function security(settings: Settings): readonly string[] {
  const lines = settingLines(settings);
  return lines.length === 0 ? [] : ['securityContext:', ...indent(lines)];
}

function containerLines(container: DrawnContainer): readonly string[] {
  const mounts = Object.entries(container.mounts ?? {}).map(([name, mountPath]) => ({ name, mountPath }));
  return item([
    `name: ${container.name}`,
    ...settingLines(container.spec),
    ...(container.role === 'sidecar' ? ['restartPolicy: Always'] : []),
    ...(mounts.length === 0 ? [] : settingLines({ volumeMounts: mounts })),
    ...security(container.settings),
  ]);
}

function specLines({ kind, spec = {}, pod, containers, volumes = {} }: Workload): readonly string[] {
  const main = containers.filter((each) => each.role === 'container');
  const before = containers.filter((each) => each.role !== 'container');
  return [
    ...(kind === 'Job' || kind === 'CronJob' ? ['restartPolicy: Never'] : []),
    ...settingLines(spec),
    ...security(pod),
    ...(before.length === 0 ? [] : ['initContainers:', ...before.flatMap(containerLines)]),
    'containers:',
    ...main.flatMap(containerLines),
    ...(Object.keys(volumes).length === 0
      ? []
      : settingLines({
          volumes: Object.entries(volumes).map(([name, source]) => ({ name, ...(source as Settings) })),
        })),
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
