/** busybox of Docker Hub: its users, groups and applets. */
import type { Directory } from '../../files/tree.ts';
import { directory, file, lines, link, program, programs, unknownFile } from '../build.ts';
import { APPLETS } from '../program-names.ts';

const EMPTY = directory();

/** buildroot system/skeleton/etc/passwd and group, which docker-library/busybox's Dockerfile.builder copies. */
const BUSYBOX_PASSWD = lines(
  'root:x:0:0:root:/root:/bin/sh',
  'daemon:x:1:1:daemon:/usr/sbin:/bin/false',
  'bin:x:2:2:bin:/bin:/bin/false',
  'sys:x:3:3:sys:/dev:/bin/false',
  'sync:x:4:100:sync:/bin:/bin/sync',
  'mail:x:8:8:mail:/var/spool/mail:/bin/false',
  'www-data:x:33:33:www-data:/var/www:/bin/false',
  'operator:x:37:37:Operator:/var:/bin/false',
  'nobody:x:65534:65534:nobody:/home:/bin/false',
);

const BUSYBOX_GROUP = lines(
  ...[
    'root:x:0:',
    'daemon:x:1:',
    'bin:x:2:',
    'sys:x:3:',
    'adm:x:4:',
    'tty:x:5:',
    'disk:x:6:',
    'lp:x:7:',
    'mail:x:8:',
  ],
  ...[
    'kmem:x:9:',
    'wheel:x:10:root',
    'cdrom:x:11:',
    'dialout:x:18:',
    'floppy:x:19:',
    'video:x:28:',
    'audio:x:29:',
  ],
  ...[
    'tape:x:32:',
    'www-data:x:33:',
    'operator:x:37:',
    'utmp:x:43:',
    'plugdev:x:46:',
    'staff:x:50:',
    'lock:x:54:',
  ],
  ...['netdev:x:82:', 'users:x:100:', 'nobody:x:65534:'],
);

/** busybox of Docker Hub: every applet in /bin, homes of the users in passwd (docker-library/busybox Dockerfile.builder). */
export const BUSYBOX: Directory = directory({
  bin: directory({
    ...programs('busybox', APPLETS),
    busybox: program('busybox'),
    getconf: program('libc-bin'),
  }),
  dev: EMPTY,
  etc: directory({
    group: file(BUSYBOX_GROUP),
    localtime: unknownFile(),
    'nsswitch.conf': unknownFile(),
    passwd: file(BUSYBOX_PASSWD),
    shadow: unknownFile('', { mode: 0o600 }),
  }),
  home: directory({}, { uid: 65534, gid: 65534 }),
  lib: EMPTY,
  lib64: link('lib'),
  root: directory({}, { mode: 0o700 }),
  tmp: directory({}, { mode: 0o1777 }),
  usr: directory({ bin: directory({ env: link('../../bin/env') }), sbin: directory({}, { uid: 1, gid: 1 }) }),
  var: directory({
    spool: directory({ mail: directory({}, { uid: 8, gid: 8 }) }),
    www: directory({}, { uid: 33, gid: 33 }),
  }),
});
