/** What a real cluster has and this one does not is said in a `podium:` line, never denied and never passed over. */
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Ran, run } from '../../../src/cluster/index.ts';

const RESTRICTED = `apiVersion: v1
kind: Namespace
metadata: {name: strict, labels: {pod-security.kubernetes.io/warn: restricted}}
`;
const fresh = createCluster({ manifests: [RESTRICTED] });

/** Runs lines one after the other; gives what came of the last. */
function typed(cluster: Cluster, ...lines: readonly string[]): Ran {
  let ran = run(cluster, lines[0] ?? '');
  for (const line of lines.slice(1)) ran = run(ran.cluster, line);
  return ran;
}

describe('a kind that every real cluster serves is not said to be missing', () => {
  it.each([
    ['kubectl get netpol', 'resource:networkpolicies'],
    ['kubectl get networkpolicies.networking.k8s.io', 'resource:networkpolicies'],
    ['kubectl get roles,rolebindings -A', 'resource:roles'],
    ['kubectl describe quota', 'resource:resourcequotas'],
    ['kubectl delete ing x', 'resource:ingresses'],
    ['kubectl explain pdb', 'resource:poddisruptionbudgets'],
    ['kubectl auth can-i create clusterroles', 'resource:clusterroles'],
    ['kubectl create quota q --hard=pods=2', 'kubectl-verb:create quota'],
    [
      'kubectl apply -f - <<EOF\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x}\nspec: {podSelector: {}}\nEOF',
      'resource:networkpolicies',
    ],
  ])('%s', (line, code) => {
    const ran = run(fresh, line);
    expect(ran.stderr).toMatch(/^podium: [^\n]*\n$/);
    expect({ status: ran.status, code: ran.notSimulated }).toEqual({ status: 88, code });
  });

  it('but what no cluster of this release has, is', () => {
    expect(run(fresh, 'kubectl get psp').stderr).toBe(
      'error: the server doesn\'t have a resource type "psp"\n',
    );
  });
});

describe('a flag with an effect is not passed over in silence', () => {
  it.each([
    ['kubectl get pods --as jane', 'kubectl-flag:as'],
    ['kubectl get pods --token abc', 'kubectl-flag:token'],
    ['kubectl get pods --server https://elsewhere:6443', 'kubectl-flag:server'],
    ['kubectl get pods --server-print=false', 'kubectl-flag:server-print'],
    ['kubectl get pods -v=6', 'kubectl-flag:v'],
    ['kubectl annotate ns strict a=b --record', 'kubectl-flag:record'],
  ])('%s', (line, code) => {
    expect(run(fresh, line).notSimulated).toBe(code);
  });

  it('and --warnings-as-errors ends with an error where the server warned', () => {
    const ran = run(fresh, 'kubectl run x --image=nginx -n strict --warnings-as-errors');
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/^Warning: would violate .*\nerror: 1 warning received\n$/);
  });
});

describe('Pod Security warns where a real API server does', () => {
  const made = typed(fresh, 'kubectl create deploy web --image=nginx -n strict').cluster;

  it('not when only the replicas change: that is another resource, deployments/scale', () => {
    const ran = run(made, 'kubectl scale deploy web --replicas=2 -n strict');
    expect(ran.stdout + ran.stderr).toBe('deployment.apps/web scaled\n');
  });

  it('when a rollback brings a template back', () => {
    const ran = typed(
      made,
      'kubectl set image deploy web nginx=nginx:1.27 -n strict',
      'kubectl rollout undo deploy web -n strict',
    );
    expect(ran.stderr).toMatch(/^Warning: would violate PodSecurity "restricted:latest"/);
  });
});

describe('a Service is made, and leads to the pods it selects', () => {
  it('by expose', () => {
    const ran = typed(
      fresh,
      'kubectl run web --image=nginx --port=80',
      'sleep 20; kubectl expose pod web --type=NodePort',
      'kubectl describe svc web',
    );
    expect(ran.stdout).toMatch(/\nNodePort: +<unset> +3[0-2]\d{3}\/TCP\nEndpoints: +192\.168\.\d+\.\d+:80\n/);
  });
});

