/** What images hold and how their programs fail: nginx, redis, postgres, httpd under other users, roots and capabilities. */
import { describe, expect, it } from 'vitest';
import { pullImage } from '../../../src/cluster/images/index.ts';
import { exec, start, USUAL } from '../inside.ts';

const tail = (log: string, lines = 1): string => log.trimEnd().split('\n').slice(-lines).join('\n');

describe('nginx', () => {
  it('cannot make its temporary directories as another user', () => {
    const ran = start({ image: 'nginx:1.28', uid: 1000 }, 1_000);
    expect(ran.status).toBe(1);
    expect(tail(ran.log)).toBe(
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
    );
    expect(ran.log).toContain(
      '[warn] 1#1: the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:2\n',
    );
  });

  it('cannot make them on a read-only root, even as root', () => {
    const ran = start({ image: 'nginx', readOnlyRoot: true }, 1_000);
    expect(ran.status).toBe(1);
    expect(tail(ran.log)).toBe(
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
    );
  });

  it('cannot give them away with all capabilities dropped', () => {
    const ran = start({ image: 'nginx', capabilities: [] }, 1_000);
    expect(ran.status).toBe(1);
    expect(tail(ran.log)).toBe(
      'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
    );
  });

  it('loses its workers where only CHOWN came back', () => {
    const ran = start({ image: 'nginx', capabilities: ['CHOWN', 'DAC_OVERRIDE'] }, 1_000);
    expect(ran.status).toBeNull();
    expect(ran.log).toContain('[emerg] 29#29: setgid(101) failed (1: Operation not permitted)');
  });

  it('runs with what it needs: three capabilities, or two volumes', () => {
    expect(start({ image: 'nginx', capabilities: ['CHOWN', 'SETGID', 'SETUID'] }, 1_000).status).toBeNull();
    expect(
      start(
        { image: 'nginx', readOnlyRoot: true, volumes: { '/var/cache/nginx': {}, '/var/run': {} } },
        1_000,
      ).status,
    ).toBeNull();
    expect(
      start(
        { image: 'nginx', uid: 1000, readOnlyRoot: true, volumes: { '/var/cache/nginx': {}, '/run': {} } },
        1_000,
      ).status,
    ).toBeNull();
  });

  it('misses the volume of its pid file', () => {
    const ran = start({ image: 'nginx', uid: 1000, volumes: { '/var/cache/nginx': {} } }, 1_000);
    expect(tail(ran.log)).toBe('nginx: [emerg] open() "/run/nginx.pid" failed (13: Permission denied)');
  });

  it("binds port 80 as anybody in the pod's own network, not in the node's", () => {
    const volumes = { '/var/cache/nginx': {}, '/run': {} };
    expect(start({ image: 'nginx', uid: 1000, volumes }, 1_000).status).toBeNull();
    const ran = start({ image: 'nginx', uid: 1000, volumes, hostNetwork: true }, 1_000);
    expect(tail(ran.log)).toBe('nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)');
  });

  it('is made for it as nginx-unprivileged', () => {
    expect(
      start({ image: 'nginxinc/nginx-unprivileged', uid: 101, gid: 101, capabilities: [] }, 1_000).status,
    ).toBeNull();
    expect(start({ image: 'nginxinc/nginx-unprivileged', uid: 4321 }, 1_000).status).toBeNull();
    expect(
      start(
        { image: 'nginxinc/nginx-unprivileged', uid: 101, readOnlyRoot: true, volumes: { '/tmp': {} } },
        1_000,
      ).status,
    ).toBeNull();
    const ran = start({ image: 'nginxinc/nginx-unprivileged', uid: 101, readOnlyRoot: true }, 1_000);
    expect(tail(ran.log)).toBe(
      'nginx: [emerg] mkdir() "/tmp/client_temp" failed (30: Read-only file system)',
    );
  });

  it('runs whatever else it is told to', () => {
    expect(
      start({ image: 'nginx', argv: ['sleep', '1d'], uid: 1000, readOnlyRoot: true, capabilities: [] }, 1_000)
        .status,
    ).toBeNull();
    expect(
      start({ image: 'nginx', argv: ['/docker-entrypoint.sh', 'id'], uid: 101, gid: 101 }, 1_000).log,
    ).toBe('uid=101(nginx) gid=101(nginx) groups=101(nginx)\n');
  });
});

describe('images that step down from root', () => {
  it('need SETUID and SETGID for it', () => {
    expect(start({ image: 'redis:7' }, 1_000).status).toBeNull();
    const dropped = start({ image: 'redis:7', capabilities: [] }, 1_000);
    expect(dropped).toMatchObject({
      status: 1,
      log: 'gosu: error: failed switching to "redis": operation not permitted\n',
    });
    expect(start({ image: 'redis:7', uid: 999, gid: 999, capabilities: [] }, 1_000).status).toBeNull();
  });

  it('need CHOWN where the volume is not theirs', () => {
    const ran = start(
      { image: 'redis:7', capabilities: ['SETUID', 'SETGID'], volumes: { '/data': {} } },
      1_000,
    );
    expect(ran).toMatchObject({
      status: 1,
      log: "chown: changing ownership of '.': Operation not permitted\n",
    });
  });

  it('say what is missing: the password of postgres', () => {
    const ran = start({ image: 'postgres:17' }, 1_000);
    expect(ran.status).toBe(1);
    expect(ran.log).toMatch(/^Error: Database is uninitialized and superuser password is not specified\.\n/);
    expect(start({ image: 'postgres:17', env: [['POSTGRES_PASSWORD', 'x']] }, 1_000).status).toBeNull();
  });

  it("cannot change the permissions of somebody else's volume", () => {
    const ran = start(
      {
        image: 'postgres:17',
        uid: 999,
        gid: 999,
        env: [['POSTGRES_PASSWORD', 'x']],
        volumes: { '/var/lib/postgresql/data': { mode: 0o2777, gid: 2000 } },
      },
      1_000,
    );
    expect(ran.status).toBe(1);
    expect(tail(ran.log)).toBe(
      'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted',
    );
  });
});

