/** A shell that reads what is typed, between two lines: `Cluster.shells`. */

import { exported, type ShellProcess } from '../shell/process.ts';
import type { OpenShell } from '../state.ts';

/** A shell process as the cluster keeps it. */
export function openShell(
  process: ShellProcess,
  container: string,
  argv: readonly string[],
  after: OpenShell['after'],
  line = 1,
): OpenShell {
  const { identity, cwd, status, kind, name } = process;
  const names = Object.keys(process.variables);
  return {
    container,
    argv,
    identity,
    cwd,
    env: Object.fromEntries(names.map((one) => [one, process.variables[one]?.value ?? ''])),
    unexported: names.filter((one) => process.variables[one]?.exported !== true),
    status,
    kind,
    name,
    line,
    after,
  };
}

/** The process that an open shell is. */
export function processOf(shell: OpenShell): ShellProcess {
  const all = exported(Object.entries(shell.env));
  for (const name of shell.unexported)
    if (all[name] !== undefined) all[name] = { value: all[name].value, exported: false };
  return {
    kind: shell.kind,
    name: shell.name,
    mode: 'prompt',
    pid: 31,
    identity: shell.identity,
    cwd: shell.cwd,
    variables: all,
    functions: {},
    traps: {},
    positional: [],
    descriptors: { input: { from: 'terminal' }, output: { to: 'out' }, error: { to: 'err' } },
    status: shell.status,
    options: '',
  };
}
