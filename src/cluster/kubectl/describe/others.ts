import { list, resource } from '../../api/index.ts';
import type { Draft } from '../../draft.ts';
import type { JsonObject } from '../../json.ts';
import { withoutTrailing } from '../../trailing.ts';
import { age, at, items, text } from '../tables/cells.ts';
import { accessModes } from '../tables/others.ts';
import { longDate, type Page, yesNo } from './page.ts';
import { source } from './volumes.ts';

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

const flatPairs = (map: JsonObject): string =>
  Object.keys(map)
    .sort()
    .map((key) => `${key}=${text(map[key])}`)
    .join(',') || '<none>';

export function namespace(page: Page, object: JsonObject): void {
  page.line(0, `Name:\t${text(at(object, 'metadata').name)}`);
  page.marks(object);
  page.line(0, `Status:\t${text(at(object, 'status').phase)}`);
  const conditions = items(at(object, 'status').conditions);
  if (conditions.length > 0) {
    page.line(0, 'Conditions:');
    page.line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage');
    page.line(1, '----\t------\t------------------\t------\t-------');
    for (const one of conditions)
      page.line(
        1,
        `${text(one.type)}\t${text(one.status)}\t${longDate(one.lastTransitionTime)}\t${text(one.reason)}\t${text(one.message)}`,
      );
  }
  page.line(0, '\nNo resource quota.');
  page.line(0, '\nNo LimitRange resource.');
}

export function configMap(page: Page, object: JsonObject): void {
  page.head(object);
  page.marks(object);
  page.line(0, '\nData\n====');
  const data = at(object, 'data');
  for (const key of Object.keys(data).sort()) {
    page.line(0, `${key}:\n----`);
    page.line(0, text(data[key]));
    page.line(0, '');
  }
  page.line(0, '\nBinaryData\n====');
  const binary = at(object, 'binaryData');
  for (const key of Object.keys(binary).sort()) page.line(0, `${key}: ${byteCount(text(binary[key]))} bytes`);
  page.line(0, '');
}

/** How many bytes a base64 text stands for. */
function byteCount(base64: string): number {
  return Math.floor((withoutTrailing(base64, '=').length * 3) / 4);
}

export function secret(page: Page, object: JsonObject): void {
  page.head(object);
  page.marks(object);
  page.line(0, `\nType:\t${text(object.type)}`);
  page.line(0, '\nData\n====');
  const data = at(object, 'data');
  for (const key of Object.keys(data).sort()) page.line(0, `${key}:\t${byteCount(text(data[key]))} bytes`);
}

export function serviceAccount(page: Page, object: JsonObject): void {
  page.head(object);
  page.marks(object);
  const names = items(object.imagePullSecrets).map(({ name }) => text(name));
  if (names.length === 0) page.line(0, 'Image pull secrets:\t<none>');
  for (const [index, name] of names.entries())
    page.line(0, `${index === 0 ? 'Image pull secrets:' : ' '.repeat(19)}\t${name}`);
}

export function claim(page: Page, object: JsonObject, draft: Draft): void {
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  const metadata = at(object, 'metadata');
  page.head(object);
  page.line(0, `StorageClass:\t${text(spec.storageClassName)}`);
  page.line(0, `Status:\t${statusText(object, page.now)}`);
  page.line(0, `Volume:\t${text(spec.volumeName)}`);
  page.marks(object);
  page.line(0, `Finalizers:\t[${strings(metadata.finalizers).join(' ')}]`);
  const bound = text(spec.volumeName) !== '';
  page.line(0, `Capacity:\t${bound ? text(at(status, 'capacity').storage, '0') : ''}`);
  page.line(0, `Access Modes:\t${bound ? accessModes(status.accessModes) : ''}`);
  if (spec.volumeMode !== undefined) page.line(0, `VolumeMode:\t${text(spec.volumeMode)}`);
  const pods = list(draft, resource('pods'), text(metadata.namespace));
  const users = (pods.ok ? pods.value : [])
    .filter((pod) =>
      items(at(pod, 'spec').volumes).some(
        (one) => at(one, 'persistentVolumeClaim').claimName === metadata.name,
      ),
    )
    .map((pod) => pod.metadata.name)
    .toSorted();
  if (users.length === 0) page.line(0, 'Used By:\t<none>');
  for (const [index, name] of users.entries()) page.line(0, `${index === 0 ? 'Used By:\t' : '\t'}${name}`);
}

function statusText(object: JsonObject, now: number): string {
  const { deletionTimestamp } = at(object, 'metadata');
  return deletionTimestamp === undefined
    ? text(at(object, 'status').phase)
    : `Terminating (lasts ${age(deletionTimestamp, now)})`;
}

export function volume(page: Page, object: JsonObject): void {
  const spec = at(object, 'spec');
  page.line(0, `Name:\t${text(at(object, 'metadata').name)}`);
  page.marks(object);
  page.line(0, `Finalizers:\t[${strings(at(object, 'metadata').finalizers).join(' ')}]`);
  page.line(0, `StorageClass:\t${text(spec.storageClassName)}`);
  page.line(0, `Status:\t${statusText(object, page.now)}`);
  const ref = at(spec, 'claimRef');
  page.line(0, `Claim:\t${spec.claimRef === undefined ? '' : `${text(ref.namespace)}/${text(ref.name)}`}`);
  page.line(0, `Reclaim Policy:\t${text(spec.persistentVolumeReclaimPolicy)}`);
  page.line(0, `Access Modes:\t${accessModes(spec.accessModes)}`);
  if (spec.volumeMode !== undefined) page.line(0, `VolumeMode:\t${text(spec.volumeMode)}`);
  page.line(0, `Capacity:\t${text(at(spec, 'capacity').storage, '0')}`);
  affinity(page, spec);
  page.line(0, `Message:\t${text(at(object, 'status').message)}`);
  page.line(0, 'Source:');
  source(page, spec);
}

