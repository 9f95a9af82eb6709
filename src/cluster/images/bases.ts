/** The distributions that images stand on: users, groups, directories, programs. Sources are named at each. */
import type { Directory, FileNode } from '../files/tree.ts';
import { directory, file, lines, link, program, programs, unknownFile } from './build.ts';
import { APPLETS, COREUTILS, DEBIAN_BASE, PROCPS, UTIL_LINUX } from './program-names.ts';

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

/** Debian's package base-passwd: passwd.master and group.master, with `x` for the passwords as its postinst writes them. */
const DEBIAN_PASSWD = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
  'bin:x:2:2:bin:/bin:/usr/sbin/nologin',
  'sys:x:3:3:sys:/dev:/usr/sbin/nologin',
  'sync:x:4:65534:sync:/bin:/bin/sync',
  'games:x:5:60:games:/usr/games:/usr/sbin/nologin',
  'man:x:6:12:man:/var/cache/man:/usr/sbin/nologin',
  'lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin',
  'mail:x:8:8:mail:/var/mail:/usr/sbin/nologin',
  'news:x:9:9:news:/var/spool/news:/usr/sbin/nologin',
  'uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin',
  'proxy:x:13:13:proxy:/bin:/usr/sbin/nologin',
  'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin',
  'backup:x:34:34:backup:/var/backups:/usr/sbin/nologin',
  'list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin',
  'irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin',
];

const DEBIAN_GROUP = [
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
    'news:x:9:',
  ],
  ...[
    'uucp:x:10:',
    'man:x:12:',
    'proxy:x:13:',
    'kmem:x:15:',
    'dialout:x:20:',
    'fax:x:21:',
    'voice:x:22:',
    'cdrom:x:24:',
  ],
  ...[
    'floppy:x:25:',
    'tape:x:26:',
    'sudo:x:27:',
    'audio:x:29:',
    'dip:x:30:',
    'www-data:x:33:',
    'backup:x:34:',
    'operator:x:37:',
  ],
  ...[
    'list:x:38:',
    'irc:x:39:',
    'src:x:40:',
    'shadow:x:42:',
    'utmp:x:43:',
    'video:x:44:',
    'sasl:x:45:',
    'plugdev:x:46:',
    'staff:x:50:',
  ],
  ...['games:x:60:', 'users:x:100:', 'nogroup:x:65534:'],
];

const NOBODY = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';

/** An entry more for passwd or group, in front of nobody's as useradd does not write it: at the end. */
export function added(base: Directory, passwd: readonly string[], group: readonly string[]): Directory {
  const etc = base.entries.etc;
  if (etc?.type !== 'directory') return base;
  const more = (name: string, all: readonly string[]): FileNode => {
    const old = etc.entries[name];
    return file((old?.type === 'file' ? old.content : '') + lines(...all));
  };
  return {
    ...base,
    entries: {
      ...base.entries,
      etc: {
        ...etc,
        entries: { ...etc.entries, passwd: more('passwd', passwd), group: more('group', group) },
      },
    },
  };
}

/** Programs that run as root or as group shadow, whoever starts them (packages mount, login, passwd, libpam-modules-bin). */
const SET_ID: Readonly<Record<string, FileNode>> = {
  ...Object.fromEntries(
    ['chfn', 'chsh', 'gpasswd', 'mount', 'newgrp', 'passwd', 'su', 'umount'].map((name) => [
      name,
      program('util-linux', 0o4755),
    ]),
  ),
  chage: { ...program('util-linux', 0o2755), gid: 42 },
  expiry: { ...program('util-linux', 0o2755), gid: 42 },
};

function debianLike(
  passwd: readonly string[],
  group: readonly string[],
  osRelease: string,
  more: Readonly<Record<string, FileNode>>,
): Directory {
  const bin = directory({
    ...programs('debian', DEBIAN_BASE),
    ...programs('util-linux', UTIL_LINUX),
    ...programs('coreutils', COREUTILS),
    ...programs('grep', ['grep', 'egrep', 'fgrep']),
    bash: program('bash'),
    dash: program('dash'),
    hostname: program('hostname'),
    sed: program('sed'),
    mawk: program('mawk'),
    awk: program('mawk'),
    sh: link('dash'),
    ...SET_ID,
    ...more,
  });
  return directory({
    bin: link('usr/bin'),
    boot: EMPTY,
    dev: EMPTY,
    etc: directory({
      group: file(lines(...group)),
      'os-release': link('../usr/lib/os-release'),
      passwd: file(lines(...passwd)),
      shadow: unknownFile('', { gid: 42, mode: 0o640 }),
    }),
    home: EMPTY,
    lib: link('usr/lib'),
    lib64: link('usr/lib64'),
    media: EMPTY,
    mnt: EMPTY,
    opt: EMPTY,
    proc: EMPTY,
    root: directory({}, { mode: 0o700 }),
    run: directory({ lock: directory({}, { mode: 0o1777 }) }),
    sbin: link('usr/sbin'),
    srv: EMPTY,
    sys: EMPTY,
    tmp: directory({}, { mode: 0o1777 }),
    usr: directory({
      bin,
      games: EMPTY,
      include: EMPTY,
      lib: directory({ 'os-release': file(osRelease) }),
      lib64: EMPTY,
      libexec: EMPTY,
      local: directory({ bin: EMPTY, lib: EMPTY, sbin: EMPTY, share: EMPTY }),
      sbin: EMPTY,
      share: EMPTY,
      src: EMPTY,
    }),
    var: directory({
      backups: EMPTY,
      cache: EMPTY,
      lib: EMPTY,
      local: directory({}, { gid: 50, mode: 0o2775 }),
      lock: link('/run/lock'),
      log: EMPTY,
      mail: directory({}, { gid: 8, mode: 0o2775 }),
      opt: EMPTY,
      run: link('/run'),
      spool: EMPTY,
      tmp: directory({}, { mode: 0o1777 }),
    }),
  });
}

