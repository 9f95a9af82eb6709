import { type Built, kindOf, nameOf, namespaceOf } from './resource.ts';

/** kyaml resid/gvk.go orderFirst. */
const FIRST = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];

/** The order in which kubectl prints and applies what a kustomization builds (kustomize's "legacy" order). */
export function inOrder(built: readonly Built[]): readonly Built[] {
  const place = (one: Built): number => {
    const at = FIRST.indexOf(kindOf(one));
    return at === -1 ? FIRST.length : at;
  };
  const text = (one: Built): string => {
    const [group = '', version] = String(one.object.apiVersion).split('/');
    const api = version === undefined ? `~G_${group}` : `${group}_${version}`;
    return `${api}_${kindOf(one)}|${namespaceOf(one) || '~X'}|${nameOf(one)}`;
  };
  return [...built].sort((a, b) => place(a) - place(b) || (text(a) < text(b) ? -1 : 1));
}
