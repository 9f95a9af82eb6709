import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Ran, run } from '../../../src/cluster/index.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: gull}
spec:
  containers:
  - {name: web, image: nginx}
  - {name: side, image: busybox, command: [sleep, 1d]}
---
apiVersion: v1
kind: Pod
metadata: {name: python}
spec:
  containers:
  - {name: app, image: "python:3.13", command: [python3, app.py]}
  - {name: side, image: busybox, command: [sleep, 1d]}
---
apiVersion: v1
kind: Pod
metadata: {name: trap}
spec: {containers: [{name: c, image: busybox, command: [sh, -c, 'trap "echo bye; exit 4" TERM; while :; do sleep 1; done']}]}
`;
const cluster = createCluster({ manifests: [POD] });
const inside = (line: string, of = 'gull -c side', from: Cluster = cluster): Ran =>
  run(from, `kubectl exec ${of} -- ${line}`);

describe('a file of which nobody knows what is in it', () => {
  for (const line of [
    'cat /proc/meminfo',
    'wc /proc/meminfo',
    'grep x /proc/meminfo',
    'cp /proc/meminfo /tmp/m',
    'head -1 /proc/meminfo',
  ])
    it(`ends ${line} with a status of its own, and nothing is made up`, () => {
      expect(inside(line)).toMatchObject({ status: 88, stdout: '', notSimulated: 'file:unknown' });
    });

  it('does not keep cat from the other files, nor a redirect from failing', () => {
    expect(inside('cat /etc/hostname /proc/meminfo /etc/hostname')).toMatchObject({
      status: 88,
      stdout: 'gull\ngull\n',
    });
    expect(inside(`sh -c 'cat < /proc/meminfo; echo $?'`).stdout).toBe('88\n');
  });

  it('is as little to be had as the versions in an image: env says which variables are missing', () => {
    const ran = inside('env', 'gull -c web');
    expect(ran.status).toBe(88);
    expect(ran.stderr).toMatch(/^podium: The image nginx sets NGINX_VERSION, /);
    expect(ran.stdout).toContain('HOSTNAME=gull\n');
    expect(inside('printenv NGINX_VERSION', 'gull -c web').status).toBe(88);
    expect(inside('env').status).toBe(0);
  });
});

describe('df', () => {
  it('says what is mounted, and that nobody knows how large it is', () => {
    const ran = inside('df');
    expect(ran.stdout.split('\n').slice(0, 2)).toEqual([
      'Filesystem           1K-blocks      Used Available Use% Mounted on',
      'overlay                      -         -         -   -% /',
    ]);
    expect(ran).toMatchObject({ status: 88, notSimulated: 'tool:df' });
    expect(inside('df -h /', 'gull -c web').stdout).toBe(
      'Filesystem      Size  Used Avail Use% Mounted on\noverlay            -     -     -    - /\n',
    );
    expect(inside('df /nowhere').stderr).toContain(
      "df: /nowhere: can't find mount point: No such file or directory",
    );
  });
});

describe('umask', () => {
  it('gives new files their modes, in a subshell for itself, and between two lines', () => {
    const script =
      'umask 077; touch /tmp/a; mkdir /tmp/b; echo x > /tmp/c; (umask 0; touch /tmp/d); stat -c "%a %n" /tmp/*';
    expect(inside(`sh -c '${script}'`).stdout).toBe('600 /tmp/a\n700 /tmp/b\n600 /tmp/c\n666 /tmp/d\n');
    const open = run(cluster, 'kubectl exec -it gull -c side -- sh').cluster;
    const masked = run(open, 'umask 027').cluster;
    expect(run(masked, 'umask; umask -S; touch /q; stat -c %a /q').stdout).toBe('0027\nu=rwx,g=rx,o=\n640\n');
  });

  it('holds in the own command of a container, which once left 0644 files behind', () => {
    const line = `kubectl run m --image=busybox --restart=Never -- sh -c 'umask 077; echo x > /tmp/f; sleep 5; touch /tmp/g; stat -c %a /tmp/f /tmp/g'`;
    const later = run(run(cluster, line).cluster, 'sleep 20').cluster;
    expect(run(later, 'kubectl logs m').stdout).toBe('600\n600\n');
  });
});

describe('a port of the pod', () => {
  it('is open where a container listens, refused where none does, and unknown beside a program that may', () => {
    expect(inside('nc -z localhost 80').status).toBe(0);
    expect(inside('nc -z localhost 81').status).toBe(1);
    expect(inside('wget -qO- localhost:81').stderr).toContain(
      "wget: can't connect to remote host (127.0.0.1): Connection refused",
    );
    expect(inside('curl -s localhost:81', 'gull -c web').status).toBe(7);
    expect(inside('nc -z localhost 8000', 'python -c side')).toMatchObject({
      status: 88,
      notSimulated: 'tool:nc:unknown',
    });
    expect(inside('wget -qO- example.com')).toMatchObject({ status: 88, notSimulated: 'tool:wget' });
  });

  it('answers with the page that was written, and not with one that nobody knows', () => {
    expect(inside('curl -s localhost', 'gull -c web')).toMatchObject({
      status: 88,
      notSimulated: 'tool:curl:answer',
    });
    const line = `sh -c 'echo hi > /usr/share/nginx/html/index.html; curl -s localhost'`;
    expect(inside(line, 'gull -c web').stdout).toBe('hi\n');
  });
});

describe('kill 1 inside a container', () => {
  it('ends a server and runs a trap, but not a shell or sleep without one', () => {
    const restarts = (from: Cluster, pod: string): string =>
      run(from, `kubectl get pod ${pod} -o jsonpath='{.status.containerStatuses[*].restartCount}'`).stdout;
    expect(restarts(run(inside(`sh -c 'kill 1'`, 'gull -c web').cluster, 'sleep 5').cluster, 'gull')).toBe(
      '1 0',
    );
    expect(restarts(run(inside('kill 1').cluster, 'sleep 5').cluster, 'gull')).toBe('0 0');
    const trapped = run(inside('kill 1', 'trap').cluster, 'sleep 5').cluster;
    expect(run(trapped, 'kubectl logs trap --previous').stdout).toBe('bye\n');
  });
});

describe('[[ ]]', () => {
  const pod = createCluster({
    manifests: [
      '{apiVersion: v1, kind: Pod, metadata: {name: u}, spec: {containers: [{name: c, image: ubuntu, command: [sleep, 1d]}]}}',
    ],
  });
  const bash = (script: string): Ran => inside(`bash -c '${script}'`, 'u', pod);
  for (const [expression, status] of [
    ['-f /etc/passwd', 0],
    ['! -e /nowhere && -d /etc', 0],
    ['$x == a*', 0],
    ['$x == "a*"', 1],
    ['$x != b*', 0],
    ['$x == "a b"', 0],
    ['-z $nothing || 1 -eq 2', 0],
    ['( 1 -lt 2 ) && b > a', 0],
    ['$nothing', 1],
    ['$x', 0],
    ['3 -ge 4', 1],
  ] as const)
    it(`[[ ${expression} ]] ends with ${status} in bash, which once was not simulated`, () => {
      expect(bash(`x="a b"; [[ ${expression} ]]`).status).toBe(status);
    });

  it('is no command of dash, and says so where it is not simulated', () => {
    expect(inside(`sh -c '[[ -f /etc/passwd ]] && echo yes'`, 'gull -c web')).toMatchObject({
      status: 127,
      stdout: '',
    });
    expect(bash('[[ a =~ b ]]')).toMatchObject({ status: 88, notSimulated: 'shell:[[=~' });
    expect(bash('[[ a b ]]')).toMatchObject({ status: 88, notSimulated: 'shell:[[' });
  });
});
