/** The images that Podium knows, each on its base. What a Dockerfile says is named beside it. */

import type { Directory } from '../files/tree.ts';
import { withoutTrailing } from '../trailing.ts';
import { added, alpine, BUSYBOX, DISTROLESS, debian, ubuntu } from './bases.ts';
import { directory, file, lines, link, program, programs, unknownFile, withFiles } from './build.ts';
import type { Image } from './image.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function image(files: Directory, more: Partial<Image> = {}): Image {
  return {
    known: true,
    user: '',
    entrypoint: [],
    cmd: [],
    env: [['PATH', PATH]],
    unknownEnv: [],
    workingDir: '/',
    volumes: [],
    stopSignal: 'TERM',
    files,
    ...more,
  };
}

/** What a tag says: which version, and which distribution it stands on. */
interface Tag {
  /** `1.28.0`, or empty where the tag names none. */
  readonly version: string;
  /** `alpine`, `bookworm`, `slim-trixie`, … or empty. */
  readonly variant: string;
}

/** Reads a tag; null: it has none of the forms that these images' tags have. */
function readTag(named: string, words: readonly string[]): Tag | null {
  const word = words.find((one) => named.startsWith(`${one}-`));
  const tag = word === undefined ? named : named.slice(word.length + 1);
  const read = /^(v?[0-9]{1,4}(?:\.[0-9]{1,4}){0,2})?(?:(^|-)([a-z][a-z0-9.-]*))?$/.exec(tag);
  if (read === null || tag === '') return null;
  const [, version = '', , rest = ''] = read;
  if (rest === '' || (version === '' && words.includes(rest))) return { version, variant: '' };
  const name = withoutTrailing(rest, '0123456789.');
  return VARIANTS.has(name) || VARIANTS.has(rest) ? { version, variant: rest } : null;
}

const VARIANTS = new Set([
  'alpine',
  'alpine-slim',
  'alpine-perl',
  'perl',
  'slim',
  'bookworm',
  'bullseye',
  'trixie',
  'slim-bookworm',
  'slim-bullseye',
  'slim-trixie',
  'bookworm-slim',
  'bullseye-slim',
  'trixie-slim',
  'glibc',
  'musl',
  'uclibc',
  'jammy',
  'noble',
  'focal',
  'stable',
]);

type Variables = readonly (readonly [name: string, value: string])[];

/** The variable with the version, where the tag says all of it. */
const versionIn = (tag: Tag, name: string): Variables =>
  /^\d+\.\d+\.\d+$/.test(tag.version) ? [[name, tag.version]] : [];

/** Of the names of variables in an image's Dockerfile those whose values are not known. */
const unset = (known: Variables, names: readonly string[]): readonly string[] =>
  names.filter((name) => !known.some(([one]) => one === name));

/** The distribution under an image: Alpine, or Debian by its name; `usual` where the tag names none. */
function base(tag: Tag, usual: string): Directory {
  if (tag.variant.startsWith('alpine')) return alpine(/alpine([0-9.]+)/.exec(tag.variant)?.[1] ?? '3.22');
  const name = ['bullseye', 'bookworm', 'trixie'].find((one) => tag.variant.includes(one)) ?? usual;
  return debian({ bullseye: '11', bookworm: '12', trixie: '13' }[name] ?? '12');
}

const isAlpine = (tag: Tag): boolean => tag.variant.startsWith('alpine');

/** What nginx reads of its configuration (nginx.conf and conf.d/default.conf of the nginx.org packages). */
function nginxConf(unprivileged: boolean): string {
  const temporary = ['proxy', 'client', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `    ${name === 'client' ? 'client_body' : name}_temp_path /tmp/${name}_temp;`,
  );
  return lines(
    '',
    ...(unprivileged ? [] : ['user  nginx;']),
    'worker_processes  auto;',
    `pid        ${unprivileged ? '/tmp/nginx.pid' : '/run/nginx.pid'};`,
    'http {',
    ...(unprivileged ? temporary : []),
    '    include /etc/nginx/conf.d/*.conf;',
    '}',
  );
}

/**
 * nginx: nginxinc/docker-nginx stable/debian and stable/alpine-slim Dockerfile (user and group 101, entrypoint, cmd,
 * logs as links to the streams, SIGQUIT); /var/cache/nginx is root's with 755 (docker-nginx issue 329).
 * nginx-unprivileged: its Dockerfile (port 8080, pid and temporary paths in /tmp, /var/cache/nginx and /etc/nginx
 * 101:0 and writable to the group, USER 101).
 */
