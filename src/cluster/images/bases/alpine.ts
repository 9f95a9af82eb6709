/** Alpine: its users, groups, directories and programs. */
import type { Directory, FileNode } from '../../files/tree.ts';
import { directory, file, lines, link, program, programs, unknownFile } from '../build.ts';
import { APPLETS } from '../program-names.ts';

const EMPTY = directory();

/** alpinelinux/aports main/alpine-baselayout passwd and group (0e733c2d). */
const ALPINE_PASSWD = lines(
  'root:x:0:0:root:/root:/bin/sh',
  'bin:x:1:1:bin:/bin:/sbin/nologin',
  'daemon:x:2:2:daemon:/sbin:/sbin/nologin',
  'lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin',
  'sync:x:5:0:sync:/sbin:/bin/sync',
  'shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown',
  'halt:x:7:0:halt:/sbin:/sbin/halt',
  'mail:x:8:12:mail:/var/mail:/sbin/nologin',
  'news:x:9:13:news:/usr/lib/news:/sbin/nologin',
  'uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin',
  'cron:x:16:16:cron:/var/spool/cron:/sbin/nologin',
  'ftp:x:21:21::/var/lib/ftp:/sbin/nologin',
  'sshd:x:22:22:sshd:/dev/null:/sbin/nologin',
  'games:x:35:35:games:/usr/games:/sbin/nologin',
  'ntp:x:123:123:NTP:/var/empty:/sbin/nologin',
  'guest:x:405:100:guest:/dev/null:/sbin/nologin',
  'nobody:x:65534:65534:nobody:/:/sbin/nologin',
);

const ALPINE_GROUP = lines(
  ...[
    'root:x:0:root',
    'bin:x:1:root,bin,daemon',
    'daemon:x:2:root,bin,daemon',
    'sys:x:3:root,bin',
    'adm:x:4:root,daemon',
  ],
  ...[
    'tty:x:5:',
    'disk:x:6:root',
    'lp:x:7:lp',
    'kmem:x:9:',
    'wheel:x:10:root',
    'floppy:x:11:root',
    'mail:x:12:mail',
  ],
  ...[
    'news:x:13:news',
    'uucp:x:14:uucp',
    'cron:x:16:cron',
    'audio:x:18:',
    'cdrom:x:19:',
    'dialout:x:20:root',
    'ftp:x:21:',
  ],
  ...[
    'sshd:x:22:',
    'input:x:23:',
    'tape:x:26:root',
    'video:x:27:root',
    'netdev:x:28:',
    'kvm:x:34:kvm',
    'games:x:35:',
  ],
  ...[
    'shadow:x:42:',
    'www-data:x:82:',
    'users:x:100:games',
    'ntp:x:123:',
    'utmp:x:406:',
    'ping:x:999:',
    'nogroup:x:65533:',
    'nobody:x:65534:',
  ],
);

const ALPINE_SBIN = ['apk', 'ldconfig'];

/** Alpine: busybox by links, apk, musl. `version` is that of /etc/os-release. */
export function alpine(version: string): Directory {
  const applets = Object.fromEntries(
    APPLETS.map((name) => [name, link('/bin/busybox')] as [string, FileNode]),
  );
  return directory({
    bin: directory({ ...applets, busybox: program('busybox') }),
    dev: EMPTY,
    etc: directory({
      'alpine-release': unknownFile(),
      group: file(ALPINE_GROUP),
      'os-release': file(
        lines(
          'NAME="Alpine Linux"',
          'ID=alpine',
          `VERSION_ID=${version}`,
          `PRETTY_NAME="Alpine Linux v${version.split('.').slice(0, 2).join('.')}"`,
          'HOME_URL="https://alpinelinux.org/"',
          'BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"',
        ),
      ),
      passwd: file(ALPINE_PASSWD),
      shadow: unknownFile('', { gid: 42, mode: 0o640 }),
    }),
    home: EMPTY,
    lib: EMPTY,
    media: EMPTY,
    mnt: EMPTY,
    opt: EMPTY,
    proc: directory({}, { mode: 0o555 }),
    root: directory({}, { mode: 0o700 }),
    run: EMPTY,
    sbin: directory(programs('alpine', ALPINE_SBIN)),
    srv: EMPTY,
    sys: directory({}, { mode: 0o555 }),
    tmp: directory({}, { mode: 0o1777 }),
    usr: directory({
      bin: directory({ env: link('/bin/busybox'), getent: program('libc-bin') }),
      lib: EMPTY,
      local: directory({ bin: EMPTY }),
      sbin: EMPTY,
      share: EMPTY,
    }),
    var: directory({
      cache: EMPTY,
      empty: directory({}, { mode: 0o555 }),
      lib: EMPTY,
      log: EMPTY,
      run: link('../run'),
      spool: EMPTY,
      tmp: directory({}, { mode: 0o1777 }),
    }),
  });
}
