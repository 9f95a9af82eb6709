/**
 * Does what `docker build` and `docker run` would do with our Dockerfile, where no container engine is at hand: the
 * build's commands in a copy of this machine's root (in place of node:…-slim), what they made in an empty root that has
 * the C libraries alone (in place of distroless), read-only but for /data, as the Dockerfile's user, without a shell.
 * Needs Linux, root, mount and chroot; nothing outside its own folder is changed. Both base images are Debian 12's:
 * on another system the libraries differ.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Instruction, letIn, type Stage, stagesOf, variablesOf } from './dockerfile.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'podium-image-'));
const [build, final] = stagesOf(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
if (build === undefined || final === undefined) throw new RangeError('the Dockerfile has two stages');

function done(what: string): void {
  process.stdout.write(`ok  ${what}\n`);
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
  done(what);
}

/** Runs `script` of a shell with mounts of its own, which are gone with it. */
const mounted = (script: string): readonly string[] => ['--mount', 'sh', '-euc', script];

/** What the build is given: files of this checkout that git knows or does not ignore, and .dockerignore lets in. */
function context(): string {
  const folder = join(work, 'context');
  const named = letIn(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.split('\n').filter((each) => named.includes(each.split('/')[0] ?? ''))) {
    if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(folder, file));
  }
  return folder;
}

/** Copies as COPY does: a folder's content, or files into a folder. */
function copy(from: string, to: string, { flags, words }: Instruction, folder: string): void {
  const sources = words.slice(0, -1);
  const target = words.at(-1) ?? '';
  const into = join(to, target.startsWith('/') ? target : join(folder, target));
  for (const source of sources) {
    const whole = statSync(join(from, source)).isDirectory() || !target.endsWith('/');
    cpSync(join(from, source), whole ? into : join(into, basename(source)), { recursive: true });
  }
  const [uid, gid] = (flags.chown ?? '').split(':').map(Number);
  if (uid !== undefined && gid !== undefined && flags.chown !== undefined) chownSync(into, uid, gid);
}

/** The build stage over this machine's root; gives the folder with what it changed. */
function runBuild({ instructions }: Stage): string {
  const [upper, over, merged] = ['upper', 'over', 'merged'].map((name) => join(work, name));
  if (upper === undefined || over === undefined || merged === undefined) throw new RangeError('no folders');
  for (const each of [upper, over, merged]) mkdirSync(each);
  mkdirSync(join(upper, 'usr/local/bin'), { recursive: true });
  cpSync(join(ROOT, 'node_modules/node/bin/node'), join(upper, 'usr/local/bin/node'));
  const files = context();
  let folder = '/';
  for (const instruction of instructions) {
    const { name, text } = instruction;
    if (name === 'WORKDIR') {
      folder = text;
      mkdirSync(join(upper, folder), { recursive: true });
    } else if (name === 'COPY') copy(files, upper, instruction, folder);
    else if (name === 'RUN') {
      const script = `
        mount -t overlay overlay -o lowerdir=/,upperdir=${upper},workdir=${over} ${merged}
        mount --rbind /dev ${merged}/dev; mount -t proc proc ${merged}/proc
        exec /usr/sbin/chroot ${merged} sh -euc 'cd ${folder} && ${text}'`;
      const env = { ...process.env, PATH: '/usr/local/bin:/usr/bin:/bin' };
      const { status } = spawnSync('unshare', mounted(script), {
        stdio: ['ignore', 'ignore', 'inherit'],
        env,
      });
      check(status === 0, `RUN ${text}`);
    } else throw new RangeError(`${name} is not known here`);
  }
  return upper;
}

/** What was started and may run still when something went wrong. */
const children: ChildProcess[] = [];

/** In place of the distroless base: what node and the database's binary are linked to, and nothing else. */
function bareRoot(built: string): string {
  const root = join(work, 'root');
  for (const each of ['proc', 'dev', 'tmp', 'etc', 'lib64']) mkdirSync(join(root, each), { recursive: true });
  const binaries = [
    join(built, 'usr/local/bin/node'),
    join(built, 'image/app/node_modules/better-sqlite3/prebuilds/linux-x64.node'),
  ].filter((each) => existsSync(each));
  for (const binary of binaries) {
    const linked = execFileSync('ldd', [binary], { encoding: 'utf8' });
    for (const [library] of linked.matchAll(/\/\S+\.so\S*/g))
      cpSync(realpathSync(library), join(root, library), { dereference: true });
  }
  return root;
}

interface Image {
  readonly root: string;
  readonly folder: string;
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly entry: readonly string[];
  readonly cmd: readonly string[];
  readonly health: readonly string[];
}

function assemble({ instructions }: Stage, built: string): Image {
  const root = bareRoot(built);
  const last = (name: string): Instruction | undefined => instructions.findLast((each) => each.name === name);
  const words = (name: string): readonly string[] => last(name)?.words ?? [];
  for (const instruction of instructions.filter(({ name }) => name === 'COPY'))
    copy(built, root, instruction, '/');
  const health = last('HEALTHCHECK')?.text.replace(/^CMD /, '') ?? '[]';
  return {
    root,
    folder: words('WORKDIR')[0] ?? '/',
    user: words('USER')[0] ?? '0:0',
    env: Object.assign({}, ...instructions.filter(({ name }) => name === 'ENV').map(variablesOf)),
    entry: words('ENTRYPOINT'),
    cmd: words('CMD'),
    health: JSON.parse(health) as string[],
  };
}