function nginx(tag: Tag, unprivileged: boolean): Image {
  const under = base(tag, 'bookworm');
  const shell = isAlpine(tag) ? '/sbin/nologin' : '/bin/false';
  const home = isAlpine(tag) ? '/var/cache/nginx' : '/nonexistent';
  const people = added(
    under,
    [`nginx:x:101:101:${isAlpine(tag) ? 'nginx' : 'nginx user'}:${home}:${shell}`],
    [isAlpine(tag) ? 'nginx:x:101:nginx' : 'nginx:x:101:'],
  );
  const own = unprivileged ? { uid: 101, gid: 0 } : {};
  const port = unprivileged ? 8080 : 80;
  const etc = directory(
    {
      'conf.d': directory(
        {
          'default.conf': unknownFile(
            `server {\n    listen       ${port};\n    root   /usr/share/nginx/html;\n}\n`,
            { ...own, mode: unprivileged ? 0o664 : 0o644 },
          ),
        },
        { ...own, mode: unprivileged ? 0o775 : 0o755 },
      ),
      'mime.types': unknownFile('', { ...own, mode: unprivileged ? 0o664 : 0o644 }),
      'nginx.conf': unknownFile(nginxConf(unprivileged), { ...own, mode: unprivileged ? 0o664 : 0o644 }),
    },
    { ...own, mode: unprivileged ? 0o775 : 0o755 },
  );
  const scripts = [
    '10-listen-on-ipv6-by-default.sh',
    '15-local-resolvers.envsh',
    '20-envsubst-on-templates.sh',
    '30-tune-worker-processes.sh',
  ];
  const bin = isAlpine(tag) ? '/usr/bin' : '/usr/bin';
  const files = withFiles(people, {
    '/docker-entrypoint.sh': program('nginx-entrypoint'),
    '/docker-entrypoint.d': directory(
      Object.fromEntries(scripts.map((name) => [name, unknownFile('', { mode: 0o755 })])),
    ),
    '/etc/nginx': etc,
    '/usr/sbin/nginx': program('nginx'),
    [`${bin}/curl`]: program('curl'),
    [`${isAlpine(tag) ? '/usr/local/bin' : '/usr/bin'}/envsubst`]: program('gettext'),
    '/usr/share/nginx/html': directory({ '50x.html': unknownFile(), 'index.html': unknownFile() }),
    '/var/cache/nginx': directory({}, { ...own, mode: unprivileged ? 0o775 : 0o755 }),
    '/var/log/nginx': directory({ 'access.log': link('/dev/stdout'), 'error.log': link('/dev/stderr') }),
  });
  const version = versionIn(tag, 'NGINX_VERSION');
  return image(files, {
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    env: [['PATH', PATH], ...version],
    unknownEnv: unset(version, [
      'NGINX_VERSION',
      'NJS_VERSION',
      'NJS_RELEASE',
      'PKG_RELEASE',
      'DYNPKG_RELEASE',
    ]),
    stopSignal: 'QUIT',
    ...(unprivileged ? { user: '101' } : {}),
  });
}

/** docker-library/httpd 2.4/Dockerfile: prefix, www-data, httpd-foreground, SIGWINCH; no entrypoint. */
function httpd(tag: Tag): Image {
  const under = base(tag, 'trixie');
  const prefix = '/usr/local/apache2';
  const user = isAlpine(tag)
    ? added(under, ['www-data:x:82:82:Linux User,,,:/home/www-data:/sbin/nologin'], [])
    : under;
  const [uid, gid] = isAlpine(tag) ? [82, 82] : [33, 33];
  const files = withFiles(user, {
    '/usr/local/bin/httpd-foreground': program('httpd'),
    [prefix]: directory(
      {
        bin: directory(programs('httpd', ['httpd', 'apachectl', 'ab', 'htpasswd', 'rotatelogs'])),
        conf: directory({ 'httpd.conf': unknownFile('Listen 80\n') }),
        htdocs: directory({ 'index.html': file('<html><body><h1>It works!</h1></body></html>\n') }),
        logs: directory(),
        'cgi-bin': directory(),
        modules: directory(),
      },
      { uid, gid },
    ),
  });
  return image(files, {
    cmd: ['httpd-foreground'],
    env: [
      ['PATH', `${prefix}/bin:${PATH}`],
      ['HTTPD_PREFIX', prefix],
    ],
    unknownEnv: ['HTTPD_VERSION', 'HTTPD_SHA256', 'HTTPD_PATCHES'],
    workingDir: prefix,
    stopSignal: 'WINCH',
  });
}

