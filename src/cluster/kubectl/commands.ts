/** Every command of kubectl 1.36: what Podium does for it, and what else it may be called. */
import type { Verb } from './call.ts';
import { COMMANDS } from './args/flags.generated.ts';
import { apply } from './verbs/apply.ts';
import { create } from './verbs/create.ts';
import { delete_ } from './verbs/delete.ts';
import { get } from './verbs/get.ts';
import { replace } from './verbs/replace.ts';

const VERBS: Readonly<Record<string, Verb>> = {
  apply,
  create,
  delete: delete_,
  get,
  replace,
};

/** Other names of commands (`Aliases` in kubectl's sources). */
const ALIASES: Readonly<Record<string, string>> = {
  'create ns': 'create namespace',
  'create cm': 'create configmap',
  'create sa': 'create serviceaccount',
  'create dep': 'create deployment',
  'create deploy': 'create deployment',
  'create cj': 'create cronjob',
  'create svc': 'create service',
  'create ing': 'create ingress',
  'create pc': 'create priorityclass',
  'create pdb': 'create poddisruptionbudget',
  'create resourcequota': 'create quota',
  'set sa': 'set serviceaccount',
  'config use': 'config use-context',
  'top pods': 'top pod',
  'top po': 'top pod',
  'top nodes': 'top node',
  'top no': 'top node',
};

/** What the verb does; undefined: it is a command of kubectl's that Podium does not simulate. */
export function verbOf(path: string): Verb | undefined {
  return VERBS[path];
}

/** Whether kubectl has the command. */
export function isCommand(path: string): boolean {
  return path in COMMANDS;
}

/** The command that `word` names below `path` (empty: below kubectl itself); undefined where there is none. */
export function commandBelow(path: string, word: string): string | undefined {
  const full = path === '' ? word : `${path} ${word}`;
  const named = ALIASES[full] ?? full;
  return isCommand(named) ? named : undefined;
}

/** The commands directly below `path`, sorted. */
export function commandsBelow(path: string): readonly string[] {
  const prefix = path === '' ? '' : `${path} `;
  return Object.keys(COMMANDS)
    .filter((name) => name.startsWith(prefix) && name !== path && !name.slice(prefix.length).includes(' '))
    .map((name) => name.slice(prefix.length))
    .sort();
}
