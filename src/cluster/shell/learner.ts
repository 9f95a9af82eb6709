/** The learner's own machine: its files, and the commands that only it has. */

import { BOUNDS } from '../bounds.ts';
import type { Draft } from '../draft.ts';
import { attempt } from '../files/errors.ts';
import type { View } from '../files/lookup.ts';
import { FileSystem } from '../files/system.ts';
import { type Mount, treeKey } from '../files/tree.ts';
import { CAPABILITIES, type Identity } from '../identity.ts';
import { directory } from '../images/build.ts';
import { filesBelow } from '../images/index.ts';
import { kubectl } from '../kubectl/index.ts';
import { NOT_SIMULATED_STATUS, sayNotSimulated } from '../not-simulated.ts';
import { passing } from '../programs/patience.ts';
import type { Streams } from '../streams.ts';
import { at, type Tool } from '../tools/call.ts';
import { sudo } from '../tools/environment.ts';
import { TOOLS } from '../tools/index.ts';
import { withoutTrailing } from '../trailing.ts';
import { exported, type ShellProcess } from './process.ts';
import type { World } from './world.ts';

const ROOT: Mount = {
  path: '/',
  tree: treeKey.machine,
  root: '/',
  readOnly: false,
  fsType: 'ext4',
  device: '/dev/vda1',
};
/** Devices that redirects name; nothing else of /dev is there. */
const NOTHING = directory();

/** Who the learner is there: root with everything, or the first user. */
function learnersIdentity(draft: Draft): Identity {
  const root = draft.machine.user === 'root';
  const all = root ? CAPABILITIES : [];
  return {
    uid: root ? 0 : 1000,
    gid: root ? 0 : 1000,
    groups: root ? [0] : [1000],
    capabilities: { inheritable: [], permitted: all, effective: all, bounding: CAPABILITIES, ambient: [] },
    noNewPrivs: false,
    seccomp: 0,
    privileged: true,
    readOnlyRoot: false,
    userNamespaceBase: 0,
  };
}

/** The files of the learner's machine. */
export function learnersFiles(draft: Draft, unread: (path: string) => void): FileSystem {
  if (draft.trees[treeKey.machine] === undefined)
    draft.trees[treeKey.machine] = { base: { machine: true }, root: { ...directory(), entries: {} } };
  const view: View = {
    draft,
    mounts: [ROOT],
    identity: learnersIdentity(draft),
    unread,
    base: (tree) => filesBelow(tree),
    virtual: () => NOTHING,
  };
  return new FileSystem(view);
}

/** The learner's shell. */
export function learnersProcess(draft: Draft): ShellProcess {
  const { machine } = draft;
  const variables = exported(
    Object.entries({ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...machine.env }),
  );
  for (const name of machine.unexported ?? [])
    if (variables[name] !== undefined) variables[name] = { value: variables[name].value, exported: false };
  return {
    kind: 'bash',
    name: 'bash',
    mode: 'prompt',
    pid: 1200,
    identity: learnersIdentity(draft),
    cwd: machine.cwd,
    variables,
    functions: {},
    traps: {},
    positional: [],
    descriptors: { input: { from: 'terminal' }, output: { to: 'out' }, error: { to: 'err' } },
    status: machine.status,
    options: '',
  };
}

/** Adds what was typed to the history; a heredoc is one entry, as bash keeps it. */
export function remember(draft: Draft, text: string): void {
  const line = withoutTrailing(text, '\n');
  if (line.trim() === '') return;
  draft.machine = { ...draft.machine, history: [...draft.machine.history, line].slice(-BOUNDS.history) };
}

/** kubectl reads and writes through the descriptors that the shell gave it. */
const runKubectl: Tool = (call) => {
  let piped: string | null | undefined;
  const streams: Streams = {
    get stdin() {
      if (piped === undefined) piped = call.stdin();
      return piped;
    },
    terminal: call.interactive,
    out: (text) => call.out(text),
    err: (text) => call.err(text),
  };
  const result = kubectl(call.draft, call.argv.slice(1), streams);
  if (result.edit !== undefined)
    call.draft.editing = {
      path: result.edit.path,
      text: result.edit.text,
      by: { kind: 'kubectl', saved: result.edit.saved },
    };
  if (result.shell !== undefined) call.draft.shells = [...call.draft.shells, result.shell];
  return result.status;
};

