/** Debian and Ubuntu: their directories and programs. */
import type { Directory, FileNode } from '../../files/tree.ts';
import { directory, file, lines, link, program, programs, unknownFile } from '../build.ts';
import { COREUTILS, DEBIAN_BASE, PROCPS, UTIL_LINUX } from '../program-names.ts';
import { DEBIAN_GROUP, DEBIAN_PASSWD, NOBODY, UBUNTU_GROUPS } from './debian-accounts.ts';

const EMPTY = directory();

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
