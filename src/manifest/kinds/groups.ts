/**
 * Whose kind an object is. Groups without a dot are Kubernetes' own, since a CustomResourceDefinition's group must
 * have one (apiextensions validation.go: "should be a domain with at least one dot"); the others that the API server
 * serves by itself are listed (kubernetes/api, one folder a group).
 */
const OWN = new Set([
  'admission.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apiserverinternal.k8s.io',
  'internal.apiserver.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'imagepolicy.k8s.io',
  'metrics.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'settings.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** The group of an apiVersion: `apps` of `apps/v1`, empty for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Whether an apiVersion is of a group that only Kubernetes itself can serve (or that nobody can). */
export function isKubernetesOwn(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return !group.includes('.') || OWN.has(group);
}

/** Groups whose objects say what pods must look like and make none: their patterns are not pods. */
const POLICIES = [
  'kyverno.io',
  'constraints.gatekeeper.sh',
  'templates.gatekeeper.sh',
  'mutations.gatekeeper.sh',
  'policies.kubewarden.io',
  'security.openshift.io',
];

/** Whether an object is a policy about other objects. */
export function isPolicy(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return POLICIES.some((one) => group === one || group.endsWith(`.${one}`));
}