/** A command in the image, as a container with a read-only root would have it; /data alone can be written. */
function inside(
  image: Image,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const { root, folder, user } = image;
  const script = `
    mount --bind ${root} ${root}
    mount --bind ${root}/data ${root}/data
    mount --rbind /dev ${root}/dev; mount -t proc proc ${root}/proc
    mount -o remount,ro,bind ${root}
    exec setpriv --no-new-privs --bounding-set=-all,+setuid,+setgid,+sys_chroot \\
      env -i PATH=/usr/local/bin:/usr/bin:/bin "$@"`;
  const all = { ...image.env, ...env };
  const variables = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  const chroot = ['/usr/sbin/chroot', `--userspec=${user}`, '--groups=', root];
  // The working directory is the runtime's to set; chroot begins at the root.
  const start = ['node', '--no-warnings', '-e', ENTER, folder, ...command];
  const child = spawn('unshare', [...mounted(script), 'sh', ...variables, ...chroot, ...start], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

/** Takes over the process in its working directory, as a runtime does: node has no chdir on its command line. */
const ENTER = `const [folder, program, ...args] = process.argv.slice(1); process.chdir(folder);
process.execve('/usr/local/bin/node', ['node', ...args], process.env);`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

async function ended(child: ChildProcess, input = ''): Promise<Ended> {
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (out += String(chunk)));
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  return { code: code as number | null, out };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i}]}\n';

async function tryOut(image: Image): Promise<void> {
  const { root, entry, cmd, health, user } = image;
  const modules = readdirSync(join(root, 'app/node_modules'));
  check(
    !modules.some((name) => ['typescript', 'vitest', 'node', 'npm', 'esbuild'].includes(name)),
    `no development packages: ${modules.join(', ')}`,
  );
  check(
    !['bin/sh', 'usr/bin/env', 'usr/bin/npm'].some((name) => existsSync(join(root, name))),
    'no shell and no npm',
  );
  const size = execFileSync('du', ['-sm', root], { encoding: 'utf8' }).split('\t')[0];
  done(
    `${size} MB, node with ${execFileSync('du', ['-sm', join(root, 'usr/local/bin/node')], { encoding: 'utf8' }).split('\t')[0]} of them`,
  );

  const env = { METRICS_PORT: String(await freePort()), PREVIEW_PORT: '0' };
  const unwell = await ended(inside(image, health, env));
  check(unwell.code === 1, `HEALTHCHECK fails before it runs: ${unwell.out.trim()}`);
  const bot = inside(image, [...entry, ...cmd], env);
  const over = ended(bot);
  let said = '';
  bot.stdout?.on('data', (chunk) => (said += String(chunk)));
  while (!said.includes('in a browser')) {
    const end = await Promise.race([once(bot.stdout ?? bot, 'data').then(() => null), over]);
    if (end !== null) throw new Error(`it ended before it served: ${end.out}`);
  }
  done('it starts, and serves the preview without a token');
  const page = /Open (\S+) in a browser/.exec(said)?.[1] ?? '';
  check((await fetch(page)).status === 200, 'the page of the preview is there');
  const well = await ended(inside(image, health, env));
  check(well.code === 0 && well.out === 'ok\n', 'HEALTHCHECK passes while it runs');
  const status = readFileSync(`/proc/${bot.pid}/status`, 'utf8');
  const [uid] = user.split(':');
  check(new RegExp(`^Uid:\\t${uid}\\t${uid}\\t${uid}\\t${uid}$`, 'm').test(status), `it runs as UID ${uid}`);
  check(
    /^CapEff:\t0+$/m.test(status) && /^NoNewPrivs:\t1$/m.test(status),
    'without capabilities, and gets none',
  );
  const backup = await ended(inside(image, [...entry, 'dist/cli.js', 'backup', '/data/backup.db'], env));
  check(backup.code === 0, `a backup while it runs: ${backup.out.trim()}`);
  for (const file of ['/app/x', '/tmp/x', '/x']) {
    const write = `try { require('fs').writeFileSync('${file}', '') } catch (e) { console.log(e.code) }`;
    const { out } = await ended(inside(image, [...entry, '-e', write], env));
    check(out === 'EROFS\n', `${file} cannot be written: ${out.trim()}`);
  }
  const drawn = await ended(
    inside(image, [...entry, 'dist/cli.js', 'explain', '--png', '/data/p.png', '-'], env),
    POD,
  );
  check(
    drawn.code === 0 && statSync(join(root, 'data/p.png')).size > 1000,
    'an explanation, drawn as a picture',
  );
  process.kill(bot.pid ?? 0, 'SIGTERM');
  const { code } = await over;
  check(code === 0, 'on SIGTERM it stops and exits 0');
  const database = statSync(join(root, 'data/podium.db'));
  check(database.uid === Number(uid) && (database.mode & 0o077) === 0, 'its database is its own alone');
}

try {
  await tryOut(assemble(final, runBuild(build)));
  process.stdout.write('The image holds what it needs.\n');
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}