describe('what runs in an image by itself', () => {
  it.each([['busybox'], ['alpine'], ['ubuntu:24.04'], ['debian:12'], ['python:3.13-slim'], ['node:22-slim']])(
    '%s ends at once, since nothing can be read',
    (image) => {
      expect(start({ image }, 1_000)).toMatchObject({ status: 0 });
    },
  );

  it.each([['nginx'], ['httpd:2.4'], ['redis:7'], ['nginx:alpine'], ['httpd:alpine'], ['redis:7-alpine']])(
    '%s goes on',
    (image) => {
      expect(start({ image }, 1_000).status).toBeNull();
    },
  );
});

describe('users of images', () => {
  it.each([
    ['ubuntu:24.04', 1000, 'ubuntu'],
    ['node:22', 1000, 'node'],
    ['nginx', 101, 'nginx'],
    ['redis:7', 999, 'redis'],
    ['postgres:17', 999, 'postgres'],
    ['busybox', 65534, 'nobody'],
    ['debian:12', 33, 'www-data'],
    ['alpine', 405, 'guest'],
  ])('%s knows %i as %s', (image, uid, name) => {
    expect(exec({ image, uid, gid: uid, argv: ['sleep', '1d'] }, ['id', '-un']).stdout).toBe(`${name}\n`);
  });

  it('ubuntu:22.04 knows nobody of 1000', () => {
    expect(exec({ image: 'ubuntu:22.04', uid: 1000 }, ['whoami'])).toMatchObject({
      status: 1,
      stderr: 'whoami: cannot find name for user ID 1000\n',
    });
  });

  it('root of busybox is in wheel', () => {
    expect(exec({ groups: [0, 10] }, ['id']).stdout).toBe(
      'uid=0(root) gid=0(root) groups=0(root),10(wheel)\n',
    );
  });
});

describe('tools of images', () => {
  it('nginx and debian have no ps and no ping; ubuntu has ps; busybox has all of them', () => {
    expect(exec({ image: 'nginx' }, ['ps']).stderr).toBe('exec: "ps": executable file not found in $PATH');
    expect(exec({ image: 'debian:12' }, ['sh', '-c', 'ping x']).stderr).toBe('sh: 1: ping: not found\n');
    expect(exec({ image: 'ubuntu:24.04' }, ['ps']).status).toBe(0);
    expect(exec({}, ['ps']).stdout).toMatch(/^PID {3}USER {5}TIME {2}COMMAND\n {4}1 root {6}0:00 sh\n/);
  });

  it('says of a program that is there and not simulated that it is not', () => {
    const said = exec({ image: 'debian:12' }, ['apt-get', 'update']);
    expect(said).toMatchObject({ status: 88, stdout: '' });
    expect(said.stderr).toMatch(/^podium: apt-get [^\n]*\.\n$/);
  });
});

describe('a registry', () => {
  it('does not have misspelt names of what it has, nor tags that were never made', () => {
    expect(pullImage('ngnix').kind).toBe('absent');
    expect(pullImage('busybx:1.37').kind).toBe('absent');
    expect(pullImage('app').kind).toBe('image');
    expect(pullImage('nginx:1.999').kind).toBe('absent');
    expect(pullImage('busybox:latst').kind).toBe('absent');
  });

  it.each([
    ['nginx:1.28'],
    ['nginx:1.27.3-alpine'],
    ['docker.io/library/busybox:1.36.1'],
    ['index.docker.io/library/nginx'],
    ['ubuntu:jammy'],
    ['debian:bookworm-slim'],
    ['alpine:3.20'],
    ['python:3.12-slim-bookworm'],
    ['node:20-alpine'],
    ['busybox@sha256:aaaa'],
    ['gcr.io/distroless/static-debian12:nonroot'],
    ['registry.k8s.io/pause:3.10'],
    ['postgres:16-alpine'],
    ['redis:7.2-bookworm'],
    ['httpd:2.4'],
    ['nginx:stable'],
    ['nginx:mainline-alpine'],
  ])('has %s, and Podium knows it', (reference) => {
    const pulled = pullImage(reference);
    expect(pulled.kind === 'image' && pulled.image.known).toBe(true);
  });

  it.each([['ghcr.io/me/app:v1'], ['me/app'], ['mysql:8'], ['localhost:5000/x']])(
    'has %s, and Podium does not know it',
    (reference) => {
      const pulled = pullImage(reference);
      expect(pulled.kind === 'image' && !pulled.image.known).toBe(true);
    },
  );
});

it('gives root the usual fourteen capabilities here', () => {
  expect(USUAL).toHaveLength(14);
});
