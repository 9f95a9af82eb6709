/** `kubectl help`, `--help`: what a command is for in our words, its usage and its flags. */
import { COMMANDS } from './args/flags.generated.ts';
import { flagsOf } from './args/flags.ts';
import { commandsBelow, verbOf } from './commands.ts';

const PURPOSE: Readonly<Record<string, string>> = {
  annotate: 'Set or remove annotations of objects (KEY=VALUE, KEY-).',
  'api-resources': 'List the kinds of objects that the server has.',
  'api-versions': 'List the API versions that the server has.',
  apply: 'Make objects be as a file says: create what is missing, change what differs.',
  attach: 'Follow what the first process of a container writes.',
  auth: 'Ask what you may do.',
  'auth can-i': 'Ask whether you may do something.',
  'cluster-info': 'Show where the cluster is.',
  config: 'Look at and change your kubeconfig: contexts and their namespaces.',
  cp: 'Copy a file into a container or out of it.',
  create: 'Create an object from a file (-f) or by its kind.',
  debug: 'Put a debug container into a pod, or copy the pod with one.',
  delete: 'Delete objects by file, name or label.',
  describe: 'Tell about objects at length, with their events.',
  diff: 'Show what applying a file would change.',
  edit: 'Change an object in an editor.',
  events: 'List events, oldest first.',
  exec: 'Run a command in a container.',
  explain: 'Show which fields a kind has.',
  get: 'List objects, or print them in a form of your choice.',
  label: 'Set or remove labels of objects (KEY=VALUE, KEY-).',
  logs: 'Print what a container has written.',
  patch: 'Change fields of an object by a patch.',
  replace: 'Put an object in the place of the one there is; --force deletes that first.',
  rollout: 'Follow, restart, pause or undo the rollout of a workload.',
  run: 'Run one image in a pod.',
  scale: 'Set how many replicas a workload has.',
  set: 'Change a part of objects: image, env, resources, service account.',
  version: 'Print the versions of kubectl and of the cluster.',
  wait: 'Wait until objects meet a condition.',
};

const TYPES: Readonly<Record<string, string>> = {
  b: '',
  s: '=TEXT',
  i: '=NUMBER',
  d: '=DURATION',
  l: '=LIST',
  a: '=TEXT (may be repeated)',
};

/** What a command is for, in a sentence; undefined where there is none. */
export function purposeOf(path: string): string | undefined {
  return PURPOSE[path];
}

/** The help page of a command; '' for kubectl itself. */
export function helpPage(path: string): string {
  const below = commandsBelow(path).filter((name) => name !== 'alpha');
  const lines: string[] = [];
  if (path === '')
    lines.push('kubectl controls a Kubernetes cluster; here, the simulated one of this lab.', '');
  else lines.push(PURPOSE[path] ?? PURPOSE[path.split(' ')[0] ?? ''] ?? `kubectl ${path}`, '');
  if (below.length > 0) {
    const listed =
      path === ''
        ? below.filter(
            (name) =>
              verbOf(name) !== undefined ||
              commandsBelow(name).some((one) => verbOf(`${name} ${one}`) !== undefined),
          )
        : below;
    const width = Math.max(...listed.map((name) => name.length)) + 3;
    lines.push('Available Commands:');
    for (const name of listed)
      lines.push(`  ${name.padEnd(width)}${PURPOSE[path === '' ? name : `${path} ${name}`] ?? ''}`.trimEnd());
    lines.push('');
  }
  const own = COMMANDS[path]?.[1] ?? '';
  if (own !== '') {
    const names = new Set(own.split(' ').map((word) => (word.split(':')[0] ?? '').split('/').at(-1) ?? ''));
    lines.push('Options:');
    for (const flag of new Set(flagsOf(path).values()))
      if (names.has(flag.name))
        lines.push(
          `    ${flag.short === '' ? '    ' : `-${flag.short}, `}--${flag.name}${TYPES[flag.type] ?? ''}`,
        );
    lines.push('');
  }
  lines.push(
    'Usage:',
    `  ${COMMANDS[path]?.[0] || (path === '' ? 'kubectl [flags] [options]' : `kubectl ${path} [flags] [options]`)}`,
    '',
  );
  if (below.length > 0)
    lines.push(
      `Use "kubectl ${path === '' ? '' : `${path} `}<command> --help" for more information about a given command.`,
    );
  return `${lines.join('\n').trimEnd()}\n`;
}
