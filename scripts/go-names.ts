/**
 * Fields whose Go type has a name of its own. OpenAPI flattens them to plain strings, but the API server names them
 * in its decoding errors (`… of type v1.Capability`). Go type → the struct fields of that type.
 * From k8s.io/api core/v1, apps/v1 and batch/v1 types.go.
 */
export const GO_NAMES: Readonly<Record<string, string>> = {
  'resource.Quantity':
    'NodeAllocatableMappedResources.quantity NodeAllocatableOverheadResources.perContainer NodeAllocatableOverheadResources.perPod ResourceFieldSelector.divisor',
  'types.UID': 'ObjectReference.uid UncountedTerminatedPods.failed UncountedTerminatedPods.succeeded',
  'v1.AppArmorProfileType': 'AppArmorProfile.type',
  'v1.Capability': 'Capabilities.add Capabilities.drop',
  'v1.CompletionMode': 'JobSpec.completionMode',
  'v1.ConcurrencyPolicy': 'CronJobSpec.concurrencyPolicy',
  'v1.ConditionStatus':
    'DaemonSetCondition.status DeploymentCondition.status JobCondition.status PersistentVolumeClaimCondition.status PodCondition.status PodFailurePolicyOnPodConditionsPattern.status ReplicaSetCondition.status ReplicationControllerCondition.status StatefulSetCondition.status',
  'v1.ContainerRestartPolicy': 'Container.restartPolicy EphemeralContainer.restartPolicy',
  'v1.ContainerRestartRuleAction': 'ContainerRestartRule.action',
  'v1.ContainerRestartRuleOnExitCodesOperator': 'ContainerRestartRuleOnExitCodes.operator',
  'v1.DNSPolicy': 'PodSpec.dnsPolicy',
  'v1.DaemonSetConditionType': 'DaemonSetCondition.type',
  'v1.DaemonSetUpdateStrategyType': 'DaemonSetUpdateStrategy.type',
  'v1.DeploymentConditionType': 'DeploymentCondition.type',
  'v1.DeploymentStrategyType': 'DeploymentStrategy.type',
  'v1.HTTPProtocol': 'HTTPGetAction.protocol',
  'v1.JobConditionType': 'JobCondition.type',
  'v1.MountPropagationMode': 'VolumeMount.mountPropagation',
  'v1.NodeInclusionPolicy':
    'TopologySpreadConstraint.nodeAffinityPolicy TopologySpreadConstraint.nodeTaintsPolicy',
  'v1.NodeSelectorOperator': 'NodeSelectorRequirement.operator',
  'v1.OSName': 'PodOS.name',
  'v1.PersistentVolumeAccessMode':
    'PersistentVolumeClaimSpec.accessModes PersistentVolumeClaimStatus.accessModes',
  'v1.PersistentVolumeClaimConditionType': 'PersistentVolumeClaimCondition.type',
  'v1.PersistentVolumeClaimModifyVolumeStatus': 'ModifyVolumeStatus.status',
  'v1.PersistentVolumeClaimPhase': 'PersistentVolumeClaimStatus.phase',
  'v1.PersistentVolumeClaimRetentionPolicyType':
    'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled',
  'v1.PersistentVolumeMode': 'PersistentVolumeClaimSpec.volumeMode',
  'v1.PodConditionType':
    'PodCondition.type PodFailurePolicyOnPodConditionsPattern.type PodReadinessGate.conditionType',
  'v1.PodFSGroupChangePolicy': 'PodSecurityContext.fsGroupChangePolicy',
  'v1.PodFailurePolicyAction': 'PodFailurePolicyRule.action',
  'v1.PodFailurePolicyOnExitCodesOperator': 'PodFailurePolicyOnExitCodesRequirement.operator',
  'v1.PodManagementPolicyType': 'StatefulSetSpec.podManagementPolicy',
  'v1.PodPhase': 'PodStatus.phase',
  'v1.PodQOSClass': 'PodStatus.qosClass',
  'v1.PodReplacementPolicy': 'JobSpec.podReplacementPolicy',
  'v1.PodResizeStatus': 'PodStatus.resize',
  'v1.PodSELinuxChangePolicy': 'PodSecurityContext.seLinuxChangePolicy',
  'v1.PreemptionPolicy': 'PodSpec.preemptionPolicy',
  'v1.ProcMountType': 'SecurityContext.procMount',
  'v1.Protocol': 'ContainerPort.protocol',
  'v1.PullPolicy': 'Container.imagePullPolicy EphemeralContainer.imagePullPolicy',
  'v1.RecursiveReadOnlyMode': 'VolumeMount.recursiveReadOnly VolumeMountStatus.recursiveReadOnly',
  'v1.ReplicaSetConditionType': 'ReplicaSetCondition.type',
  'v1.ReplicationControllerConditionType': 'ReplicationControllerCondition.type',
  'v1.ResourceHealthStatus': 'ResourceHealth.health',
  'v1.ResourceID': 'ResourceHealth.resourceID',
  'v1.ResourceList':
    'ContainerStatus.allocatedResources PersistentVolumeClaimStatus.allocatedResources PersistentVolumeClaimStatus.capacity PodSpec.overhead PodStatus.allocatedResources ResourceRequirements.limits ResourceRequirements.requests VolumeResourceRequirements.limits VolumeResourceRequirements.requests',
  'v1.ResourceName':
    'ContainerResizePolicy.resourceName NodeAllocatableMappedResources.name NodeAllocatableOverheadResources.name ResourceStatus.name',
  'v1.ResourceResizeRestartPolicy': 'ContainerResizePolicy.restartPolicy',
  'v1.RestartPolicy': 'PodSpec.restartPolicy',
  'v1.SeccompProfileType': 'SeccompProfile.type',
  'v1.Signal': 'ContainerStatus.stopSignal Lifecycle.stopSignal',
  'v1.StatefulSetConditionType': 'StatefulSetCondition.type',
  'v1.StatefulSetUpdateStrategyType': 'StatefulSetUpdateStrategy.type',
  'v1.SupplementalGroupsPolicy': 'PodSecurityContext.supplementalGroupsPolicy',
  'v1.TaintEffect': 'Toleration.effect',
  'v1.TerminationMessagePolicy':
    'Container.terminationMessagePolicy EphemeralContainer.terminationMessagePolicy',
  'v1.TolerationOperator': 'Toleration.operator',
  'v1.URIScheme': 'HTTPGetAction.scheme',
  'v1.UnsatisfiableConstraintAction': 'TopologySpreadConstraint.whenUnsatisfiable',
  'v1.VolumeHealthStatusType': 'VolumeHealthCondition.status',
};
