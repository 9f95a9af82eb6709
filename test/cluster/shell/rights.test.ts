/** Who may do what follows from the process and the file system. */
import { describe, expect, it } from 'vitest';
import { file } from '../../../src/cluster/images/build.ts';
import { exec, type Wanted } from '../inside.ts';

const sh = (wanted: Wanted, script: string) => exec(wanted, ['sh', '-c', script]);

describe('volumes', () => {
  it('of an fsGroup pass their group on to what is made in them', () => {
    const said = sh(
      { uid: 1000, gid: 3000, groups: [3000, 2000], volumes: { '/data': { mode: 0o2777, gid: 2000 } } },
      'mkdir /data/d; touch /data/f /data/d/g; stat -c "%u %g %a" /data/f /data/d /data/d/g',
    );
    expect(said.stdout).toBe('1000 2000 644\n1000 2000 2755\n1000 2000 644\n');
  });

  it('that are mounted read-only refuse even root', () => {
    expect(
      sh({ volumes: { '/data': { readOnly: true } } }, 'touch /data/x; rm -r /data; test -w /data; echo $?')
        .both,
    ).toContain('touch: /data/x: Read-only file system\n');
  });

  it('show a secret of 0400 to its owner and to root with DAC_OVERRIDE only', () => {
    const volumes = { '/seal': { mode: 0o1777, files: { wax: file('crimson', { mode: 0o400 }) } } };
    expect(sh({ uid: 5126, volumes }, 'cat /seal/wax').stderr).toBe(
      "cat: can't open '/seal/wax': Permission denied\n",
    );
    expect(sh({ volumes }, 'cat /seal/wax').stdout).toBe('crimson');
    const theirs = { '/seal': { files: { wax: file('crimson', { uid: 7, mode: 0o400 }) } } };
    expect(sh({ volumes: theirs, capabilities: [] }, 'cat /seal/wax').stderr).toContain('Permission denied');
    expect(sh({ volumes: theirs, capabilities: ['DAC_READ_SEARCH'] }, 'cat /seal/wax').stdout).toBe(
      'crimson',
    );
  });

  it('with a sticky bit keep files from being removed by others', () => {
    const volumes = {
      '/t': { mode: 0o1777, files: { a: file('', { uid: 1, mode: 0o666 }), b: file('', { uid: 1000 }) } },
    };
    expect(sh({ uid: 1000, volumes }, 'rm -f /t/a; rm -f /t/b; ls /t').both).toBe(
      "rm: can't remove '/t/a': Operation not permitted\na\n",
    );
    expect(sh({ volumes, capabilities: ['FOWNER'] }, 'rm /t/a /t/b; ls /t').both).toBe('');
  });

  it('lie where a link of the image leads', () => {
    const said = sh(
      { image: 'debian:12', readOnlyRoot: true, volumes: { '/var/run': {} } },
      'touch /run/x /var/run/y; ls /run',
    );
    expect(said.both).toBe('x\ny\n');
  });
});

