/** What a line leaves behind is there for the next one, as in one shell. */
import { describe, expect, it } from 'vitest';
import { createCluster, type Ran, run } from '../../../src/cluster/index.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "nginx:1.28"}
`;
const fresh = createCluster({ manifests: [POD] });

function typed(...lines: readonly string[]): Ran {
  let ran = run(fresh, lines[0] ?? '');
  for (const line of lines.slice(1)) ran = run(ran.cluster, line);
  return ran;
}

describe('a function that was typed is there in the next line', () => {
  it('on the learner’s machine', () => {
    const ran = typed(
      'kn() { kubectl config set-context --current --namespace="$1"; }',
      'kn kube-system',
      'kubectl config view --minify -o jsonpath={..namespace}',
    );
    expect(ran.stdout).toBe('kube-system');
  });

  it.each(['bash', 'sh'])('in %s inside a container, until that shell ends', (shell) => {
    const lines = [`kubectl exec -it web -- ${shell}`, 'f() { echo "got $1"; }'];
    expect(typed(...lines, 'f one').stdout).toBe('got one\n');
    expect(typed(...lines, 'exit', 'f one').stderr).toBe('bash: f: command not found\n');
  });

  it('the newest one, where it was defined twice', () => {
    expect(typed('f() { echo 1; }', 'f() { echo 2; }', 'f').stdout).toBe('2\n');
  });
});

describe('an alias stands for its text', () => {
  it('with the other words behind it, in a pipe and with redirects', () => {
    const ran = typed("alias kgp='kubectl get pods'", 'kgp -o name > f; kgp --no-headers | wc -l; cat f');
    expect(ran.stdout).toBe('1\npod/web\n');
  });

  it('once, where it begins with its own name', () => {
    expect(typed("alias echo='echo a'", 'echo b').stdout).toBe('a b\n');
  });

  it('not in a script, and not after unalias', () => {
    expect(typed("alias hi='echo hi'", 'echo hi > s.sh; bash s.sh').stderr).toContain(
      'hi: command not found',
    );
    expect(typed("alias hi='echo hi'", 'unalias hi', 'hi').status).toBe(127);
  });

  it('and both say what they are', () => {
    expect(typed("alias hi='echo hi'", 'alias; type k').stdout).toBe(
      "alias hi='echo hi'\nalias k='kubectl'\nk is aliased to `kubectl'\n",
    );
  });
});

describe('kubectl cp speaks as the tar of the image', () => {
  it.each([
    ['kubectl cp web:/etc/hostname h', "tar: Removing leading `/' from member names\n", 0],
    [
      'kubectl cp web:/nope h',
      "tar: Removing leading `/' from member names\ntar: /nope: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors\ncommand terminated with exit code 2\n",
      2,
    ],
    [
      'echo x > h; kubectl cp h web:/nodir/h',
      'tar: /nodir: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\ncommand terminated with exit code 2\n',
      2,
    ],
  ])('%s', (line, stderr, status) => {
    const ran = run(fresh, line);
    expect({ stderr: ran.stderr, status: ran.status }).toEqual({ stderr, status });
  });
});

describe('who sees which processes', () => {
  it('a debug container with a target sees those of the target', () => {
    const ran = typed('kubectl debug -it web --image=busybox:1.37 --target=web', 'ps; cat /proc/1/comm');
    expect(ran.stdout).toContain('    1 root      0:00 nginx: master process nginx -g daemon off;\n');
    expect(ran.stdout).toContain('   29 101       0:00 nginx: worker process\n');
    expect(ran.stdout).toMatch(/nginx\n$/);
  });

  it('attach shows nothing of what was written before', () => {
    expect(run(fresh, 'kubectl attach web').stdout).toBe('');
  });
});