/** nano, vi, vim: the file's text is shown, and what is saved comes back by `closeEditor`. */
const edit: Tool = (call) => {
  const names = call.argv.slice(1).filter((one) => !/^[-+]/.test(one));
  const [name] = names;
  const tool = call.argv[0]?.replace(/^.*\//, '') ?? '';
  if (name === undefined)
    return call.notSimulated({
      code: `tool:${tool}:no-file`,
      message: `Name the file that ${tool} is to open: ${tool} pod.yaml.`,
    });
  const path = at(call, name);
  const found = call.files.peek(path);
  if (found?.node.type === 'directory') {
    call.err(tool === 'nano' ? `"${name}" is a directory\n` : `"${name}" is a directory\n`);
    return 1;
  }
  const text = found === null ? { value: '' } : attempt(() => call.files.read(path));
  if ('refused' in text) {
    call.err(`Error reading ${name}: ${text.refused.message}\n`);
    return 1;
  }
  call.draft.editing = {
    path: found?.path ?? path.replace(/\/\.?\//g, '/'),
    text: text.value,
    by: { kind: 'file' },
  };
  return 0;
};

const history: Tool = (call) => {
  if (call.argv[1] === '-c') {
    call.draft.machine = { ...call.draft.machine, history: [] };
    return 0;
  }
  const { history: lines } = call.draft.machine;
  const last = /^[0-9]+$/.test(call.argv[1] ?? '') ? Number(call.argv[1]) : lines.length;
  for (const [index, line] of lines.entries())
    if (index >= lines.length - last) call.out(`${String(index + 1).padStart(5)}  ${line}\n`);
  return 0;
};

/** `alias k='kubectl'`, as bash prints it. */
function aliasLine(name: string, text: string): string {
  return `alias ${name}='${text.replace(/'/g, "'\\''")}'\n`;
}

const alias: Tool = (call) => {
  const args = call.argv.slice(1).filter((arg) => arg !== '-p');
  const { machine } = call.draft;
  let aliases: Readonly<Record<string, string>> = machine.aliases ?? {};
  const all = (): readonly [string, string][] => Object.entries({ k: 'kubectl', ...aliases });
  let status = 0;
  if (args.length === 0)
    for (const [name, text] of [...all()].sort(([a], [b]) => (a < b ? -1 : 1)))
      call.out(aliasLine(name, text));
  for (const arg of args) {
    const equals = arg.indexOf('=');
    if (equals > 0) aliases = { ...aliases, [arg.slice(0, equals)]: arg.slice(equals + 1) };
    else {
      const known = all().find(([name]) => name === arg);
      if (known !== undefined) call.out(aliasLine(...known));
      else {
        call.err(`bash: alias: ${arg}: not found\n`);
        status = 1;
      }
    }
  }
  if (Object.values(aliases).join('').length > BOUNDS.aliasChars)
    return call.notSimulated({
      code: 'tool:alias',
      message: `Aliases of more than ${BOUNDS.aliasChars} characters together are not simulated.`,
    });
  call.draft.machine = { ...machine, aliases };
  return status;
};

const unalias: Tool = (call) => {
  const { machine } = call.draft;
  const { aliases = {} } = machine;
  const [, first = ''] = call.argv;
  if (first === '-a') {
    call.draft.machine = { ...machine, aliases: {} };
    return 0;
  }
  const rest = new Map(Object.entries(aliases));
  let status = 0;
  for (const name of call.argv.slice(1)) {
    if (rest.delete(name) || name === 'k') continue;
    call.err(`bash: unalias: ${name}: not found\n`);
    status = 1;
  }
  call.draft.machine = { ...machine, aliases: Object.fromEntries(rest) };
  return status;
};

const HELP = [
  'What can be typed here:',
  '  kubectl (or k)        as on a real cluster; `kubectl help` lists its commands',
  '  nano, vi, vim FILE    edit a file',
  '  cat ls cp mv rm mkdir head tail grep sed awk sort uniq wc cut tr tee echo printf',
  '                        with pipes, redirects, heredocs (cat <<EOF | kubectl apply -f -), $( ), && and ||',
  '  cd pwd export history clear',
  'What Podium does not simulate says so in a line that begins with `podium:`.',
  '',
].join('\n');

const BUILTINS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['k', runKubectl],
  ['alias', alias],
  ['unalias', unalias],
  ['complete', () => 0],
  ['history', history],
  [
    'help',
    (call) => {
      call.out(HELP);
      return 0;
    },
  ],
]);

const PROGRAMS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['kubectl', runKubectl],
  ['nano', edit],
  ['vim', edit],
  ['sudo', sudo],
]);

/** What the learner's shell has beside its builtins, and the programs that only this machine has. */
export const OWN_COMMANDS: readonly string[] = [...BUILTINS.keys(), ...PROGRAMS.keys()];

/** The world of the learner's machine. */
export function learnersWorld(draft: Draft, streams: Streams, stopped: () => boolean): World {
  const err = (text: string): void => streams.err(text);
  return {
    draft,
    container: null,
    own: false,
    terminal: true,
    musl: false,
    files: () =>
      learnersFiles(draft, (path) =>
        sayNotSimulated(
          draft,
          { err },
          { code: 'file:unknown', message: `Podium does not know what is in ${path}.` },
        ),
      ),
    out: (text) => streams.out(text),
    err,
    tool: (program, name) =>
      PROGRAMS.get(program) ??
      TOOLS.get(name) ??
      ((call) => {
        call.notSimulated({
          code: `tool:${name}`,
          message: `${name} is not simulated; \`help\` says what is.`,
        });
        return NOT_SIMULATED_STATUS;
      }),
    builtin: (name) => BUILTINS.get(name),
    alias: (name) => {
      const { aliases = {} } = draft.machine;
      return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    },
    sleep: passing(draft, null),
    stopped,
  };
}