/** describe.go printVolumeNodeAffinity. */
function affinity(page: Page, spec: JsonObject): void {
  const terms = items(at(spec, 'nodeAffinity', 'required').nodeSelectorTerms);
  page.put(0, 'Node Affinity:\t');
  if (spec.nodeAffinity === undefined) {
    page.line(0, '<none>');
    return;
  }
  page.line(0, '');
  page.put(1, 'Required Terms:\t');
  if (terms.length === 0) page.line(0, '<none>');
  else page.line(0, '');
  for (const [index, term] of terms.entries()) {
    const requirements = items(term.matchExpressions).map(
      ({ key, operator, values }) =>
        `${text(key)} ${text(operator).toLowerCase()}${strings(values).length > 0 ? ` [${strings(values).join(', ')}]` : ''}`,
    );
    page.put(2, `Term ${index}:\t`);
    page.line(0, requirements[0] ?? '<none>');
    for (const one of requirements.slice(1)) page.line(2, `\t${one}`);
  }
}

export function service(page: Page, object: JsonObject, draft: Draft): void {
  const spec = at(object, 'spec');
  page.head(object);
  page.marks(object);
  page.line(0, `Selector:\t${flatPairs(at(spec, 'selector'))}`);
  page.line(0, `Type:\t${text(spec.type)}`);
  if (spec.ipFamilyPolicy !== undefined) page.line(0, `IP Family Policy:\t${text(spec.ipFamilyPolicy)}`);
  page.line(0, `IP Families:\t${strings(spec.ipFamilies).join(',') || '<none>'}`);
  page.line(0, `IP:\t${text(spec.clusterIP)}`);
  page.line(0, `IPs:\t${strings(spec.clusterIPs).join(',') || '<none>'}`);
  for (const port of items(spec.ports)) {
    const name = text(port.name) || '<unset>';
    page.line(0, `Port:\t${name}\t${text(port.port)}/${text(port.protocol)}`);
    page.line(0, `TargetPort:\t${text(port.targetPort, '0')}/${text(port.protocol)}`);
    if (port.nodePort !== undefined)
      page.line(0, `NodePort:\t${name}\t${text(port.nodePort)}/${text(port.protocol)}`);
    page.line(0, `Endpoints:\t${endpoints(draft, object, port)}`);
  }
  page.line(0, `Session Affinity:\t${text(spec.sessionAffinity)}`);
  if (spec.externalTrafficPolicy !== undefined)
    page.line(0, `External Traffic Policy:\t${text(spec.externalTrafficPolicy)}`);
  if (spec.internalTrafficPolicy !== undefined)
    page.line(0, `Internal Traffic Policy:\t${text(spec.internalTrafficPolicy)}`);
}

/** The ready pods behind a port: at most three, then how many more. */
function endpoints(draft: Draft, object: JsonObject, port: JsonObject): string {
  const selector = at(object, 'spec', 'selector');
  const pods = list(draft, resource('pods'), text(at(object, 'metadata').namespace), {
    labelSelector: flatPairs(selector),
  });
  if (Object.keys(selector).length === 0 || !pods.ok) {
    const node = list(draft, resource('nodes'), null);
    const address = node.ok ? items(at(node.value[0], 'status').addresses)[0]?.address : undefined;
    return at(object, 'metadata').name === 'kubernetes' && address !== undefined
      ? `${text(address)}:${text(port.targetPort)}`
      : '<none>';
  }
  const ready = pods.value
    .filter((pod) =>
      items(at(pod, 'status').conditions).some((one) => one.type === 'Ready' && one.status === 'True'),
    )
    .map((pod) => `${text(at(pod, 'status').podIP)}:${text(port.targetPort)}`);
  if (ready.length === 0) return '';
  return ready.slice(0, 3).join(',') + (ready.length > 3 ? ` + ${ready.length - 3} more...` : '');
}

export function storageClass(page: Page, object: JsonObject): void {
  const annotations = at(object, 'metadata', 'annotations');
  page.line(0, `Name:\t${text(at(object, 'metadata').name)}`);
  page.line(
    0,
    `IsDefaultClass:\t${annotations['storageclass.kubernetes.io/is-default-class'] === 'true' ? 'Yes' : 'No'}`,
  );
  page.line(0, `Annotations:\t${flatPairs(annotations)}`);
  page.line(0, `Provisioner:\t${text(object.provisioner)}`);
  page.line(0, `Parameters:\t${flatPairs(at(object, 'parameters'))}`);
  const grows = object.allowVolumeExpansion;
  page.line(0, `AllowVolumeExpansion:\t${grows === undefined ? '<unset>' : yesNo(grows === true)}`);
  page.line(0, 'MountOptions:\t<none>');
  if (object.reclaimPolicy !== undefined) page.line(0, `ReclaimPolicy:\t${text(object.reclaimPolicy)}`);
  if (object.volumeBindingMode !== undefined)
    page.line(0, `VolumeBindingMode:\t${text(object.volumeBindingMode)}`);
}