/** docker-library/redis 7.2/debian and 7.2/alpine Dockerfile: redis 999:999 (Alpine: 999:1000), /data a volume of redis. */
function redis(tag: Tag): Image {
  const gid = isAlpine(tag) ? 1000 : 999;
  const people = added(
    base(tag, 'bookworm'),
    [`redis:x:999:${gid}::/home/redis:${isAlpine(tag) ? '/sbin/nologin' : '/bin/sh'}`],
    [`redis:x:${gid}:${isAlpine(tag) ? 'redis' : ''}`],
  );
  const files = withFiles(people, {
    '/usr/local/bin/docker-entrypoint.sh': program('redis-entrypoint'),
    '/usr/local/bin/gosu': program('gosu'),
    '/usr/local/bin': directory(
      programs('redis', [
        'redis-server',
        'redis-cli',
        'redis-benchmark',
        'redis-sentinel',
        'redis-check-aof',
        'redis-check-rdb',
      ]),
    ),
    '/data': directory({}, { uid: 999, gid }),
  });
  return image(files, {
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    unknownEnv: ['REDIS_VERSION', 'REDIS_DOWNLOAD_URL', 'REDIS_DOWNLOAD_SHA'],
    workingDir: '/data',
    volumes: ['/data'],
  });
}

/** docker-library/postgres 17/bookworm Dockerfile: postgres 999:999, PGDATA 1777 and a volume, gosu, SIGINT. */
function postgres(tag: Tag): Image {
  const id = isAlpine(tag) ? 70 : 999;
  const major = tag.version.split('.', 1)[0] || '18';
  const young = Number(major) >= 18;
  const volume = young ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
  const data = young ? `/var/lib/postgresql/${major}/docker` : volume;
  const shell = isAlpine(tag) ? '/bin/sh' : '/bin/bash';
  const people = added(
    base(tag, young ? 'trixie' : 'bookworm'),
    [`postgres:x:${id}:${id}::/var/lib/postgresql:${shell}`],
    [`postgres:x:${id}:`],
  );
  const bin = isAlpine(tag) ? '/usr/local/bin' : `/usr/lib/postgresql/${major}/bin`;
  const owner = { uid: id, gid: id };
  const files = withFiles(people, {
    '/usr/local/bin/docker-entrypoint.sh': program('postgres-entrypoint'),
    '/usr/local/bin/gosu': program('gosu'),
    '/docker-entrypoint-initdb.d': directory(),
    [bin]: directory(programs('postgres', ['postgres', 'initdb', 'pg_ctl', 'psql', 'pg_dump', 'pg_isready'])),
    '/var/lib/postgresql': directory(young ? {} : { data: directory({}, { ...owner, mode: 0o1777 }) }, {
      ...owner,
      mode: 0o1777,
    }),
    [isAlpine(tag) ? '/run/postgresql' : '/run/postgresql']: directory({}, { ...owner, mode: 0o3777 }),
  });
  return image(files, {
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    env: [
      ['PATH', isAlpine(tag) ? PATH : `${PATH}:${bin}`],
      ['LANG', isAlpine(tag) ? 'en_US.utf8' : 'en_US.utf8'],
      ['PG_MAJOR', major],
      ['PGDATA', data],
    ],
    unknownEnv: ['GOSU_VERSION', 'PG_VERSION'],
    volumes: [volume],
    stopSignal: 'INT',
  });
}

/** docker-library/python 3.13/slim-bookworm Dockerfile: PATH, CMD python3; no user of its own. */
function python(tag: Tag): Image {
  const files = withFiles(base(tag, 'trixie'), {
    '/usr/local/bin': directory(programs('python', ['python3', 'python', 'pip', 'pip3', 'idle3', 'pydoc3'])),
  });
  const version = versionIn(tag, 'PYTHON_VERSION');
  return image(files, {
    cmd: ['python3'],
    env: [['PATH', `/usr/local/bin:${PATH}`], ...version],
    unknownEnv: unset(version, ['GPG_KEY', 'PYTHON_VERSION', 'PYTHON_SHA256']),
  });
}

/** nodejs/docker-node 22/bookworm-slim Dockerfile: the user node, 1000:1000, and the entrypoint; USER is not set. */
function node(tag: Tag): Image {
  const people = added(
    base(tag, 'bookworm'),
    [
      `node:x:1000:1000:${isAlpine(tag) ? 'Linux User,,,' : ''}:/home/node:${isAlpine(tag) ? '/bin/sh' : '/bin/bash'}`,
    ],
    [`node:x:1000:${isAlpine(tag) ? 'node' : ''}`],
  );
  const files = withFiles(people, {
    '/home/node': directory({}, { uid: 1000, gid: 1000, mode: isAlpine(tag) ? 0o2755 : 0o755 }),
    '/usr/local/bin': directory({
      ...programs('node', ['node', 'npm', 'npx', 'yarn', 'corepack']),
      'docker-entrypoint.sh': program('node-entrypoint'),
    }),
  });
  const version = versionIn(tag, 'NODE_VERSION');
  return image(files, {
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['node'],
    env: [['PATH', PATH], ...version],
    unknownEnv: unset(version, ['NODE_VERSION', 'YARN_VERSION']),
  });
}