const DEBIAN_NAMES: Readonly<Record<string, string>> = { '11': 'bullseye', '12': 'bookworm', '13': 'trixie' };

/** Debian, whose images have neither procps nor ping. The user _apt has 42 since bookworm (base-passwd), 100 before. */
export function debian(version: string): Directory {
  const name = DEBIAN_NAMES[version] ?? 'trixie';
  const apt =
    version === '11'
      ? [NOBODY, '_apt:x:100:65534::/nonexistent:/usr/sbin/nologin']
      : ['_apt:x:42:65534::/nonexistent:/usr/sbin/nologin', NOBODY];
  const release = lines(
    `PRETTY_NAME="Debian GNU/Linux ${version} (${name})"`,
    'NAME="Debian GNU/Linux"',
    `VERSION_ID="${version}"`,
    `VERSION="${version} (${name})"`,
    `VERSION_CODENAME=${name}`,
    'ID=debian',
    'HOME_URL="https://www.debian.org/"',
    'SUPPORT_URL="https://www.debian.org/support"',
    'BUG_REPORT_URL="https://bugs.debian.org/"',
  );
  return debianLike([...DEBIAN_PASSWD, ...apt], DEBIAN_GROUP, release, {});
}

/** Groups that ubuntu is in by /etc/group of ubuntu:24.04 (as a public copy of the file shows it: adm to plugdev). */
const UBUNTU_GROUPS = new Set([
  'adm',
  'dialout',
  'cdrom',
  'floppy',
  'sudo',
  'audio',
  'dip',
  'video',
  'plugdev',
]);

/** Ubuntu, which has procps. Since 23.04 (so 24.04) its images have the user ubuntu, 1000:1000; 22.04 has none. */
export function ubuntu(version: string): Directory {
  const young = Number(version.split('.')[0]) >= 24;
  const gnats = young
    ? []
    : ['gnats:x:41:41:Gnats Bug-Reporting System (admin):/var/lib/gnats:/usr/sbin/nologin'];
  const passwd = young
    ? [
        ...DEBIAN_PASSWD,
        '_apt:x:42:65534::/nonexistent:/usr/sbin/nologin',
        NOBODY,
        'ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash',
      ]
    : [...DEBIAN_PASSWD, ...gnats, NOBODY, '_apt:x:100:65534::/nonexistent:/usr/sbin/nologin'];
  const group = DEBIAN_GROUP.flatMap((line) => {
    if (!young) return line.startsWith('src:') ? [line, 'gnats:x:41:'] : [line];
    return [UBUNTU_GROUPS.has(line.split(':', 1)[0] ?? '') ? `${line}ubuntu` : line];
  });
  const names: Readonly<Record<string, string>> = {
    '20.04': 'Focal Fossa',
    '22.04': 'Jammy Jellyfish',
    '24.04': 'Noble Numbat',
  };
  const named = names[version];
  const base = debianLike(
    passwd,
    young ? [...group, 'ubuntu:x:1000:'] : group,
    named === undefined
      ? ''
      : lines(
          `NAME="Ubuntu"`,
          'ID=ubuntu',
          'ID_LIKE=debian',
          `VERSION_ID="${version}"`,
          `VERSION_CODENAME=${named.split(' ', 1)[0]?.toLowerCase()}`,
        ),
    programs('procps', PROCPS),
  );
  const release = base.entries.usr;
  if (release?.type !== 'directory') return base;
  const lib = release.entries.lib;
  const old = lib?.type === 'directory' ? lib.entries['os-release'] : undefined;
  const unknown = unknownFile(old?.type === 'file' ? old.content : '');
  const usr = { ...release, entries: { ...release.entries, lib: directory({ 'os-release': unknown }) } };
  const home = young ? directory({ ubuntu: directory({}, { uid: 1000, gid: 1000, mode: 0o750 }) }) : EMPTY;
  return { ...base, entries: { ...base.entries, usr, home } };
}

/** gcr.io/distroless/static: common/BUILD.bazel and static/static.bzl: no shell, no tool. */
export const DISTROLESS: Directory = directory({
  bin: EMPTY,
  etc: directory({
    group: file(lines('root:x:0:', 'nobody:x:65534:', 'tty:x:5:', 'staff:x:50:', 'nonroot:x:65532:')),
    'os-release': unknownFile(),
    passwd: file(
      lines(
        'root:x:0:0:root:/root:/sbin/nologin',
        'nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin',
        'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin',
      ),
    ),
  }),
  home: directory({ nonroot: directory({}, { uid: 65532, gid: 65532, mode: 0o700 }) }),
  root: directory({}, { mode: 0o700 }),
  tmp: directory({}, { mode: 0o1777 }),
  usr: directory({ share: EMPTY }),
  var: EMPTY,
});
