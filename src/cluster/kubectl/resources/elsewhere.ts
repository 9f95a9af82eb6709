/** What every real cluster serves and this one does not: so that it is never said that there is no such thing. */
import type { NotSimulated } from '../../not-simulated.ts';

interface Elsewhere {
  /** Plural, as in the code that the figures count. */
  readonly name: string;
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
}

/** Rows of `kubectl api-resources` of Kubernetes 1.36: plural, kind, its group's versions, short names. */
const ROWS = `
bindings Binding v1
componentstatuses ComponentStatus v1 cs
endpoints Endpoints v1 ep
limitranges LimitRange v1 limits
podtemplates PodTemplate v1
replicationcontrollers ReplicationController v1 rc
resourcequotas ResourceQuota v1 quota
mutatingwebhookconfigurations MutatingWebhookConfiguration admissionregistration.k8s.io/v1
validatingadmissionpolicies ValidatingAdmissionPolicy admissionregistration.k8s.io/v1
validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding admissionregistration.k8s.io/v1
validatingwebhookconfigurations ValidatingWebhookConfiguration admissionregistration.k8s.io/v1
customresourcedefinitions CustomResourceDefinition apiextensions.k8s.io/v1 crd,crds
apiservices APIService apiregistration.k8s.io/v1
tokenreviews TokenReview authentication.k8s.io/v1
selfsubjectreviews SelfSubjectReview authentication.k8s.io/v1
localsubjectaccessreviews LocalSubjectAccessReview authorization.k8s.io/v1
selfsubjectaccessreviews SelfSubjectAccessReview authorization.k8s.io/v1
selfsubjectrulesreviews SelfSubjectRulesReview authorization.k8s.io/v1
subjectaccessreviews SubjectAccessReview authorization.k8s.io/v1
controllerrevisions ControllerRevision apps/v1
horizontalpodautoscalers HorizontalPodAutoscaler autoscaling/v2,autoscaling/v1 hpa
certificatesigningrequests CertificateSigningRequest certificates.k8s.io/v1 csr
leases Lease coordination.k8s.io/v1
endpointslices EndpointSlice discovery.k8s.io/v1
flowschemas FlowSchema flowcontrol.apiserver.k8s.io/v1
prioritylevelconfigurations PriorityLevelConfiguration flowcontrol.apiserver.k8s.io/v1
ingressclasses IngressClass networking.k8s.io/v1
ingresses Ingress networking.k8s.io/v1 ing
ipaddresses IPAddress networking.k8s.io/v1 ip
networkpolicies NetworkPolicy networking.k8s.io/v1 netpol
servicecidrs ServiceCIDR networking.k8s.io/v1
runtimeclasses RuntimeClass node.k8s.io/v1
poddisruptionbudgets PodDisruptionBudget policy/v1 pdb
clusterrolebindings ClusterRoleBinding rbac.authorization.k8s.io/v1
clusterroles ClusterRole rbac.authorization.k8s.io/v1
rolebindings RoleBinding rbac.authorization.k8s.io/v1
roles Role rbac.authorization.k8s.io/v1
deviceclasses DeviceClass resource.k8s.io/v1
resourceclaims ResourceClaim resource.k8s.io/v1
resourceclaimtemplates ResourceClaimTemplate resource.k8s.io/v1
resourceslices ResourceSlice resource.k8s.io/v1
priorityclasses PriorityClass scheduling.k8s.io/v1 pc
csidrivers CSIDriver storage.k8s.io/v1
csinodes CSINode storage.k8s.io/v1
csistoragecapacities CSIStorageCapacity storage.k8s.io/v1
volumeattachments VolumeAttachment storage.k8s.io/v1
volumeattributesclasses VolumeAttributesClass storage.k8s.io/v1 vac
`;

const BY_NAME = new Map<string, Elsewhere>();
const BY_KIND = new Map<string, Elsewhere>();
for (const row of ROWS.trim().split('\n')) {
  const [name = '', kind = '', versions = '', short = ''] = row.split(' ');
  const [group = ''] = versions.includes('/') ? versions.split('/') : [''];
  const one = { name, kind, group };
  for (const version of versions.split(',')) {
    BY_KIND.set(`${version} ${kind}`, one);
    for (const alias of [name, kind.toLowerCase(), ...short.split(',').filter((word) => word !== '')])
      for (const word of [alias, ...(group === '' ? [] : [`${alias}.${group}`])]) BY_NAME.set(word, one);
  }
}

/** What to say of a resource that a person names; undefined: a real cluster has none of that name either. */
export function servedElsewhere(name: string): NotSimulated | undefined {
  return toSay(BY_NAME.get(name.toLowerCase()));
}

/** The plural and the API group of such a resource. */
export function groupServedElsewhere(
  name: string,
): { readonly name: string; readonly group: string } | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The same for a kind in a file. */
export function kindServedElsewhere(apiVersion: string, kind: string): NotSimulated | undefined {
  return toSay(BY_KIND.get(`${apiVersion} ${kind}`));
}

function toSay(found: Elsewhere | undefined): NotSimulated | undefined {
  if (found === undefined) return undefined;
  return {
    code: `resource:${found.name}`,
    message: `Objects of kind ${found.kind} are not simulated; a real cluster has them. kubectl api-resources lists what is simulated here.`,
  };
}