describe('kubectl reads every file of the machine, not only those that the learner wrote', () => {
  it('one that the machine had from the start', () => {
    const ran = typed(
      fresh,
      'kubectl create secret generic s --from-file=/etc/hostname',
      "kubectl get secret s -o jsonpath='{.data.hostname}' | base64 -d",
    );
    expect(ran.stdout).toBe('controlplane\n');
  });

  it('by -f, and says what is wrong with it as with any other', () => {
    expect(run(fresh, 'kubectl apply -f /etc/hostname').stderr).toMatch(/^error: error validating/);
    expect(run(fresh, 'kubectl apply -f /etc').stderr).toContain('recognized file extensions are');
  });

  it('through links, and not what was removed', () => {
    const lines = [
      'ln -s /etc/hostname h',
      'kubectl create cm c --from-file=h --dry-run=client -o jsonpath={.data.h}',
    ];
    expect(typed(fresh, ...lines).stdout).toBe('controlplane\n');
    expect(typed(fresh, 'rm /etc/hostname', 'kubectl apply -f /etc/hostname').stderr).toBe(
      'error: the path "/etc/hostname" does not exist\n',
    );
  });

  it('but for those of which it is not known what is in them', () => {
    const ran = run(fresh, 'kubectl create cm c --from-file=/root/.kube/config');
    expect({ stderr: ran.stderr, code: ran.notSimulated }).toEqual({
      stderr: 'podium: Podium does not know what is in /root/.kube/config.\n',
      code: 'file:unknown',
    });
  });
});

describe('apply --server-side', () => {
  const CM =
    'kubectl apply --server-side -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\nEOF';

  it('makes an object without the annotation of the client’s side, and finds it as it is', () => {
    const made = run(fresh, CM);
    expect(made.stdout).toBe('configmap/c serverside-applied\n');
    const again = run(made.cluster, CM);
    expect(again.stdout).toBe('configmap/c serverside-applied\n');
    expect(run(again.cluster, 'kubectl get cm c -o yaml').stdout).not.toContain('last-applied');
  });

  it('says that owners of fields are not simulated where something would change', () => {
    const ran = typed(fresh, 'kubectl create cm c --from-literal=a=z', CM);
    expect({ status: ran.status, code: ran.notSimulated }).toEqual({
      status: 88,
      code: 'kubectl-flag:server-side',
    });
  });
});

describe('a DaemonSet and a StatefulSet have a history', () => {
  const SETS = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ds}
spec:
  selector: {matchLabels: {app: ds}}
  template:
    metadata: {labels: {app: ds}}
    spec: {containers: [{name: c, image: "busybox:1.37", command: [sleep, 1d]}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: sts}
spec:
  serviceName: sts
  selector: {matchLabels: {app: sts}}
  template:
    metadata: {labels: {app: sts}}
    spec: {containers: [{name: c, image: "busybox:1.37", command: [sleep, 1d]}]}
`;
  const made = createCluster({ manifests: [SETS] });

  it.each(['ds/ds', 'sts/sts'])('%s goes back to the template before, which is the newest then', (set) => {
    const ran = typed(
      made,
      `kubectl set image ${set} c=busybox:1.36`,
      `kubectl rollout undo ${set}`,
      `kubectl rollout history ${set} | grep -c none; kubectl rollout history ${set} --revision=3 | grep Image:; sleep 60; kubectl rollout status ${set}; kubectl get ${set} -o jsonpath='{.spec.template.spec.containers[0].image}'`,
    );
    expect(ran.stdout).toMatch(/^2\n {4}Image:\tbusybox:1\.37\n(.*\n)+busybox:1\.37$/);
  });

  it('and nothing to go back to at first', () => {
    const ran = run(made, 'kubectl rollout undo ds/ds');
    expect(ran.stderr).toMatch(/error: no last revision to roll back to\n$/);
  });
});