describe('capabilities', () => {
  it('decide on chown, chmod and writing elsewhere', () => {
    expect(sh({ capabilities: [] }, 'touch /tmp/f; chown 1:1 /tmp/f; chmod 600 /tmp/f; echo $?').both).toBe(
      'chown: /tmp/f: Operation not permitted\n0\n',
    );
    expect(
      sh(
        { capabilities: ['CHOWN'] },
        'touch /tmp/f; chown 1:1 /tmp/f; chmod 600 /tmp/f; stat -c "%u %a" /tmp/f',
      ).both,
    ).toBe('chmod: /tmp/f: Operation not permitted\n1 644\n');
    expect(
      sh({ image: 'debian:12', capabilities: [] }, 'chown 1 /etc/passwd; echo x > /home/x && echo mine').both,
    ).toBe("chown: changing ownership of '/etc/passwd': Operation not permitted\nmine\n");
  });

  it('are seen in /proc: none in effect for a user, the bounding set all the same', () => {
    expect(sh({ uid: 1000 }, 'grep Cap /proc/self/status').stdout).toBe(
      'CapInh:\t0000000000000000\nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\nCapBnd:\t00000000a80425fb\nCapAmb:\t0000000000000000\n',
    );
    expect(sh({}, 'grep CapEff /proc/1/status').stdout).toBe('CapEff:\t00000000a80425fb\n');
  });

  it('go with root: su gives them up', () => {
    const said = sh({}, 'su nobody -s /bin/sh -c "id -u; grep CapEff /proc/self/status; touch /x"');
    expect(said.both).toBe('65534\nCapEff:\t0000000000000000\ntouch: /x: Permission denied\n');
    expect(sh({ capabilities: [] }, 'su nobody -s /bin/sh -c id').stderr).toBe(
      "su: can't set groups: Operation not permitted\n",
    );
    expect(sh({ uid: 1000 }, 'su').stderr).toBe('su: must be suid to work properly\n');
  });

  it('of SYS_ADMIN and SYS_TIME are asked for by hostname, mount and date', () => {
    expect(sh({}, 'hostname x; mount -t tmpfs none /mnt; date -s "2020-01-01 00:00"').both).toBe(
      "hostname: sethostname: Operation not permitted\nmount: permission denied (are you root?)\ndate: can't set date: Operation not permitted\nWed Jan  1 00:00:00 UTC 2020\n",
    );
    expect(sh({ capabilities: ['SYS_TIME'] }, 'date -s 12:00').stderr).toMatch(/^podium: /);
  });

  it('are decoded by capsh where it is', () => {
    expect(exec({ image: 'busybox' }, ['capsh', '--decode=a80425fb']).stderr).toContain(
      'executable file not found',
    );
  });
});

describe('a read-only root', () => {
  it('refuses everything but volumes', () => {
    const said = sh(
      { readOnlyRoot: true, volumes: { '/tmp': {} } },
      'touch /f; mkdir /d; rm /etc/passwd; chmod 600 /etc/passwd; echo x > /etc/x; touch /tmp/f && echo written',
    );
    expect(said.both).toBe(
      "touch: /f: Read-only file system\nmkdir: can't create directory '/d': Read-only file system\nrm: can't remove '/etc/passwd': Read-only file system\nchmod: /etc/passwd: Read-only file system\nsh: can't create /etc/x: Read-only file system\nwritten\n",
    );
  });
});

describe('what the image holds', () => {
  it('can be removed and made again without the image changing', () => {
    const said = sh(
      {},
      'rm /etc/passwd; whoami; ls /etc/passwd; mkdir /etc/passwd; rm -r /home; mkdir /home; ls -A /home; echo end',
    );
    expect(said.both).toBe('whoami: unknown uid 0\nls: /etc/passwd: No such file or directory\nend\n');
    expect(sh({}, 'whoami').stdout).toBe('root\n');
  });

  it('is not made up where Podium does not know it', () => {
    const said = exec({ image: 'nginx' }, ['cat', '/etc/nginx/nginx.conf']);
    expect(said.stdout).toBe('');
    expect(said.stderr).toBe('podium: Podium does not know what is in /etc/nginx/nginx.conf.\n');
  });
});

it('grows no further than a cluster may', () => {
  const said = sh(
    {},
    'x=$(seq 1 4000); i=0; while [ $i -lt 40 ]; do echo "$x" >> /tmp/f || break; i=$((i+1)); done; wc -c < /tmp/f',
  );
  expect(Number(said.stdout)).toBeLessThanOrEqual(64 * 1024);
  expect(said.stderr).toContain('No space left on device');
});

describe('links, addresses and routes', () => {
  it.each([
    'ip link add dummy0 type dummy',
    'ip addr add 1.2.3.4/24 dev lo',
    'ip route add default via 1.2.3.4',
  ])('%s is refused without NET_ADMIN, in the words of busybox', (line) => {
    const said = sh({}, line);
    expect({ stderr: said.stderr, status: said.status }).toEqual({
      stderr: 'ip: RTNETLINK answers: Operation not permitted\n',
      status: 2,
    });
    expect(sh({ capabilities: ['NET_ADMIN'] }, line).stderr).toMatch(/^podium: /);
  });
});