/** GoogleContainerTools/distroless static/static.bzl: root, or nonroot 65532 with its home as the working directory. */
function distroless(tag: string): Image | null {
  if (!['latest', 'nonroot'].includes(tag)) return null;
  const nonroot = tag === 'nonroot';
  return image(DISTROLESS, nonroot ? { user: '65532', workingDir: '/home/nonroot' } : { user: '0' });
}

/**
 * registry.k8s.io/pause: one program on an empty file system (kubernetes build/pause/Dockerfile), 65535:65535 since 3.5
 * (its CHANGELOG). The documentation of `kubectl debug` begins with it.
 */
function pause(tag: string): Image | null {
  const read = /^(?:v)?3\.([0-9]{1,2})(?:\.[0-9]{1,2})?$/.exec(tag);
  if (read === null && tag !== 'latest') return null;
  const old = read !== null && Number(read[1]) < 5;
  return image(directory({ pause: program('pause') }), {
    entrypoint: ['/pause'],
    ...(old ? {} : { user: '65535:65535' }),
  });
}

interface Entry {
  /** Words that a tag may be by themselves. */
  readonly words: readonly string[];
  /** The highest first number of a version that there is (docker-library/official-images, August 2026). */
  readonly newest: readonly number[];
  readonly make: (tag: Tag) => Image;
}

const UBUNTU: Readonly<Record<string, string>> = {
  jammy: '22.04',
  noble: '24.04',
  focal: '20.04',
  latest: '24.04',
};

/** By the name that Docker Hub has for it: `library/nginx`, `nginxinc/nginx-unprivileged`. */
const ENTRIES: Readonly<Record<string, Entry>> = {
  'library/busybox': {
    words: ['latest', 'stable', 'unstable', 'glibc', 'musl', 'uclibc'],
    newest: [1, 37],
    make: () => image(BUSYBOX, { cmd: ['sh'] }),
  },
  'library/alpine': {
    words: ['latest', 'edge'],
    newest: [3, 24],
    make: (tag) =>
      image(alpine(tag.version === '' || tag.version === '3' ? '3.22' : tag.version), { cmd: ['/bin/sh'] }),
  },
  'library/debian': {
    words: ['latest', 'stable', 'stable-slim'],
    newest: [13, 99],
    make: (tag) =>
      image(tag.version === '' ? base(tag, 'trixie') : debian(tag.version.split('.', 1)[0] ?? '13'), {
        cmd: ['bash'],
      }),
  },
  'library/ubuntu': {
    words: ['latest', 'jammy', 'noble', 'focal'],
    newest: [26, 10],
    make: (tag) => image(ubuntu(UBUNTU[tag.variant] ?? (tag.version || '24.04')), { cmd: ['/bin/bash'] }),
  },
  'library/nginx': {
    words: ['latest', 'stable', 'mainline'],
    newest: [1, 31],
    make: (tag) => nginx(tag, false),
  },
  'nginxinc/nginx-unprivileged': {
    words: ['latest', 'stable', 'mainline'],
    newest: [1, 31],
    make: (tag) => nginx(tag, true),
  },
  'library/httpd': { words: ['latest'], newest: [2, 4], make: httpd },
  'library/redis': { words: ['latest'], newest: [8, 99], make: redis },
  'library/postgres': { words: ['latest'], newest: [18, 99], make: postgres },
  'library/python': { words: ['latest'], newest: [3, 14], make: python },
  'library/node': { words: ['latest', 'lts', 'current'], newest: [26, 99], make: node },
};

/** The official images among them, as they are written by themselves. */
export const KNOWN_NAMES: readonly string[] = Object.keys(ENTRIES).flatMap((name) =>
  name.startsWith('library/') ? [name.slice('library/'.length)] : [],
);

/** An image by its name on its registry and its tag; undefined: Podium has no entry, null: there is no such tag. */
export function known(registry: string, name: string, tag: string): Image | null | undefined {
  if (registry === 'gcr.io' && /^distroless\/static(-debian1[123])?$/.test(name)) return distroless(tag);
  if (registry === 'registry.k8s.io' && name === 'pause') return pause(tag);
  if (registry !== 'docker.io' || !Object.hasOwn(ENTRIES, name)) return undefined;
  const entry = ENTRIES[name];
  if (entry === undefined) return undefined;
  if (name === 'library/ubuntu' && Object.hasOwn(UBUNTU, tag))
    return entry.make({ version: UBUNTU[tag] ?? '', variant: '' });
  const read = readTag(tag, entry.words);
  if (
    read === null ||
    (tag !== 'latest' && read.version === '' && read.variant === '' && !entry.words.includes(tag))
  )
    return null;
  const [major = 0, minor = 0] = read.version.split('.').map(Number);
  const [newestMajor = 0, newestMinor = 0] = entry.newest;
  if (major > newestMajor || (major === newestMajor && minor > newestMinor)) return null;
  return entry.make(read);
}
