/** Volumes in a description (describe.go describeVolumes). */
import type { JsonObject } from '../../json.ts';
import { at, items, text } from '../tables/cells.ts';
import type { Page } from './page.ts';

export function volumes(page: Page, list: readonly JsonObject[], indent: string): void {
  page.line(0, `${indent}Volumes:${list.length === 0 ? '\t<none>' : ''}`);
  for (const one of list) {
    page.line(1, `${indent === '' ? '' : ' '}${text(one.name)}:`);
    source(page, one);
  }
}

/** What a volume, or a persistent volume, is made of. */
export function source(page: Page, one: JsonObject): void {
  const optional = (value: JsonObject): string => `Optional:\t${value.optional === true}`;
  if (one.hostPath !== undefined) {
    const { path, type } = at(one, 'hostPath');
    page.line(2, 'Type:\tHostPath (bare host directory volume)');
    page.line(2, `Path:\t${text(path)}`);
    page.line(2, `HostPathType:\t${type === undefined ? '<none>' : text(type)}`);
  } else if (one.emptyDir !== undefined) {
    const { medium, sizeLimit } = at(one, 'emptyDir');
    page.line(2, "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)");
    page.line(2, `Medium:\t${text(medium)}`);
    page.line(2, `SizeLimit:\t${text(sizeLimit, '<unset>')}`);
  } else if (one.secret !== undefined) {
    page.line(2, 'Type:\tSecret (a volume populated by a Secret)');
    page.line(2, `SecretName:\t${text(at(one, 'secret').secretName)}`);
    page.line(2, optional(at(one, 'secret')));
  } else if (one.configMap !== undefined) {
    page.line(2, 'Type:\tConfigMap (a volume populated by a ConfigMap)');
    page.line(2, `Name:\t${text(at(one, 'configMap').name)}`);
    page.line(2, optional(at(one, 'configMap')));
  } else if (one.persistentVolumeClaim !== undefined) {
    const { claimName, readOnly } = at(one, 'persistentVolumeClaim');
    page.line(
      2,
      'Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    );
    page.line(2, `ClaimName:\t${text(claimName)}`);
    page.line(2, `ReadOnly:\t${readOnly === true}`);
  } else if (one.downwardAPI !== undefined) {
    page.line(2, 'Type:\tDownwardAPI (a volume populated by information about the pod)');
    page.line(2, 'Items:');
    for (const item of items(at(one, 'downwardAPI').items)) {
      if (item.fieldRef !== undefined)
        page.line(3, `${text(at(item, 'fieldRef').fieldPath)} -> ${text(item.path)}`);
      if (item.resourceFieldRef !== undefined)
        page.line(3, `${text(at(item, 'resourceFieldRef').resource)} -> ${text(item.path)}`);
    }
  } else if (one.projected !== undefined) {
    page.line(2, 'Type:\tProjected (a volume that contains injected data from multiple sources)');
    for (const part of items(at(one, 'projected').sources)) {
      if (part.secret !== undefined) {
        page.line(2, `SecretName:\t${text(at(part, 'secret').name)}`);
        page.line(2, optional(at(part, 'secret')));
      } else if (part.downwardAPI !== undefined) page.line(2, 'DownwardAPI:\ttrue');
      else if (part.configMap !== undefined) {
        page.line(2, `ConfigMapName:\t${text(at(part, 'configMap').name)}`);
        page.line(2, optional(at(part, 'configMap')));
      } else if (part.serviceAccountToken !== undefined)
        page.line(2, `TokenExpirationSeconds:\t${text(at(part, 'serviceAccountToken').expirationSeconds)}`);
    }
  } else if (one.image !== undefined) {
    const { reference, pullPolicy } = at(one, 'image');
    page.line(2, 'Type:\tImage (a container image or OCI artifact)');
    page.line(2, `Reference:\t${text(reference)}`);
    page.line(2, `PullPolicy:\t${text(pullPolicy)}`);
  } else page.line(1, '<unknown>');
}
