import { child, flagAt, itemsAt, lineOf, mapAt, textAt, textsAt } from './access.ts';
import type { LineOf } from './effective.ts';
import type { Finding } from './explanation.ts';
import { fields } from './fields.ts';
import type { Judged } from './object.ts';
import { at, type ContainerView } from './pod.ts';
import { unsafeSysctls } from './sysctls.ts';

/** What the API server accepts but a person rarely means. */
export function habitFindings(judged: Judged, line: LineOf): readonly Finding[] {
  const { pod, located } = judged;
  const findings: Finding[] = [];
  const add = (
    severity: Finding['severity'],
    code: string,
    path: string,
    where: number | undefined,
    message: string,
    fix: string,
    brief?: string,
  ): void => {
    const short = brief === undefined ? {} : { brief };
    const base = { severity, code, path, document: located.index, message, fix, ...short };
    findings.push(where === undefined ? base : { ...base, line: line(where) });
  };

  overriddenEverywhere();
  windowsNode();
  if (child(pod.security, 'fsGroup') !== undefined) {
    itemsAt(pod.spec, 'volumes').forEach((volume, i) => {
      if (child(volume, 'hostPath') === undefined) return;
      const path = `${at(pod.specPath, 'volumes')}[${i}].hostPath`;
      const name = textAt(volume, 'name') ?? '';
      add(
        'hint',
        'fsgroup-on-hostpath',
        path,
        lineOf(volume, 'hostPath'),
        `fsGroup does not change the files of the hostPath volume \`${name}\`: Kubernetes never changes who owns files of the node.`,
        'Set the owner on the node, or use another kind of volume.',
      );
    });
  }
  for (const { name, index, line: where } of pod.windows ? [] : unsafeSysctls(pod)) {
    add(
      'error',
      'unsafe-sysctl',
      `${at(pod.specPath, 'securityContext.sysctls')}[${index}].name`,
      where,
      `The kubelet refuses this pod (SysctlForbidden, forbidden sysctl: "${name}" not allowlisted) unless its node allows \`${name}\`.`,
      'Use a safe sysctl, or have the node allow it with --allowed-unsafe-sysctls.',
      `The sysctl \`${name}\` is not a safe one; the node has to allow it.`,
    );
  }
  for (const container of pod.containers) ofContainer(container);
  return findings;

  function overriddenEverywhere(): void {
    if (pod.security === undefined || pod.containers.length === 0) return;
    for (const field of fields) {
      if (field.merge !== 'field' && field.merge !== 'whole') continue;
      if (child(pod.security, field.name) === undefined) continue;
      if (!pod.containers.every(({ security }) => child(security, field.name) !== undefined)) continue;
      add(
        'hint',
        'overridden-everywhere',
        at(pod.specPath, `securityContext.${field.name}`),
        lineOf(pod.security, field.name),
        ...(field.name === 'seLinuxOptions' ? LABEL_OF_SANDBOX : reachesNone(field.name)),
      );
    }
  }

  // verifyRunAsNonRoot of security_context_windows.go looks at no number; the API server's checks go by spec.os alone.
  function windowsNode(): void {
    if (!pod.onWindows || pod.windows) return;
    add(
      'hint',
      'windows-node',
      at(pod.specPath, child(pod.spec, 'nodeSelector') === undefined ? 'affinity' : 'nodeSelector'),
      lineOf(pod.spec, 'nodeSelector') ?? lineOf(pod.spec, 'affinity'),
      'This pod only fits Windows nodes, where UIDs and GIDs do not apply: for runAsNonRoot the kubelet looks at the user’s name and refuses ContainerAdministrator alone. An image without USER is started, even if it is ContainerAdministrator that it runs as.',
      'Set windowsOptions.runAsUserName: ContainerUser to be sure, and spec.os.name: windows so that the API server checks the pod as one of Windows.',
      'Only Windows nodes fit, where UIDs do not apply: the kubelet refuses the user ContainerAdministrator alone. Set windowsOptions.runAsUserName: ContainerUser to be sure.',
    );
  }

  function ofContainer(container: ContainerView): void {
    const { security, name } = container;
    if (security === undefined) return;
    const path = `${container.path}.securityContext`;
    if (flagAt(security, 'privileged') === true) {
      for (const key of ['capabilities', 'seccompProfile', 'appArmorProfile']) {
        if (child(security, key) === undefined) continue;
        add(
          'hint',
          'ignored-when-privileged',
          `${path}.${key}`,
          lineOf(security, key),
          `\`${name}\` is privileged, and the container runtime then ignores \`${key}\`.`,
          `Remove privileged, or remove ${key}.`,
          `\`${name}\` is privileged, so its \`${key}\` is ignored.`,
        );
      }
    }
    const capabilities = mapAt(security, 'capabilities');
    for (const list of ['add', 'drop']) {
      textsAt(capabilities, list).forEach((capability, i) => {
        if (!/^cap_/i.test(capability)) return;
        const item = itemsAt(capabilities, list)[i];
        add(
          'warning',
          'capability-prefix',
          `${path}.capabilities.${list}[${i}]`,
          item?.line,
          `\`${capability}\` carries the prefix CAP_, which containerd adds by itself: it ends up as \`CAP_${capability}\`, which does not exist.`,
          `Write ${capability.slice(4)}.`,
          `\`${capability}\` is no capability: write ${capability.slice(4)}.`,
        );
      });
    }
    if (textsAt(capabilities, 'add').length > 0 && textsAt(capabilities, 'add').includes('ALL')) {
      add(
        'hint',
        'all-capabilities',
        `${path}.capabilities.add`,
        lineOf(capabilities, 'add'),
        `\`${name}\` gets every capability, which comes close to privileged.`,
        'Name the ones it needs.',
      );
    }
  }
}

/** Message and fix: the pod's value of a field that every container sets is used by nothing. */
function reachesNone(field: string): [message: string, fix: string, brief: string] {
  return [
    `Every container sets its own \`${field}\`, so the pod's value reaches none of them.`,
    'Remove it at one of the two levels.',
    `The pod's \`${field}\` reaches no container: every one sets its own.`,
  ];
}

/**
 * The kubelet's merged object has nothing of the pod's, but the pod's sandbox is labelled with it, and a runtime starts
 * from that label: containerd for empty options of a container, CRI-O by laying the container's fields over it.
 */
const LABEL_OF_SANDBOX: [message: string, fix: string, brief: string] = [
  "Every container sets its own `seLinuxOptions`, so the kubelet hands none of them the pod's; the runtime still labels the pod's sandbox with it and may start from that label.",
  'Repeat in each container what it is to have of it.',
  "Every container sets its own `seLinuxOptions`; of the pod's only the sandbox's label is left.",
];
