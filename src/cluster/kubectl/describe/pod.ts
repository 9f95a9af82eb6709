import type { JsonObject } from '../../json.ts';
import { age, at, items, number, text } from '../tables/cells.ts';
import { containers } from './containers.ts';
import { controllerOf, longDate, type Page } from './page.ts';
import { volumes } from './volumes.ts';

/** describe.go describePod. */
export function pod(page: Page, object: JsonObject): void {
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  const metadata = at(object, 'metadata');
  page.head(object);
  if (spec.priority !== undefined) page.line(0, `Priority:\t${text(spec.priority)}`);
  if (text(spec.priorityClassName) !== '')
    page.line(0, `Priority Class Name:\t${text(spec.priorityClassName)}`);
  if (text(spec.runtimeClassName) !== '') page.line(0, `Runtime Class Name:\t${text(spec.runtimeClassName)}`);
  if (text(spec.serviceAccountName) !== '')
    page.line(0, `Service Account:\t${text(spec.serviceAccountName)}`);
  page.line(
    0,
    text(spec.nodeName) === '' ? 'Node:\t<none>' : `Node:\t${text(spec.nodeName)}/${text(status.hostIP)}`,
  );
  if (status.startTime !== undefined) page.line(0, `Start Time:\t${longDate(status.startTime)}`);
  page.marks(object);
  const phase = text(status.phase);
  if (metadata.deletionTimestamp !== undefined && phase !== 'Failed' && phase !== 'Succeeded') {
    page.line(0, `Status:\tTerminating (lasts ${age(metadata.deletionTimestamp, page.now)})`);
    page.line(0, `Termination Grace Period:\t${number(metadata.deletionGracePeriodSeconds)}s`);
  } else page.line(0, `Status:\t${phase}`);
  if (text(status.reason) !== '') page.line(0, `Reason:\t${text(status.reason)}`);
  if (text(status.message) !== '') page.line(0, `Message:\t${text(status.message)}`);
  const { seccompProfile } = at(spec, 'securityContext');
  if (seccompProfile !== undefined) {
    const profile = at({ seccompProfile }, 'seccompProfile');
    page.line(0, `SeccompProfile:\t${text(profile.type)}`);
    if (profile.type === 'Localhost') page.line(0, `LocalhostProfile:\t${text(profile.localhostProfile)}`);
  }
  page.line(0, `IP:\t${text(status.podIP)}`);
  const ips = items(status.podIPs);
  page.line(0, `IPs:${ips.length === 0 ? '\t<none>' : ''}`);
  for (const { ip } of ips) page.line(1, `IP:\t${text(ip)}`);
  const owner = controllerOf(object);
  if (owner !== '') page.line(0, `Controlled By:\t${owner}`);
  if (text(status.nominatedNodeName) !== '')
    page.line(0, `NominatedNodeName:\t${text(status.nominatedNodeName)}`);
  const inits = items(spec.initContainers);
  if (inits.length > 0)
    containers(page, 'Init Containers', inits, items(status.initContainerStatuses), object, '');
  containers(page, 'Containers', items(spec.containers), items(status.containerStatuses), object, '');
  const ephemeral = items(spec.ephemeralContainers);
  if (ephemeral.length > 0)
    containers(page, 'Ephemeral Containers', ephemeral, items(status.ephemeralContainerStatuses), object, '');
  const conditions = items(status.conditions);
  if (conditions.length > 0) {
    page.line(0, 'Conditions:\n  Type\tStatus');
    for (const one of conditions) page.line(1, `${text(one.type)} \t${text(one.status)} `);
  }
  volumes(page, items(spec.volumes), '');
  page.line(0, `QoS Class:\t${text(status.qosClass)}`);
  page.pairs('Node-Selectors', at(spec, 'nodeSelector'));
  tolerations(page, 'Tolerations', items(spec.tolerations));
}

/** describe.go printTolerationsMultilineWithIndent. */
function tolerations(page: Page, title: string, list: readonly JsonObject[]): void {
  page.put(0, `${title}:\t`);
  if (list.length === 0) page.line(0, '<none>');
  const sorted = list.toSorted((a, b) =>
    text(a.key) < text(b.key) ? -1 : text(a.key) > text(b.key) ? 1 : 0,
  );
  for (const [index, one] of sorted.entries()) {
    const key = text(one.key);
    const value = text(one.value) === '' ? '' : `=${text(one.value)}`;
    const effect = text(one.effect) === '' ? '' : `:${text(one.effect)}`;
    const exists =
      one.operator === 'Exists' && value === ''
        ? key === '' && effect === ''
          ? 'op=Exists'
          : ' op=Exists'
        : '';
    const seconds = one.tolerationSeconds === undefined ? '' : ` for ${text(one.tolerationSeconds)}s`;
    page.line(0, `${index === 0 ? '' : '\t'}${key}${value}${effect}${exists}${seconds}`);
  }
}

/** describe.go DescribePodTemplate. */
export function podTemplate(page: Page, template: JsonObject): void {
  const spec = at(template, 'spec');
  page.line(0, 'Pod Template:');
  page.pairs('  Labels', at(template, 'metadata', 'labels'));
  const annotations = at(template, 'metadata', 'annotations');
  if (Object.keys(annotations).length > 0) page.annotations('  Annotations', annotations);
  if (text(spec.serviceAccountName) !== '')
    page.line(1, `Service Account:\t${text(spec.serviceAccountName)}`);
  const inits = items(spec.initContainers);
  if (inits.length > 0) containers(page, 'Init Containers', inits, [], undefined, '  ');
  containers(page, 'Containers', items(spec.containers), [], undefined, '  ');
  volumes(page, items(spec.volumes), '  ');
  if (text(spec.priorityClassName) !== '')
    page.line(1, `Priority Class Name:\t${text(spec.priorityClassName)}`);
  page.pairs('  Node-Selectors', at(spec, 'nodeSelector'));
  tolerations(page, '  Tolerations', items(spec.tolerations));
}
