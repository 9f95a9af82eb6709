import type { SourceLink } from '../../question.ts';

/** The documentation pages that the drills' rules stand in. */
export const SOURCES = {
  pod: {
    title: 'Set the security context for a Pod',
    url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod',
  },
  container: {
    title: 'Set the security context for a Container',
    url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-container',
  },
  capabilities: {
    title: 'Set capabilities for a Container',
    url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  },
  reference: {
    title: 'Pod v1: security context',
    url: 'https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/#SecurityContext',
  },
  windows: {
    title: 'Configure RunAsUserName for Windows pods and containers',
    url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/',
  },
  standards: {
    title: 'Pod Security Standards',
    url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  },
} as const satisfies Readonly<Record<string, SourceLink>>;
